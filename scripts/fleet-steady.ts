/**
 * `npx tsx scripts/fleet-steady.ts [LOGS]`: what one process of `batch` holds over 100,000 logs, and how fast it is on large
 * ones beside `diagnose`. Writes docs/fleet/steady.md, apart from the rest of the fleet since it takes minutes. Needs GNU time.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { markdownTable } from 'markdown-table';
import { corpus } from './bench-corpora.js';
import { fleetRecords } from './fleet/plan.js';
import { CLI, type Ran, run } from './fleet/run.js';
import { ROOT } from './scenario.js';

const logs = Number(process.argv[2] ?? 100_000);
/** A large log, and how many of them. */
const LARGE = { megabytes: 32, many: 4 } as const;
const NODE = process.execPath;

const jsonl = (records: Iterable<object>) =>
  Readable.from(
    (function* () {
      for (const record of records) yield `${JSON.stringify(record)}\n`;
    })(),
  );

const batch = (records: Iterable<object>): Promise<Ran> =>
  run([NODE, CLI, 'batch', '--quiet'], { input: jsonl(records) });

/** Megabytes a second: each log by `diagnose` alone, and all of them in one `batch`. */
async function large(): Promise<readonly [alone: number, together: number]> {
  const folder = join(tmpdir(), 'whydunit-bench');
  mkdirSync(folder, { recursive: true });
  const path = corpus('cargo-test', LARGE.megabytes * 1_000_000, folder);
  const alone = await run([NODE, CLI, 'diagnose', path, '--format=json', '--fail-on=never']);
  const together = await batch(Array.from({ length: LARGE.many }, (_, at) => ({ id: `${at}`, path })));
  return [LARGE.megabytes / alone.seconds, (LARGE.megabytes * LARGE.many) / together.seconds];
}

const [alone, together] = await large();
const small = await batch(fleetRecords({ logs, repositories: 40, days: 90, seed: 2 }));
const rows = [
  ['', 'measured'],
  [`${logs.toLocaleString('en-US')} small logs`, `${Math.round(logs / small.seconds)} a second and core`],
  ['memory it held after each tenth of the time, MiB', small.memory.join(', ')],
  [`a log of ${LARGE.megabytes} MB by \`diagnose\``, `${alone.toFixed(0)} MB a second and core`],
  [
    `${LARGE.many} of them in one \`batch\``,
    `${together.toFixed(0)} MB a second and core, ${Math.round((100 * together) / alone)} % of that`,
  ],
];
const page = `# One process, many logs

Written by \`npx tsx scripts/fleet-steady.ts\` on ${cpus()[0]?.model ?? 'an unknown machine'}; all are processor seconds, since others used the
machine as well.

${markdownTable(rows)}
`;
if (process.argv.length === 2) writeFileSync(join(ROOT, 'docs/fleet/steady.md'), page);
process.stdout.write(page);
