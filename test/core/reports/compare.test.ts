import { expect, it } from 'vitest';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { baselineOf, compare } from '../../../src/core/reports/compare.js';
import { diagnosis, occurrence, report } from '../render/reports.js';

const knowing = (...findings: readonly (readonly [fingerprint: string, since?: string])[]) =>
  ({
    diagnoses: [],
    unknown: findings.map(([fingerprint, since]) => ({ fingerprint, ...(since !== undefined && { since }) })),
  }) as unknown as ReportV1;
const since = (...reports: readonly ReportV1[]) => baselineOf(reports, 'main', '2026-11-20').known.get('aa')?.since;

it('a failure is as old as the oldest report says that knew it, in whatever order they come', () => {
  const [older, newer] = [knowing(['aa', '2026-11-02']), knowing(['aa', '2026-11-09'])];
  expect(since(older, newer)).toBe('2026-11-02');
  expect(since(newer, older)).toBe('2026-11-02');
});

it('is as old as the reports where none of them says', () => {
  expect(since(knowing(['aa']))).toBe('2026-11-20');
  expect(since(knowing(['aa']), knowing(['aa', '2026-11-21']))).toBe('2026-11-20');
  expect(baselineOf([knowing(['aa'])], 'a.json').known.get('aa')).toEqual({});
  expect(since(knowing(['bb']))).toBeUndefined();
});

it('names the commit without what is new, the last one that is known to be', () => {
  const sha = 'a1b2c3d4e5f60718';
  const earlier = { run: { sha }, diagnoses: [], unknown: [] } as unknown as ReportV1;
  const value = report({ diagnoses: [diagnosis()] });
  expect(compare(value, baselineOf([earlier], 'main')).lastGood).toBe(sha);
  const knew = { ...earlier, diagnoses: [{ fingerprint: diagnosis().fingerprint }] } as unknown as ReportV1;
  expect(compare(value, baselineOf([knew], 'main')).lastGood).toBeUndefined();
});

it('says which failed tests are flaky, and how often they were', () => {
  const failed = occurrence('a.log', { kind: 'test', name: 'test_x' });
  const value = report({ diagnoses: [diagnosis({ occurrences: [failed, failed, occurrence('a.log')] })] });
  const flaky = new Map([
    ['test_x', { commits: 3, of: 50 }],
    ['test_y', { commits: 1, of: 50 }],
  ]);
  const { notes = [] } = compare(value, { name: 'h.duckdb', known: new Map(), flaky });
  expect(notes.map((note) => note.replace(/[\uE000\uE001]/g, ''))).toEqual([
    'test_x is flaky: it failed and passed on 3 of the last 50 commits',
  ]);
});
