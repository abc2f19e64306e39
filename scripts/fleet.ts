/**
 * `npm run fleet [-- LOGS REPOSITORIES DAYS]`: a fleet's logs through `batch` into a history, and whether what was planted in
 * them is found again. Writes docs/fleet/figures.md for a fleet of the usual size; exit code 1 where a truth is missed.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { figuresPage, type Measured, type Ran, type Truth } from './fleet/figures.js';
import { type FleetSize, fleetRecords, JUDGED, TRUTHS } from './fleet/plan.js';
import { ROOT, readScenario } from './scenario.js';

const USUAL: FleetSize = { logs: 20_000, repositories: 40, days: 90, seed: 1 };
const CLI = resolve(ROOT, process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');
const WATCH_MS = 200;
/** Each is a process. */
const MOST_JUDGED = 8;

/** Runs the program from one stream into a file. */
async function run(args: readonly string[], input: Readable, output: string): Promise<Ran> {
  const began = Date.now();
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const held: number[] = [];
  const watch = setInterval(() => held.push(memoryOf(child.pid)), WATCH_MS);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  await Promise.all([pipeline(input, child.stdin), pipeline(child.stdout, createWriteStream(output))]);
  const code = await ended;
  clearInterval(watch);
  if (code !== 0) throw new Error(`whydunit ${args.join(' ')} ended with ${code}`);
  return { seconds: (Date.now() - began) / 1_000, memory: tenths(held.filter((each) => each > 0)) };
}

/** MiB that a process holds; 0 where it is gone. */
function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

/** Of many values those after each tenth. */
function tenths(values: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, (_, at) => values[Math.floor(((at + 1) * (values.length - 1)) / 10)] ?? 0);
}

type Row = Readonly<Record<string, string | number | null>>;

/** What a fleet leaves behind, and what is asked of it. */
class Fleet {
  readonly folder = mkdtempSync(join(tmpdir(), 'whydunit-fleet-'));
  readonly answers = join(this.folder, 'answers.jsonl');
  readonly database = join(this.folder, 'fleet.duckdb');

  ask(action: string, ...args: readonly string[]): Promise<Ran> {
    const output = join(this.folder, `${action}.json`);
    return run(['history', action, ...args, '--history', this.database], Readable.from([]), output);
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

async function measure(size: FleetSize, fleet: Fleet): Promise<Measured> {
  const lines = function* () {
    for (const record of fleetRecords(size)) yield `${JSON.stringify(record)}\n`;
  };
  const batch = await run(['batch', '--quiet'], Readable.from(lines()), fleet.answers);
  const add = await fleet.ask('add', fleet.answers);
  const again = await fleet.ask('add', fleet.answers);
  const top = await fleet.ask('top');
  const bytes = statSync(fleet.database).size;
  const judgement = await fleet.judge();
  return { size, batch, add, again, top, bytes, truths: await fleet.truths(size, judgement) };
}

const [logs = USUAL.logs, repositories = USUAL.repositories, days = USUAL.days] = process.argv.slice(2).map(Number);
const fleet = new Fleet();
try {
  const measured = await measure({ ...USUAL, logs, repositories, days }, fleet);
  const page = figuresPage(measured);
  if (process.argv.length === 2) writeFileSync(join(ROOT, 'docs/fleet/figures.md'), page);
  process.stdout.write(page);
  if (measured.truths.some(({ wanted, found }) => wanted !== found)) process.exitCode = 1;
} finally {
  rmSync(fleet.folder, { recursive: true, force: true });
}
