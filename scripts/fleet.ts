/**
 * `npm run fleet [-- LOGS REPOSITORIES DAYS]`: a fleet's logs through `batch` into a history, and whether what was planted in
 * them is found again; then the same logs on the engines that this machine has. Writes docs/fleet/figures.md for a fleet of
 * the usual size. `--install` brings the engines first, `--alone` leaves them out. Exit code 1 where a truth is missed or an
 * engine answers anything else than one process does. Needs GNU time.
 */
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CLICKHOUSE, type Engine, install, linesOf, spark } from './fleet/engines.js';
import { figuresPage, type Measured, type OnEngine, type Truth } from './fleet/figures.js';
import { type FleetRecord, type FleetSize, fleetRecords, JUDGED, TRUTHS } from './fleet/plan.js';
import { CLI, type Ran, run } from './fleet/run.js';
import { ROOT, readScenario } from './scenario.js';

const USUAL: FleetSize = { logs: 20_000, repositories: 40, days: 90, seed: 1 };
/** Each is a process. */
const MOST_JUDGED = 8;

type Row = Readonly<Record<string, string | number | null>>;

/** What a fleet leaves behind, and what is asked of it. */
class Fleet {
  readonly folder = mkdtempSync(join(tmpdir(), 'whydunit-fleet-'));
  readonly records = join(this.folder, 'records.jsonl');
  readonly answers = join(this.folder, 'answers.jsonl');
  readonly database = join(this.folder, 'fleet.duckdb');

  ask(action: string, ...args: readonly string[]): Promise<Ran> {
    const command = [process.execPath, CLI, 'history', action, ...args, '--history', this.database];
    return run(command, { output: join(this.folder, `${action}.json`) });
  }

  async view(name: string): Promise<readonly Row[]> {
    await this.ask(name, '--json');
    return JSON.parse(readFileSync(join(this.folder, `${name}.json`), 'utf8')) as Row[];
  }

  /** People find a few findings of one pattern told wrongly, and one of them rightly. @returns how many wrongly, of how many */
  async judge(): Promise<string> {
    const pattern = readScenario(JUDGED).expect;
    const all = (await this.view('first-seen')).filter((row) => row['pattern'] === pattern);
    const judged = all.slice(0, MOST_JUDGED);
    for (const [at, { fingerprint }] of judged.entries())
      await this.ask('judge', String(fingerprint), at === 0 ? 'right' : 'wrong');
    return `${pattern} ${judged.length - 1} of ${judged.length}`;
  }

  async truths({ repositories }: FleetSize, judgement: string): Promise<readonly Truth[]> {
    const [flakiest] = await this.view('flaky');
    const [outage] = await this.view('outages');
    const back = (await this.view('back')).filter(({ pattern }) => pattern === TRUTHS.back.pattern);
    const [judged] = await this.view('precision');
    return [
      { planted: 'the flakiest test', wanted: TRUTHS.flakiest, found: flakiest?.['test'] },
      {
        planted: 'the outage that hit all',
        wanted: `${TRUTHS.outage} in ${repositories}`,
        found: `${outage?.['cause']} in ${outage?.['repositories']}`,
      },
      {
        planted: 'what came back after it was mended',
        wanted: `${TRUTHS.back.pattern} in ${TRUTHS.back.repository}`,
        found: back.map((row) => `${row['pattern']} in ${row['repository']}`).join(', '),
      },
      {
        planted: 'the pattern that people find wrong',
        wanted: judgement,
        found: `${judged?.['pattern']} ${judged?.['wrong']} of ${Number(judged?.['wrong']) + Number(judged?.['right'])}`,
      },
    ];
  }
}

/** The records in a file, each log by a path that leads to it from anywhere. */
function writeRecords(size: FleetSize, file: string): void {
  const absolute = ({ path, ...rest }: FleetRecord) => ({
    ...rest,
    ...(path !== undefined && { path: resolve(ROOT, path) }),
  });
  writeFileSync(file, [...fleetRecords(size)].map((record) => `${JSON.stringify(absolute(record))}\n`).join(''));
}

/** What an engine makes of the records, beside what one process makes of them. */
async function onEngine(engine: Engine, fleet: Fleet, wanted: readonly string[], at: number): Promise<OnEngine> {
  const missing = engine.missing();
  if (missing !== undefined) return { name: engine.name, missing };
  const folder = join(fleet.folder, `engine-${at}`);
  mkdirSync(folder);
  const { answers, ...ran } = await engine.answer(fleet.records, folder);
  const sorted = answers.toSorted();
  const same = sorted.length === wanted.length && sorted.every((answer, index) => answer === wanted[index]);
  return { name: engine.name, ran, same };
}

async function measure(size: FleetSize, fleet: Fleet, engines: readonly Engine[]): Promise<Measured> {
  writeRecords(size, fleet.records);
  const input = createReadStream(fleet.records);
  const batch = await run([process.execPath, CLI, 'batch', '--quiet'], { input, output: fleet.answers });
  const add = await fleet.ask('add', fleet.answers);
  const again = await fleet.ask('add', fleet.answers);
  const top = await fleet.ask('top');
  const bytes = statSync(fleet.database).size;
  const judgement = await fleet.judge();
  const truths = await fleet.truths(size, judgement);
  const wanted = linesOf(readFileSync(fleet.answers, 'utf8')).toSorted();
  const on: OnEngine[] = [];
  for (const [at, engine] of engines.entries()) on.push(await onEngine(engine, fleet, wanted, at));
  return { size, batch, add, again, top, bytes, truths, engines: on };
}

const words = process.argv.slice(2);
if (words.includes('--install')) install();
const sizes = words.filter((word) => !word.startsWith('--'));
const [logs = USUAL.logs, repositories = USUAL.repositories, days = USUAL.days] = sizes.map(Number);
const engines = words.includes('--alone') ? [] : [spark(1, false), spark(2, true), CLICKHOUSE];
const fleet = new Fleet();
try {
  const measured = await measure({ ...USUAL, logs, repositories, days }, fleet, engines);
  const page = figuresPage(measured);
  if (sizes.length === 0 && engines.length > 0) writeFileSync(join(ROOT, 'docs/fleet/figures.md'), page);
  process.stdout.write(page);
  const missed = measured.truths.some(({ wanted, found }) => wanted !== found);
  if (missed || measured.engines.some(({ same }) => same === false)) process.exitCode = 1;
} finally {
  rmSync(fleet.folder, { recursive: true, force: true });
}
