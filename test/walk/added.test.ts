import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { FailureKind } from '../../src/core/domain/failure.js';
import type { Severity } from '../../src/core/domain/pattern.js';
import type { Report } from '../../src/core/domain/report.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { seeded } from '../world/github/contributions/crowd.js';
import { shortLogs } from './recorded-logs.js';

/** With `WHYDUNIT_LOG_SETS=10000` none of 10,000 sets lost a P0 (2026-11-29). */
const RUNS = Number(process.env['WHYDUNIT_LOG_SETS'] ?? 100);
const FIRST = Number(process.env['WHYDUNIT_LOG_SETS_FROM'] ?? 1);
let catalogue: PatternSet;
let logs: readonly string[];
const alone = new Map<string, Report>();
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
  logs = shortLogs();
  const judged = await Promise.all(logs.map(async (log) => ({ log, report: await run(log) })));
  for (const { log, report } of judged) alone.set(log, report);
});

function run(...texts: readonly string[]): Promise<Report> {
  const sources = texts.map((text, index) => ({
    name: `log-${index}`,
    kind: 'file' as const,
    outcome: 'failed' as const,
    open: () => Readable.from([Buffer.from(text)]),
  }));
  return diagnose({ sources, patterns: catalogue, failOn: 'P0', run: {} });
}

/** Patterns of a report that are at least so severe, folded ones too; on failures of these kinds, where they are named. */
function patternsIn({ diagnoses }: Report, least: Severity, kinds?: readonly FailureKind[]): string[] {
  const all = diagnoses.flatMap(({ folded, ...own }) => [own, ...(folded ?? [])]);
  return all
    .filter(({ severity = 'P3' }) => severity <= least)
    .filter(({ occurrences: [first] }) => kinds?.includes(first?.failure.kind ?? 'ci') ?? true)
    .map(({ pattern }) => String(pattern));
}

test.each(['P0', 'P1'] as const)(
  'other logs beside one that holds a %s take none away',
  async (least) => {
    const severe = logs.filter((log) => patternsIn(alone.get(log) as Report, least).length > 0);
    expect(severe.length).toBeGreaterThan(40);
    const lost: unknown[] = [];
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const chance = seeded(1_000_000 + seed);
      const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T;
      const log = pick(severe);
      const others = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(logs));
      const all = chance() < 0.5 ? [log, ...others] : [...others, log];
      const whole = await run(...all);
      const after = patternsIn(whole, least);
      const missing = patternsIn(alone.get(log) as Report, least).filter((pattern) => !after.includes(pattern));
      const isOpen = least === 'P0' && whole.verdict.gate === 'pass';
      if (isOpen || missing.length > 0) lost.push({ seed, missing, log, others });
    }
    expect(lost).toEqual([]);
  },
  3_600_000,
);

const STEP = ['##[group]Run sh more.sh', 'sh more.sh', 'shell: /usr/bin/bash -e {0}', '##[endgroup]'];
const ENDED = ['##[error]Process completed with exit code 1.', 'Post job cleanup.', 'Cleaning up orphan processes'];
const COMPILING = ['error[E0425]: cannot find value `y` in this scope', ' --> src/lib.rs:3:5'];
/** What a program can print before and after a failure, so that it seems to lie in a step that passed. */
const AROUND: readonly (readonly [before: readonly string[], after: readonly string[]])[] = [
  [[], STEP],
  [STEP, [...STEP, 'make: *** [Makefile:3: all] Error 1']],
  [[], [...STEP, ...COMPILING]],
  [['Post job cleanup.'], []],
  [
    ['##[error]x', ...STEP],
    [...STEP, 'ok'],
  ],
  [[], ['##[group]Run actions/checkout@v4', '##[endgroup]', '##[error]x', ...STEP, 'ok']],
];

/** The same words, of which none can be taken for the runner's. */
const neutral = (lines: readonly string[]) => lines.map((line) => line.replace(/^(?:##\[\w+\]|Post |shell: )/, '- '));

/** What is read as a block of its own; other failures are told by how their step goes on and ends. */
const BLOCKS: readonly FailureKind[] = ['compile-error', 'test', 'collection', 'panic', 'exception'];
const EVERY = 7;

test('steps that a log begins and ends by itself take no P0 or P1 away', async () => {
  const stamp = (line: string, at: number) => `${new Date(1_780_000_000_000 + 1000 * at).toISOString()} ${line}`;
  const job = (...parts: readonly (readonly string[])[]) => [...STEP, ...parts.flat(), ...ENDED].map(stamp).join('\n');
  const lost: string[] = [];
  let tried = 0;
  const severe = logs.filter((log) => patternsIn(alone.get(log) as Report, 'P1', BLOCKS).length > 0);
  for (const log of severe.filter((_, index) => index % EVERY === 0)) {
    const lines = log.split('\n');
    for (const [number, [first, last]] of AROUND.entries()) {
      // Whatever else is printed below a failure may tell that it was none.
      const before = patternsIn(await run(job(neutral(first), lines, neutral(last))), 'P1', BLOCKS);
      const after = patternsIn(await run(job(first, lines, last)), 'P1');
      const missing = before.filter((pattern) => !after.includes(pattern));
      tried += before.length;
      if (missing.length > 0) lost.push(`${number}: ${missing.join()} in ${log}`);
    }
  }
  expect(lost).toEqual([]);
  expect(tried).toBeGreaterThan(150);
}, 3_600_000);
