/**
 * Runs the tests that prove a row of the reliability scorecard (`[F1]` in their title), against the bundle in `dist`,
 * and prints the rows with what was measured. Exit code 1 when one fails.
 *
 *     npm run scorecard            all rows
 *     npm run scorecard -- F6 S10  these
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { ROOT } from './scenario.js';
import { ROWS } from './scorecard-rows.js';

interface Test {
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
  readonly meta?: { readonly figure?: string };
}

const wanted = new Set(process.argv.slice(2));
const rows = ROWS.filter(([id]) => wanted.size === 0 || wanted.has(id));
const tests = run(rows.map(([id]) => id));
const judged = rows.map((row) => ({ row, ...judge(tests.filter(({ fullName }) => fullName.includes(`[${row[0]}]`))) }));

console.log(
  markdownTable([
    ['', 'Tried', 'Must come out', 'Measured', ''],
    ...judged.map(({ row: [id, tried, must], figure, result }) => [id, tried, must, figure, result]),
  ]),
);
const count = (result: string) => judged.filter((each) => each.result === result).length;
const missing = count('no test');
if (missing > 0) console.log(`\n${missing} rows have no test of their own`);
console.log(`${count('passed')} passed, ${count('FAILED')} failed`);
process.exitCode = count('FAILED') === 0 ? 0 : 1;

/** Every test whose title names one of the rows, with how it ended. */
function run(ids: readonly string[]): Test[] {
  const out = mkdtempSync(join(tmpdir(), 'whydunit-scorecard-'));
  try {
    const file = join(out, 'results.json');
    const filter = `\\[(${ids.join('|')})\\]`;
    const options = ['run', '--reporter=json', `--outputFile=${file}`, '--passWithNoTests', '-t', filter];
    const { status, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), options, {
      cwd: ROOT,
      // npm test runs a few of the seeds, the scorecard all of them.
      env: { WHYDUNIT_SEEDS: '100', ...process.env },
      encoding: 'utf8',
    });
    if (status === null) throw new Error(`vitest did not run: ${stderr}`);
    const results = JSON.parse(readFileSync(file, 'utf8')) as { testResults: { assertionResults: Test[] }[] };
    return results.testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function judge(all: readonly Test[]): { figure: string; result: 'passed' | 'FAILED' | 'no test' } {
  const run = all.filter(({ status }) => status === 'passed' || status === 'failed');
  if (run.length === 0) return { figure: '', result: 'no test' };
  const passed = run.filter(({ status }) => status === 'passed').length;
  const figures = run.flatMap(({ meta }) => meta?.figure ?? []);
  return {
    figure: figures.length > 0 ? figures.join('; ') : `${passed} of ${run.length} cases`,
    result: passed === run.length ? 'passed' : 'FAILED',
  };
}
