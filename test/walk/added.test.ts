import { readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import type { Report } from '../../src/core/domain/report.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { seeded } from '../world/github/contributions/crowd.js';

const RUNS = 100;
/** Longer recordings are left out: what is tried here is what is added to them. */
const LONGEST = 6_000;
let catalogue: PatternSet;
let logs: readonly string[];
let severe: readonly string[];
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
  logs = scenarioIds()
    .map(readScenario)
    .filter(({ log }) => log.endsWith('.log') && statSync(log).size < LONGEST)
    .map(({ log }) => readFileSync(log, 'utf8'));
  const judged = await Promise.all(logs.map(async (log) => ({ log, report: await run(log) })));
  severe = judged.filter(({ report }) => report.verdict.gate === 'fail').map(({ log }) => log);
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

/** P0 patterns of a report, folded ones too. */
function p0({ diagnoses }: Report): string[] {
  const all = diagnoses.flatMap(({ folded, ...own }) => [own, ...(folded ?? [])]);
  return all.filter(({ severity }) => severity === 'P0').map(({ pattern }) => String(pattern));
}

test('another log beside one that holds a P0 takes none away', async () => {
  expect(severe.length).toBeGreaterThan(40);
  const lost: unknown[] = [];
  for (let seed = 1; seed <= RUNS; seed++) {
    const chance = seeded(1_000_000 + seed);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T;
    const [log, other] = [pick(severe), pick(logs)];
    const [alone, both] = [await run(log), await run(...(chance() < 0.5 ? [log, other] : [other, log]))];
    const missing = p0(alone).filter((pattern) => !p0(both).includes(pattern));
    if (both.verdict.gate === 'pass' || missing.length > 0) lost.push({ seed, missing, log, other });
  }
  expect(lost).toEqual([]);
});
