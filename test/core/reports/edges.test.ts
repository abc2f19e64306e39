import { describe, expect, it } from 'vitest';
import type { ToldJob } from '../../../src/core/domain/release.js';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { toV1 } from '../../../src/core/render/json.js';
import { accept } from '../../../src/core/reports/accept.js';
import { baselineOf, compare } from '../../../src/core/reports/compare.js';
import { noting } from '../../../src/core/reports/noting.js';
import { withOwnLinks } from '../../../src/core/reports/own-links.js';
import { diagnosis, occurrence, RUN, report, unknown } from '../render/reports.js';

describe('whether a report is one of the run', () => {
  const { repository: _, runId: _id, sha: _sha, runAttempt: _attempt, ...nothing } = RUN;
  const reasons = (run: object, wanted: Parameters<typeof accept>[1]) =>
    accept([{ name: 'r', report: toV1(report({ run })) }], wanted).problems;

  it.each([
    [{}, 'r: it is a report of no repository, not of a/b; it was left out'],
    [{ repository: 'a/b' }, 'r: it is a report of run unknown, not of run 7; it was left out'],
    [{ repository: 'a/b', runId: 7 }, 'r: it is a report of commit unknown, not of 4f2c9d1; it was left out'],
    [
      { repository: 'a/b', runId: 7, sha: 'b'.repeat(40) },
      'r: it is a report of commit bbbbbbb, not of 4f2c9d1; it was left out',
    ],
  ])('%j is none: the first thing that is foreign is told', (run, words) => {
    const wanted = { repository: 'a/b', runId: 7, sha: RUN.sha as string };
    expect(reasons({ ...nothing, ...run }, wanted)).toEqual([words]);
  });

  it('what is not wanted is not asked', () => {
    expect(reasons(RUN, {})).toEqual([]);
    expect(reasons({ ...nothing, runAttempt: 9 }, {})).toEqual([]);
  });

  it.each([
    [1, 2, ['r: it says that it is of attempt 2, and GitHub knows one of this run']],
    [3, 4, ['r: it says that it is of attempt 4, and GitHub knows 3 of this run']],
    [2, 2, []],
    [2, 1, []],
    [1, undefined, []],
  ])('of %i attempts a report of attempt %s', (attempt, runAttempt, problems) => {
    expect(reasons({ ...nothing, ...(runAttempt !== undefined && { runAttempt }) }, { attempt })).toEqual(problems);
  });

  it('a foreign one is told as that, whatever attempt it claims', () => {
    expect(reasons({ runAttempt: 99 }, { runId: 7, attempt: 1 })).toHaveLength(1);
  });

  const job = (attempt: number | undefined, conclusion: string | undefined): ToldJob => ({
    name: 'test',
    ...(attempt !== undefined && { attempt }),
    conclusion,
  });
  const aside = (then: ToldJob, now: ToldJob, over: object = {}) =>
    accept([{ name: 'r', report: toV1(report({ run: { job: 'test' }, ...over })) }], {
      jobs: { latest: [now], earlier: [then] },
    }).lay[0]?.aside;

  it.each([
    ['failure', 1, 2, 'its job failed in attempt 1 and passed in attempt 2, as GitHub says'],
    ['cancelled', undefined, 2, 'its job failed in attempt 1 and passed in attempt 2, as GitHub says'],
    ['timed_out', 2, 3, 'its job failed in attempt 2 and passed in attempt 3, as GitHub says'],
    ['skipped', 1, 2, undefined],
    ['neutral', 1, 2, undefined],
    [undefined, 1, 2, undefined],
    ['failure', 2, 2, undefined],
    ['failure', 3, 2, undefined],
    ['failure', 1, undefined, undefined],
  ])('of a job that ended with %s in attempt %s and passed in %s', (conclusion, before, after, words) => {
    expect(aside(job(before, conclusion), job(after, 'success'))).toBe(words);
  });

  it('one of several jobs is never over', () => {
    expect(aside(job(1, 'failure'), job(2, 'success'), { jobs: [{ name: 'test', status: 'failed' }] })).toBeUndefined();
  });

  it('links out of the repository are taken from what counts', () => {
    const evidence = [
      { source: 'a', line: 1, text: 'x', proof: true, url: 'https://evil.example/' },
      { source: 'a', line: 2, text: 'y', proof: true, url: 'https://github.com/acme/orders/x' },
    ];
    const told = { name: 'r', report: toV1(report({ diagnoses: [diagnosis({ evidence })] })) };
    const { reports } = accept([told], { repository: 'acme/orders' });
    expect(reports[0]?.diagnoses[0]?.evidence.map(({ url }) => url)).toEqual([undefined, evidence[1]?.url]);
  });
});

describe('which links are the repository’s own', () => {
  const HOME = { repository: 'octo/app' };
  const kept = (url: unknown) => 'url' in (withOwnLinks({ run: { url } } as unknown as ReportV1, HOME).run as object);

  it.each(['https://github.com/octo/app/', 'https://github.com/octo/app/a?b=c#d', 'https://github.com/octo/app/a%20b'])(
    '%s is',
    (url) => expect(kept(url)).toBe(true),
  );

  it.each([
    'https://github.com/octo/app',
    'https://github.com/octo/app/a b',
    'https://github.com/octo/app/a\tb',
    'https://github.com/octo/app/a\\b',
    'https://github.com/octo/app/%2E',
    'https://github.com/octo/app/%2f',
    'https://github.com/octo/app/%5C',
    'https://github.com/octo/app/%252e',
    'https://github.com/octo/app/../app2/x',
    'https://github.com/octo/app/x/../../app2',
    'http://github.com/octo/app/',
    7,
    null,
    ['https://github.com/octo/app/'],
  ])('%j is not', (url) => expect(kept(url)).toBe(false));

  it('and nothing else of a report is touched', () => {
    const all = { a: [1, null, 'https://evil.example/', { b: true, url: 'x' }], c: null, urls: 'x' };
    expect(withOwnLinks(all as unknown as ReportV1, HOME)).toEqual({
      ...all,
      a: [1, null, 'https://evil.example/', { b: true }],
    });
  });
});

describe('compared with what was known', () => {
  const known = new Map<string, { since?: string }>([
    ['k', { since: '2026-11-01' }],
    ['w', { since: '2026-11-02' }],
    ['o', {}],
  ]);
  const baseline = { name: 'main', known };

  it('a finding is known, since when where that is known, or new; a waived one stays that', () => {
    const found = (fingerprint: string, over = {}) => diagnosis({ fingerprint, since: '2020-01-01', ...over });
    const value = compare(
      report({
        diagnoses: [found('k'), found('w', { state: 'waived' }), found('o'), found('n')],
        unknown: [unknown({ fingerprint: 'k' }), unknown({ fingerprint: 'x' })],
      }),
      baseline,
    );
    expect(value.baseline).toBe('main');
    expect(value.diagnoses.map(({ state, since }) => [state, since])).toEqual([
      ['known', '2026-11-01'],
      ['waived', undefined],
      ['known', undefined],
      ['new', undefined],
    ]);
    expect(value.unknown.map(({ state, since }) => [state, since])).toEqual([
      ['known', '2026-11-01'],
      ['new', undefined],
    ]);
    expect(value).not.toHaveProperty('basePassed');
    expect(value).not.toHaveProperty('notes');
  });

  it('the last good commit is told of the first finding only, and never the run’s own', () => {
    const lastGood = (sha: string, ...diagnoses: ReturnType<typeof diagnosis>[]) =>
      compare(report({ diagnoses }), { ...baseline, sha }).lastGood;
    const [first, other] = [diagnosis({ fingerprint: 'n' }), diagnosis({ fingerprint: 'k', primary: false })];
    expect(lastGood('a1b2c3d', first, other)).toBe('a1b2c3d');
    expect(lastGood('a1b2c3d', { ...other, primary: true }, { ...first, primary: false })).toBeUndefined();
    expect(lastGood(RUN.sha as string, first)).toBeUndefined();
    expect(lastGood('a1b2c3d')).toBeUndefined();
    const strange = compare(report({ unknown: [unknown({ primary: true })] }), { ...baseline, sha: 'a1b2c3d' });
    expect(strange.lastGood).toBe('a1b2c3d');
    expect(compare(report({ diagnoses: [first] }), { ...baseline, passed: { sha: 'x' } }).basePassed).toEqual({
      sha: 'x',
    });
  });

  it('only a failed test is flaky, one commit is no plural, and a folded one counts', () => {
    const test = (name: string) => occurrence('a.log', { kind: 'test', name });
    const folded = [{ fingerprint: 'd', title: 'x', occurrences: [test('deep')], evidence: [] }];
    const diagnoses = [diagnosis({ occurrences: [occurrence('a.log', { kind: 'panic', name: 'one' })], folded })];
    const flaky = new Map(['one', 'deep', 'two'].map((name) => [name, { commits: 1, of: 1 }]));
    const value = report({ diagnoses, unknown: [unknown({ occurrences: [test('two')] })], notes: ['before'] });
    expect(compare(value, { ...baseline, flaky }).notes?.map((note) => note.replace(/[\uE000\uE001]/g, ''))).toEqual([
      'before',
      'deep is flaky: it failed and passed on 1 of the last 1 commit',
      'two is flaky: it failed and passed on 1 of the last 1 commit',
    ]);
    expect(noting(value, [])).toBe(value);
    expect(noting(report(), ['a']).notes).toEqual(['a']);
  });
});

describe('what earlier reports knew', () => {
  const of = (sha: unknown, status = 'passed') =>
    ({
      run: { sha },
      status,
      diagnoses: [{ fingerprint: 'd' }],
      unknown: [{ fingerprint: 'u', since: '2026-11-01' }],
    }) as unknown as ReportV1;
  const [one, two] = ['a1b2c3d', 'a'.repeat(64)];

  it('is what they found, known and unknown', () => {
    expect([...baselineOf([of(one)], 'main', '2026-11-20').known]).toEqual([
      ['d', { since: '2026-11-20' }],
      ['u', { since: '2026-11-01' }],
    ]);
    expect(baselineOf([], 'main')).toEqual({ name: 'main', known: new Map() });
  });

  it.each([
    [[of(one)], one],
    [[of(two), of(two)], two],
    [[of(one), of(two)], undefined],
    [[of('a1b2c3')], undefined],
    [[of(`${two}a`)], undefined],
    [[of('a1b2c3d\n')], undefined],
    [[of(' a1b2c3d')], undefined],
    [[of(undefined)], undefined],
    [[], undefined],
  ])('is of one commit, where they name the same and it is one (%#)', (reports, sha) => {
    expect(baselineOf(reports, 'main').sha).toBe(sha);
  });

  it('passed where all of them did, and there are any', () => {
    const passed = (reports: ReportV1[], at?: string) => baselineOf(reports, 'main', at).passed;
    expect(passed([of(one)], '2026-11-20')).toEqual({ sha: one, at: '2026-11-20' });
    expect(passed([of(one), of(two)])).toEqual({});
    expect(passed([of(one), of(one, 'failed')])).toBeUndefined();
    expect(passed([of(one, 'unknown')])).toBeUndefined();
    expect(passed([])).toBeUndefined();
  });
});
