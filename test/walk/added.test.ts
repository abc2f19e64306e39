import { readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import type { Report } from '../../src/core/domain/report.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { seeded } from '../world/github/contributions/crowd.js';

/** With `WHYDUNIT_LOG_SETS=10000` none of 10,000 sets lost a P0 (2026-11-29). */
const RUNS = Number(process.env['WHYDUNIT_LOG_SETS'] ?? 100);
const FIRST = Number(process.env['WHYDUNIT_LOG_SETS_FROM'] ?? 1);
/** Longer recordings are left out: what is tried here is what is added to them. */
const LONGEST = 6_000;
let catalogue: PatternSet;
let logs: readonly string[];
let severe: readonly string[];
const alone = new Map<string, Report>();
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
  logs = scenarioIds()
    .map(readScenario)
    .filter(({ log }) => log.endsWith('.log') && statSync(log).size < LONGEST)
    .map(({ log }) => readFileSync(log, 'utf8'));
  const judged = await Promise.all(logs.map(async (log) => ({ log, report: await run(log) })));
  for (const { log, report } of judged) alone.set(log, report);
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

test('other logs beside one that holds a P0 take none away', async () => {
  expect(severe.length).toBeGreaterThan(40);
  const lost: unknown[] = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const chance = seeded(1_000_000 + seed);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T;
    const log = pick(severe);
    const others = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(logs));
    const all = chance() < 0.5 ? [log, ...others] : [...others, log];
    const whole = await run(...all);
    const missing = p0(alone.get(log) as Report).filter((pattern) => !p0(whole).includes(pattern));
    if (whole.verdict.gate === 'pass' || missing.length > 0) lost.push({ seed, missing, log, others });
  }
  expect(lost).toEqual([]);
}, 3_600_000);
