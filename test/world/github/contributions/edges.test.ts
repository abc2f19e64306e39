import { describe, expect, it } from 'vitest';
import type { ReportV1 } from '../../../../src/core/render/json/v1.js';
import { contribute } from '../../../../src/world/github/contributions/contribute.js';
import {
  type Contribution,
  compareOrigins,
  type Memory,
  memoryOf,
} from '../../../../src/world/github/contributions/contribution.js';
import { goneOf, goneOfJob } from '../../../../src/world/github/contributions/gone.js';
import { joinedReport } from '../../../../src/world/github/contributions/joined.js';
import { LAST_LEVEL, shrink } from '../../../../src/world/github/contributions/shrink.js';
import {
  EMPTY,
  type Entry,
  headOf,
  holds,
  join,
  type State,
  stateOf,
} from '../../../../src/world/github/contributions/state.js';
import { vouched } from '../../../../src/world/github/contributions/vouched.js';
import { diagnosis, report } from '../../../core/render/reports.js';
import { A, B, contribution, passed, unknown } from './crowd.js';

const TODAY = '2026-11-23';
const all = (...results: Contribution[]): State => results.map(stateOf).reduce((one, other) => join(one, other), EMPTY);
const withReport = (of: Contribution, over: Partial<ReportV1>): Contribution => ({
  ...of,
  report: { ...of.report, ...over },
});
const known = (fingerprint: string, over: Partial<ReportV1['diagnoses'][number]> = {}) =>
  ({
    pattern: `a/${fingerprint}`,
    title: fingerprint,
    severity: 'P1',
    fingerprint,
    failures: [],
    evidence: [],
    explains: [],
    alternatives: [],
    ...over,
  }) as unknown as ReportV1['diagnoses'][number];

describe('which of two results is the newer', () => {
  const base = { key: 'a', sha: 'b', run: 5, attempt: 5, at: 5 };
  it.each([
    ['run', { run: 6, attempt: 1, at: 1, sha: 'a' }],
    ['attempt', { attempt: 6, at: 1, sha: 'a' }],
    ['time', { at: 6, sha: 'a' }],
    ['commit, whatever else is the same', { sha: 'c' }],
  ])('is told by the %s', (_, over) => {
    const later = { ...base, ...over };
    expect([compareOrigins(base, later) < 0, compareOrigins(later, base) > 0]).toEqual([true, true]);
    expect(compareOrigins(later, { ...later })).toBe(0);
  });
});

describe('what is remembered of a result', () => {
  it('is of each finding a few words, of forty', () => {
    const failure = { tool: 'rustc', kind: 'compile-error', message: 'no' };
    const long = { ...unknown('long'), failure: { tool: 'log', kind: 'output', message: 'x'.repeat(101) } };
    const of = withReport(contribution('test'), {
      diagnoses: [known('d1', { failures: [failure] }), known('d2')],
      unknown: [long, ...Array.from({ length: 50 }, (_, index) => unknown(`u${index}`))],
    });
    const { findings, ...rest } = memoryOf(of);
    expect(rest).toEqual({ key: 'test', sha: B, run: 20, attempt: 1, at: 0, status: 'failed' });
    expect(findings.slice(0, 4)).toEqual([
      { fingerprint: 'd1', title: 'd1', pattern: 'a/d1', severity: 'P1', sort: 'rustc compile-error' },
      { fingerprint: 'd2', title: 'd2', pattern: 'a/d2', severity: 'P1', sort: '' },
      { fingerprint: 'long', title: `\uE000${'x'.repeat(100)}\uE001`, sort: 'log output' },
      { fingerprint: 'u0', title: '\uE000test_u0\uE001', sort: 'pytest test' },
    ]);
    expect(findings).toHaveLength(40);
  });
});

describe('what all jobs have said, joined', () => {
  const entry = (now: Contribution, more: Partial<Entry> = {}): State => new Map([[now.key, { now, ...more }]]);
  const memory = (over: Partial<Memory>): Memory => ({ ...memoryOf(contribution('test')), ...over });

  it('remembers of the commits before the newest result, and of the attempts before the newest', () => {
    const now = contribution('test', { sha: B, run: 20, attempt: 3 });
    const states = [
      entry(now, { before: memory({ sha: A, run: 11 }), tried: memory({ run: 20, attempt: 1 }) }),
      entry(now, { before: memory({ sha: A, run: 12 }), tried: memory({ run: 20, attempt: 2 }) }),
      entry(now, { before: memory({ sha: 'c'.repeat(40), run: 10 }), tried: memory({ run: 19, attempt: 1 }) }),
    ];
    for (const order of [states, [...states].reverse()]) {
      const { before, tried } = order.reduce((one, other) => join(one, other), EMPTY).get('test') ?? {};
      expect([before?.run, tried?.run, tried?.attempt]).toEqual([12, 20, 2]);
    }
    const bare = join(entry(now), entry(now)).get('test');
    expect(Object.keys(bare ?? {})).toEqual(['now']);
    const same = join(entry(now), entry(now, { tried: memory({ run: 20, attempt: 3, at: -1 }) })).get('test');
    expect(same).not.toHaveProperty('tried');
  });

  it('of one result takes the version that says more, then the text that is less', () => {
    const lean = contribution('test', { level: 2 });
    const full = contribution('test', { level: 1, job: 'z' });
    const twin = contribution('test', { level: 1, job: 'y' });
    for (const [one, other] of [
      [lean, full],
      [full, lean],
    ] as const)
      expect(join(entry(one), entry(other)).get('test')?.now.job).toBe('z');
    for (const [one, other] of [
      [twin, full],
      [full, twin],
    ] as const)
      expect(join(entry(one), entry(other)).get('test')?.now.job).toBe('y');
  });

  it('is about the newest run’s commit; of two commits of one run about the one that is less', () => {
    expect(headOf(EMPTY)).toBeUndefined();
    expect(headOf(all(contribution('a', { sha: A }), contribution('b', { sha: B })))).toBe(A);
    expect(headOf(all(contribution('a', { sha: B, run: 1 }), contribution('b', { sha: A, run: 2 })))).toBe(A);
    // The newest run of a commit counts, whichever of its jobs comes last.
    const mixed = all(
      contribution('a', { sha: A, run: 9 }),
      contribution('b', { sha: A, run: 2 }),
      contribution('c', { sha: B, run: 5 }),
    );
    expect(headOf(mixed)).toBe(A);
  });

  it('never forgets the head, and else what is older than four commits', () => {
    const old = contribution('old', { sha: A, run: 1 });
    const newer = [2, 3, 4, 5].map((run) => contribution(`${run}`, { sha: `${run}`.repeat(40), run }));
    const state = all(...newer);
    expect([...join(stateOf(old), state).keys()]).toEqual(['2', '3', '4', '5']);
    expect([...join(stateOf(old), state, A).keys()]).toEqual(['2', '3', '4', '5', 'old']);
  });

  it('is there where each job is, with what is remembered of it', () => {
    const now = contribution('test', { sha: B, run: 20, attempt: 3 });
    const before = memory({ sha: A, run: 11 });
    const tried = memory({ run: 20, attempt: 2 });
    expect(holds(entry(now, { before, tried }), entry(now))).toBe(true);
    expect(holds(entry(now), entry(now, { before }))).toBe(false);
    expect(holds(entry(now), entry(now, { tried }))).toBe(false);
    expect(holds(entry(now, { before }), entry(now, { before: memory({ sha: A, run: 12 }) }))).toBe(false);
    expect(holds(entry(now, { tried: memory({ run: 20, attempt: 1 }) }), entry(now, { tried }))).toBe(false);
    expect(holds(entry(now), entry(contribution('test', { sha: B, run: 20, attempt: 4 })))).toBe(false);
    expect(holds(EMPTY, entry(now))).toBe(false);
    expect(holds(entry(now), EMPTY)).toBe(true);
  });
});

describe('what is gone', () => {
  const before = { sha: A, run: 10 };

  it('has its words, the most severe first, what nobody knows last', () => {
    const was = withReport(contribution('test', before), {
      diagnoses: [known('b', { severity: 'P2' }), known('c', { severity: 'P0' }), known('a', { severity: 'P2' })],
      unknown: [unknown('u')],
    });
    expect(goneOf(all(was, passed('test')))).toEqual([
      { fingerprint: 'c', title: 'c', pattern: 'a/c', severity: 'P0', by: 'fixed' },
      { fingerprint: 'a', title: 'a', pattern: 'a/a', severity: 'P2', by: 'fixed' },
      { fingerprint: 'b', title: 'b', pattern: 'a/b', severity: 'P2', by: 'fixed' },
      { fingerprint: 'u', title: '\uE000test_u\uE001', by: 'fixed' },
    ]);
  });

  it('was taken back by a retry before it was fixed, and by no retry that was not all well', () => {
    const [was, tried] = [contribution('test', before), contribution('test', { run: 20, attempt: 1 })];
    expect(goneOf(all(was, tried, passed('test', { attempt: 2 })))).toMatchObject([{ by: 'retry' }]);
    const unclear = withReport(passed('test', { attempt: 2 }), { status: 'unknown' });
    expect(goneOf(all(tried, unclear))).toEqual([]);
    const well = passed('test', { run: 20, attempt: 1 });
    expect(goneOf(all(well, passed('test', { attempt: 2 })))).toEqual([]);
    expect(goneOf(all(was, withReport(passed('test'), { status: 'unknown' })))).toHaveLength(1);
  });

  it('is told for the commit that is asked about', () => {
    const state = all(contribution('test', before), passed('test'));
    expect(goneOf(state, A)).toEqual([]);
    expect(goneOf(state, B)).toHaveLength(1);
  });

  it('of one job is what it had said itself', () => {
    const state = all(
      contribution('test', before),
      contribution('lint', before),
      passed('test'),
      passed('lint'),
      contribution('e2e', { run: 20, attempt: 1 }),
      passed('e2e', { attempt: 2 }),
    );
    expect(goneOfJob(state, 'test').map(({ fingerprint }) => fingerprint)).toEqual(['test']);
    expect(goneOfJob(state, 'e2e').map(({ fingerprint, by }) => [fingerprint, by])).toEqual([['e2e', 'retry']]);
    expect(goneOfJob(state, 'nobody')).toEqual([]);
    expect(goneOfJob(state, 'test', A)).toEqual([]);
  });
});

describe('what is left out', () => {
  const failure = { tool: 'log', kind: 'output', message: 'm' };
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const line = (index: number, proof = false) => ({
    source: 'a',
    line: index,
    text: `${index}`,
    ...(proof && { proof }),
  });
  const whole = (over: Partial<ReportV1>): Contribution => ({
    ...withReport(contribution('test'), { unknown: [], ...over }),
    level: -1,
  });

  it('is counted, of each finding its places and lines, on and on', () => {
    const of = whole({
      diagnoses: [known('d', { failures: many(9, () => failure), evidence: many(8, (index) => line(index)) })],
      unknown: [{ ...unknown('u'), failures: many(6, () => failure), evidence: many(4, (index) => line(index)) }],
    });
    const once = shrink(of, 3);
    expect(once.left).toEqual({ findings: 0, parts: { d: [4, 2], u: [1, 0] } });
    const again = shrink(once, 4);
    expect(again.left).toEqual({ findings: 0, parts: { d: [6, 5], u: [3, 1] } });
    expect([again.report.diagnoses[0]?.failures.length, again.report.unknown[0]?.failures?.length]).toEqual([3, 3]);
    expect(shrink(whole({ unknown: [unknown('u')] }), 0).left).toEqual({ findings: 0, parts: {} });
    const odd = whole({ unknown: [{ ...unknown('toString'), failures: many(60, () => failure) }] });
    expect(shrink(odd, 0).left.parts).toEqual({ toString: [10, 0] });
  });

  it('of an unknown failure is never its only place', () => {
    const of = whole({ unknown: [{ ...unknown('u'), failures: many(4, () => failure) }] });
    expect(shrink(of, 5).report.unknown[0]?.failures).toHaveLength(1);
    expect(shrink(whole({ unknown: [unknown('u')] }), 5).report.unknown[0]).not.toHaveProperty('failures');
  });

  it('are lines that prove nothing: those above the first proof before those below', () => {
    const quoted = (...proofs: number[]) =>
      shrink(
        whole({ diagnoses: [known('d', { evidence: many(6, (index) => line(index, proofs.includes(index))) })] }),
        4,
      ).report.diagnoses[0]?.evidence.map(({ line: at }) => at);
    expect(quoted(2)).toEqual([2, 3, 4]);
    expect(quoted(2, 5)).toEqual([2, 3, 5]);
    expect(quoted(5)).toEqual([0, 1, 5]);
    expect(quoted(1, 2, 3, 4)).toEqual([1, 2, 3]);
    expect(quoted()).toEqual([0, 1, 2]);
  });

  it('is of what is folded the proof, and of all names but ten', () => {
    const folded = { fingerprint: 'x', title: 'x', failures: many(4, () => failure), evidence: [line(1)] };
    const names = many(12, (index) => `a/${index}`);
    const finding = { folded: many(12, () => folded), explains: names, alternatives: names };
    const of = whole({
      diagnoses: [known('d', finding)],
      unknown: [{ ...unknown('u'), folded: many(12, () => folded) }],
    });
    const { diagnoses, unknown: strange } = shrink(of, 4).report;
    for (const each of [diagnoses[0], strange[0]]) {
      expect(each?.folded).toHaveLength(10);
      expect(each?.folded?.[0]).toEqual({ ...folded, failures: many(3, () => failure), evidence: [] });
    }
    expect([diagnoses[0]?.explains, diagnoses[0]?.alternatives]).toEqual([names.slice(0, 10), names.slice(0, 10)]);
    expect(shrink(whole({ diagnoses: [known('d')] }), 4).report.diagnoses[0]).not.toHaveProperty('folded');
  });

  it('is of what may be the matter all but the first, in six lines and one place', () => {
    const possible = many(2, (index) => ({
      ...known(`p${index}`, { failures: many(3, () => failure), evidence: many(9, (at) => line(at)) }),
      why: 'nothing proves it',
    })) as unknown as NonNullable<ReportV1['possible']>;
    const left = (level: number) => shrink(whole({ possible }), level).report.possible;
    expect(left(0)?.map(({ failures, evidence }) => [failures?.length, evidence.length])).toEqual([[1, 6]]);
    expect(left(4)?.map(({ evidence }) => evidence.length)).toEqual([3]);
    expect(left(LAST_LEVEL)).toEqual([]);
    expect(shrink(whole({}), 0).report).not.toHaveProperty('possible');
  });

  it('is of every text its end, where it is longer than the level allows, but of no name', () => {
    const long = `${'x'.repeat(119)} y`;
    const named = { fingerprint: long, pattern: long, since: long, title: long };
    const of = whole({
      diagnoses: [known('d', { ...named, evidence: [{ ...line(1), url: long, text: 'x'.repeat(120) }] })],
    });
    const [cut] = shrink(of, 5).report.diagnoses;
    expect(cut).toMatchObject({ fingerprint: long, pattern: long, since: long, title: `${'x'.repeat(119)}…` });
    expect(cut?.evidence[0]).toEqual({ ...line(1), url: long, text: 'x'.repeat(120) });
    const noted = whole({ sources: [{ name: 'a', bytes: 1, lines: 1, outcome: 'failed', notes: many(7, () => 'n') }] });
    expect(shrink(noted, 0).report.sources[0]?.notes).toHaveLength(5);
  });

  it('is nothing at a level that there is not', () => {
    const of = whole({ unknown: [unknown('u')] });
    expect(shrink(of, LAST_LEVEL + 1)).toBe(of);
    expect(shrink(of, -1)).toBe(of);
  });
});

describe('a report as its job’s part of the comment', () => {
  it('is of no run where it names none, and says nothing that the catalogue says again', () => {
    const finding = diagnosis({ pattern: 'a/b', title: 'It is \uE000x\uE001', verify: ['v'], prevention: ['p'] });
    const own = report({
      run: {},
      diagnoses: [finding, { ...finding, pattern: 'own/one' }],
      possible: [finding, { ...finding, pattern: 'own/one' }],
    });
    const value = contribute(own, { key: 'k', job: 'j' }, new Set(['a/b']), 7);
    const bare = { key: 'k', sha: '0000000', run: 0, attempt: 1, at: 7, job: 'j', level: 0 };
    expect(value).toMatchObject({ ...bare, report: { run: {} } });
    expect(value).not.toHaveProperty('workflow');
    const nothing = { rootCause: '', fix: [], verify: [], prevention: [] };
    expect(value.report.diagnoses).toMatchObject([
      { ...nothing, title: finding.title },
      { title: finding.title, rootCause: 'Something moved.', verify: ['v'], prevention: ['p'] },
    ]);
    expect(value.report.possible).toMatchObject([nothing]);
    const run = { sha: 'abc', runId: 3, runAttempt: 2, workflow: 'CI' };
    expect(contribute({ ...own, run }, { key: 'k', job: 'j' }, new Set(), 7)).toMatchObject({
      sha: 'abc',
      run: 3,
      attempt: 2,
      workflow: 'CI',
      report: { possible: [{ rootCause: 'Something moved.' }] },
    });
  });
});

describe('what a comment says is believed up to', () => {
  const MINE = contribution('test', { sha: B, run: 20, attempt: 2, at: 1_000 });
  const believed = async (said: Contribution, told: 'unknown' | { sha: string; attempt: number } = 'unknown') =>
    (await vouched(stateOf(said), MINE, async () => told)).size === 1;

  it.each([
    ['a run', { run: 20 + 100_000_000 }, { run: 21 + 100_000_000 }],
    ['a time', { at: 1_000 + 86_400_000 }, { at: 1_001 + 86_400_000 }],
    ['an attempt', { attempt: 1_000 }, { attempt: 1_001 }],
  ])('%s that can be', async (_, last, first) => {
    expect([await believed(contribution('x', last)), await believed(contribution('x', first))]).toEqual([true, false]);
  });

  it('our own result, and its attempt as GitHub knows it', async () => {
    const own = { sha: B, run: 20, attempt: 2 };
    expect(await believed(contribution('test', { ...own, at: 1_000 }))).toBe(true);
    expect(await believed(contribution('test', { ...own, at: 1_001 }))).toBe(false);
    expect(await believed(contribution('test', { ...own, sha: A, at: 1 }))).toBe(false);
    expect(await believed(contribution('x', { ...own, sha: A, at: 1_001 }))).toBe(true);
    expect(await believed(contribution('test', { ...own, attempt: 3 }), { sha: B, attempt: 3 })).toBe(true);
    expect(await believed(contribution('test', { ...own, attempt: 3 }), { sha: B, attempt: 2 })).toBe(false);
    expect(await believed(contribution('test', { ...own, attempt: 1, at: 9_000 }))).toBe(true);
  });

  it('what is remembered that is older than we are and can be', async () => {
    const entry = async (before: Memory, tried: Memory) =>
      (await vouched(new Map([['test', { now: MINE, before, tried }]]), MINE, async () => 'none' as const)).get('test');
    const memory = (over: Partial<Memory>) => ({ ...memoryOf(contribution('test')), ...over });
    const good = await entry(memory({ run: 19 }), memory({ run: 20, attempt: 1 }));
    expect([good?.before?.run, good?.tried?.run]).toEqual([19, 20]);
    const bad = await entry(memory({ run: 20, attempt: 2, at: 1_000 }), memory({ run: 1, attempt: 1_001 }));
    expect(Object.keys(bad ?? {})).toEqual(['now']);
    const foreign = await entry(memory({ key: 'lint', run: 30 }), memory({ run: 2 }));
    expect([foreign?.before?.run, foreign?.tried?.run]).toEqual([30, 2]);
  });
});

describe('one report of all jobs', () => {
  const told = (state: State, own = report(), head?: string) => joinedReport(state, own, new Map(), TODAY, head);

  it('names jobs that have not reported for the commit, and of one alone itself beside them', () => {
    const state = all(contribution('lint', { sha: A, run: 10, workflow: 'CI' }), passed('test', { workflow: 'CI' }));
    expect(told(state)).toMatchObject({
      awaited: [{ name: 'lint', workflow: 'CI' }],
      jobs: [{ name: 'test', workflow: 'CI', status: 'passed' }],
    });
    expect(told(stateOf(passed('test')))).not.toHaveProperty('awaited');
    expect(told(state, report(), A).awaited).toEqual([{ name: 'test', workflow: 'CI' }]);
  });

  it('is of the run that all belong to, or of their commit', () => {
    expect(told(all(passed('a'), passed('b'))).run).toMatchObject({ sha: B, runId: 20 });
    const two = told(all(passed('a', { run: 20 }), passed('b', { run: 21 }))).run;
    expect([two.sha, 'runId' in two]).toEqual([B, false]);
    const bare = told(all(passed('a'), passed('b')), report({ run: {} })).run;
    expect(bare).toEqual({ sha: B, runId: 20 });
    expect(told(stateOf(passed('a')), report({ run: {} })).run).toEqual({ sha: B, runId: 20, runAttempt: 1, job: 'a' });
  });

  it('counts what is left out, of the whole and of each finding', () => {
    const left = { findings: 3, parts: { test: [2, 0] as const } };
    const state = all(contribution('test', { left }), contribution('lint', { left: { findings: 4, parts: {} } }));
    const { omitted, unknown: strange } = told(state);
    expect(omitted).toBe(7);
    expect(strange.find(({ fingerprint }) => fingerprint === 'test')?.omitted).toEqual({ occurrences: 2, evidence: 0 });
    expect(strange.find(({ fingerprint }) => fingerprint === 'lint')).not.toHaveProperty('omitted');
    expect(told(stateOf(passed('test')))).not.toHaveProperty('omitted');
  });

  it('is compared with what one of them was compared with', () => {
    const compared = withReport(passed('b'), { baseline: 'main', basePassed: { sha: 'a1b2c3d' } });
    expect(told(all(passed('a'), compared))).toMatchObject({ baseline: 'main', basePassed: { sha: 'a1b2c3d' } });
    expect(told(all(passed('a'), passed('b')))).not.toHaveProperty('baseline');
  });

  it('is judged by the strictest of them, and in our own words', () => {
    const failing = (key: string, failOn: ReportV1['verdict']['failOn']) =>
      withReport(passed(key), { verdict: { gate: 'pass', failOn, blocking: [], reasons: ['theirs'] } });
    const failOns = ['never', 'P0', 'P1', 'P2', 'P3', 'any'] as const;
    for (const [index, strict] of failOns.entries())
      for (const mild of failOns.slice(0, index))
        for (const pair of [
          [strict, mild],
          [mild, strict],
        ] as const)
          expect(told(all(failing('a', pair[0]), failing('b', pair[1]))).verdict.failOn).toBe(strict);
    expect(told(EMPTY).verdict).toMatchObject({ failOn: 'P0', gate: 'pass' });
    expect(told(stateOf(failing('a', 'P0'))).verdict.reasons).toEqual(['no failure was found']);
    expect(told(stateOf(passed('a')), report({ notes: ['of the rules'] })).notes).toEqual(['of the rules']);
    expect(told(stateOf(passed('a')))).not.toHaveProperty('notes');
  });
});
