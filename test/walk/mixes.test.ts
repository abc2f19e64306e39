import { readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import { matchesReference, type Pattern, severityAt } from '../../src/core/domain/pattern.js';
import type { Report } from '../../src/core/domain/report.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';

/** Longer recordings are left out: what is tried here is the mixture. */
const LONGEST = 200_000;

let catalogue: PatternSet;
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
});

/** One log that holds these recordings, one after the other. */
function run(...logs: readonly Buffer[]): Promise<Report> {
  const bytes = Buffer.concat(logs.flatMap((log) => [log, Buffer.from('\n')]));
  const source = { name: 'log', kind: 'file', outcome: 'unknown', open: () => Readable.from([bytes]) } as const;
  return diagnose({ sources: [source], patterns: catalogue, failOn: 'P0', run: {} });
}

/** Tool and name of each failed test that a report tells, wherever in it. */
function testsIn({ diagnoses, unknown }: Report): string[] {
  return [...diagnoses, ...unknown]
    .flatMap((finding) => [finding, ...(finding.folded ?? [])])
    .flatMap(({ occurrences }) => occurrences.map(({ failure }) => failure))
    .filter(({ kind }) => kind === 'test')
    .map(({ tool, name }) => `${tool} ${name}`)
    .sort();
}

interface Recording {
  readonly id: string;
  readonly expect: string;
  readonly log: Buffer;
  /** Where the scenario names them, the failed tests one by one: subtests share a name. */
  readonly failed: readonly string[] | undefined;
}

function recordings(): Recording[] {
  return scenarioIds()
    .map((id) => readScenario(id))
    .filter(({ log, expect: wanted }) => wanted !== 'passed' && log.endsWith('.log') && statSync(log).size < LONGEST)
    .map(({ id, expect: wanted, log, failed }) => ({ id, expect: wanted, log: readFileSync(log), failed }));
}

describe('each failed test that a tool counted is told, once', () => {
  // A hung test is told without having been counted, a passed session counts one that failed in the run before.
  const own = recordings().filter(({ id }) => id !== 'rust/test-hang');

  test('in every recording of libtest and pytest', async () => {
    let counted = 0;
    for (const { id, log, failed } of own) {
      const text = log.toString('utf8');
      const libtest = sum(text.matchAll(/^test result: FAILED\. \d+ passed; (\d+) failed/gm));
      const pytest = sum(text.matchAll(/^=*(?: |\b)(?:.*, )?(\d+) failed(?:,| in ).*in \d/gm));
      if (libtest + pytest === 0) continue;
      counted += libtest + pytest;
      const told = testsIn(await run(log));
      expect([id, told.filter((name) => name.startsWith('libtest ')).length]).toEqual([id, libtest]);
      const sections = new Set(text.match(/^(?:FAILED|ERROR) \S+::\S+/gm));
      if (sections.size > 0)
        expect([id, told.filter((name) => name.startsWith('pytest ')).length]).toEqual([
          id,
          failed?.length ?? sections.size,
        ]);
    }
    expect(counted).toBeGreaterThan(50);
  }, 120_000);

  test('in mixtures of recordings', async () => {
    const told = [];
    for (const { log } of own) told.push({ log, tests: testsIn(await run(log)) });
    const failing = told.filter(({ tests }) => tests.length > 0);
    expect(failing.length).toBeGreaterThan(80);
    for (const [a, b] of pairs(failing, 20))
      expect(testsIn(await run(a.log, b.log))).toEqual([...a.tests, ...b.tests].sort());
  }, 120_000);
});

test('no recorded failure hides a worse one from the gate', async () => {
  const byPattern = new Map(recordings().map((recording) => [recording.expect, recording]));
  // What is worst only where a service starts is less in a text that shows a test run.
  const worst = catalogue.patterns.filter(
    (pattern) => severityAt(pattern, 'test') === 'P0' && pattern.status === 'stable',
  );
  let tried = 0;
  for (const pattern of worst) {
    // What stands before it in one text does change whether something was logged before a panic.
    const own = pattern.id === 'container/panicked-before-logging' ? undefined : byPattern.get(pattern.id);
    if (own === undefined || (await run(own.log)).verdict.gate !== 'fail') continue;
    for (const other of catalogue.patterns.filter((each) => each.severity > 'P0' && mayHide(each, pattern))) {
      const log = byPattern.get(other.id)?.log;
      if (log === undefined) continue;
      for (const mixed of [await run(own.log, log), await run(log, own.log)])
        expect.soft([pattern.id, other.id, mixed.verdict.gate]).toEqual([pattern.id, other.id, 'fail']);
      tried += 2;
    }
  }
  expect(tried).toBeGreaterThan(80);
}, 300_000);

/** By its words a pattern may fold another one, or win over it. */
function mayHide({ id, explains }: Pattern, { id: other, yieldsTo }: Pattern): boolean {
  return (
    explains.some((reference) => matchesReference(reference, other)) ||
    yieldsTo.some((reference) => matchesReference(reference, id))
  );
}

function sum(matches: Iterable<RegExpMatchArray>): number {
  return [...matches].reduce((all, match) => all + Number(match[1]), 0);
}

/** Pairs of different values, the same in each run. */
function pairs<T>(values: readonly T[], count: number): [T, T][] {
  let state = 20_261_129;
  const next = (): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return values[state % values.length] as T;
  };
  return Array.from({ length: count }, () => [next(), next()] as [T, T]).filter(([a, b]) => a !== b);
}
