/**
 * Tries every row of the operating guides: `npm run guides -- [--check] [words of a row]`.
 * Recorded runs and the rows' own material go through the walk in this process; tests are run by name.
 *
 * What was found is kept in docs/guides.md; `--check` compares it instead (the tests themselves are `npm test`'s there), so
 * that no row is lost unseen. Exit code 1 when the page is not current.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../src/core/domain/report.js';
import { diagnoseFile, diagnoseText } from './diagnose-file.js';
import { IS_CHECK, keepCurrent } from './generated.js';
import { type GuideRow, readGuides } from './guide-rows.js';
import { guidesPage, guidesText, type JudgedGuide, type Proof } from './guides-page.js';
import { headlineOf } from './judge-scenario.js';
import { readPatternFiles } from './pattern-files.js';
import { ROOT, readScenario, type Scenario, scenarioIds } from './scenario.js';

/** More recorded runs of a row than these prove nothing more. */
const RUNS = 2;

const scenarios = scenarioIds()
  .map(readScenario)
  .filter(({ log }) => existsSync(log));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWanted = ({ row, expect = '' }: GuideRow) => words.every((word) => `${row} ${expect}`.includes(word));

/** What is said first; of a text that proves nothing, what would explain it. */
function answerOf(report: Report): string {
  const headline = headlineOf(report);
  if (headline !== 'passed') return headline;
  return report.possible?.flatMap((each) => ('pattern' in each ? [each.pattern] : []))[0] ?? headline;
}

const differs = (said: string, expected: string) => (said === expected ? {} : { problem: `says ${said}` });

async function runProof({ id, log }: Scenario, expect: string): Promise<Proof> {
  return { name: id, kind: 'run', ...differs(answerOf(await diagnoseFile(log, `${id}.log`)), expect) };
}

async function materialProof(text: string, name: string, at: number, expect: string): Promise<Proof> {
  return { name: `material ${at + 1}`, kind: 'material', ...differs(answerOf(await diagnoseText(text, name)), expect) };
}

/** Whether the file has such a test, and whether it holds. */
function testProof(test: string): Proof {
  const [file = '', name] = test.split(' › ');
  const path = join(ROOT, file);
  if (!existsSync(path)) return { name: test, kind: 'test', problem: 'is not there' };
  if (name !== undefined && !readFileSync(path, 'utf8').includes(name))
    return { name: test, kind: 'test', problem: 'has no such test' };
  if (IS_CHECK) return { name: test, kind: 'test' };
  const config = /^test\/(action|cli|browser)\//.test(file) ? ['--config', 'vitest.processes.config.ts'] : [];
  const only = name === undefined ? [] : ['-t', name];
  const { status } = spawnSync('npx', ['vitest', 'run', ...config, file, ...only], { cwd: ROOT });
  return { name: test, kind: 'test', ...(status === 0 ? {} : { problem: 'fails' }) };
}

async function proofsOf({ expect, runs, logs, tests, file }: GuideRow): Promise<Proof[]> {
  const proofs: Proof[] = tests.map(testProof);
  if (expect === undefined) return proofs;
  const named = scenarios.filter(({ id }) => runs?.includes(id));
  const same = expect === 'passed' ? [] : scenarios.filter((scenario) => scenario.expect === expect).slice(0, RUNS);
  for (const scenario of runs === undefined ? same : named) proofs.push(await runProof(scenario, expect));
  for (const [at, text] of logs.entries()) proofs.push(await materialProof(text, file ?? 'run.log', at, expect));
  return proofs;
}

const guides: JudgedGuide[] = [];
for (const { title, rows } of readGuides()) {
  const wanted = rows.filter(isWanted);
  const judged = [];
  for (const row of wanted) judged.push({ row, proofs: await proofsOf(row) });
  guides.push({ title, rows: judged });
}
console.log(guidesText(guides));
const known = new Set(readPatternFiles().parsed.map(({ pattern }) => pattern.id));
const page = new Map([['docs/guides.md', guidesPage(guides, known)]]);
const stale = words.length === 0 ? keepCurrent(page, 'npm run guides') : [];
for (const problem of stale) console.error(problem);
process.exitCode = stale.length > 0 ? 1 : 0;
