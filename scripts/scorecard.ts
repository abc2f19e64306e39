/**
 * Runs the tests that prove the rows of the reliability scorecard (`[F1]` in their titles) and prints each row with what
 * was measured. A row has failed when one of its tests did, was skipped, is missing or could not be loaded; exit code 1
 * then, and 2 for a row that does not exist.
 *
 *     npm run scorecard            all rows
 *     npm run scorecard -- F6 S10  these
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { ROOT } from './scenario.js';
import { judgeRow, type Result } from './scorecard-judge.js';
import { ROWS } from './scorecard-rows.js';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !ROWS.some((row) => row.id === id));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}; there are ${ROWS.map(({ id }) => id).join(' ')}`);
  process.exit(2);
}
const rows = ROWS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const { tests, status, unloaded } = run(rows.map(({ id }) => id));
const judged = rows.map((row) => ({ row, ...judgeRow(row, tests) }));

console.log(
  markdownTable([
    ['', 'Tried', 'Must come out', 'Measured', 'Seconds', ''],
    ...judged.map(({ row: { id, tried, must }, figure, seconds, result }) => [
      id,
      tried,
      must,
      figure,
      `${seconds}`,
      result,
    ]),
  ]),
);
for (const { row, why } of judged) for (const reason of why) console.log(`${row.id}: ${reason}`);
for (const file of unloaded) console.log(`not loaded: ${file}`);
const failed = judged.filter(({ result }) => result === 'FAILED').length;
// Something failed that no row knows of: an error nobody caught, a file that broke.
const outside = failed === 0 && (status !== 0 || unloaded.length > 0);
if (outside) console.log(`the tests ended with exit code ${status}`);
console.log(
  `${Math.round(performance.now() / 1_000)} seconds in all; those of a row are of its tests one after the other`,
);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || outside ? 1 : 0;

interface Ran {
  readonly tests: readonly Result[];
  readonly status: number;
  /** Files that could not be loaded, with what was said. */
  readonly unloaded: readonly string[];
}

/** Runs every test whose title names one of the rows. */
function run(ids: readonly string[]): Ran {
  const out = mkdtempSync(join(tmpdir(), 'whydunit-scorecard-'));
  try {
    const results = join(out, 'results.json');
    const filter = `\\[(${ids.join('|')})\\]`;
    const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join('test', file))
      .filter((file) => new RegExp(filter).test(readFileSync(join(ROOT, file), 'utf8')));
    const options = ['run', '--config', 'vitest.scorecard.config.ts', '--reporter=json', `--outputFile=${results}`];
    const { status, stderr } = spawnSync(
      join(ROOT, 'node_modules/.bin/vitest'),
      [...options, '--passWithNoTests', '-t', filter, ...files],
      {
        cwd: ROOT,
        // Whoever runs it cannot ask for less.
        env: { ...process.env, WHYDUNIT_SEEDS: '100', WHYDUNIT_RUNS: '10000', WHYDUNIT_DIST: join(ROOT, 'dist') },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    );
    if (status === null) throw new Error(`vitest did not run: ${stderr}`);
    const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as { testResults: FileResult[] };
    return {
      tests: testResults.flatMap(({ assertionResults }) => assertionResults),
      status,
      unloaded: testResults
        .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
        .map(({ name, message }) => `${name}: ${message.split('\n', 1)[0]}`),
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly Result[];
}
