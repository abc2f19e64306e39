import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../src/commands/deliver/comment.js';
import { canonical } from '../../../../src/world/github/contributions/codec.js';
import { contribute } from '../../../../src/world/github/contributions/contribute.js';
import type { Contribution } from '../../../../src/world/github/contributions/contribution.js';
import { goneOf } from '../../../../src/world/github/contributions/gone.js';
import { joinedReport } from '../../../../src/world/github/contributions/joined.js';
import { EMPTY, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { active, foreignHtml, read } from '../../../core/render/gfm.js';
import { hostile } from '../../../core/render/random.js';
import { diagnosis, evidence, occurrence, report, unknown as unknownFailure } from '../../../core/render/reports.js';
import { A, contribution, passed, unknown } from './crowd.js';
import { PATTERNS } from './samples.js';

const TODAY = '2026-11-23';
const all = (...results: Contribution[]): State => results.map(stateOf).reduce((one, other) => join(one, other), EMPTY);
const told = (state: State, own = report()) => joinedReport(state, own, PATTERNS, TODAY);
const before = { sha: A, run: 10 };

/** A job that failed with these. */
function failed(key: string, fingerprints: readonly string[], over: Partial<Contribution> = {}): Contribution {
  const base = contribution(key, over);
  return { ...base, report: { ...base.report, unknown: fingerprints.map(unknown) } };
}

describe('what is gone', () => {
  const gone = (...results: Contribution[]) =>
    goneOf(all(...results)).map(({ fingerprint, by }) => `${fingerprint} ${by}`);

  it('is fixed when the job that reported it has reported for the new commit without it', () => {
    expect(gone(failed('test', ['a', 'b'], before), failed('test', ['b']))).toEqual(['a fixed']);
    expect(gone(failed('test', ['a', 'b'], before), passed('test'))).toEqual(['a fixed', 'b fixed']);
  });

  it('is not fixed while one of the jobs that reported it has not reported again, or still has it', () => {
    const both = [failed('test', ['a'], before), failed('lint', ['a'], before)];
    expect(gone(...both, passed('test'))).toEqual([]);
    expect(gone(...both, passed('test'), failed('lint', ['a']))).toEqual([]);
    expect(gone(...both, passed('test'), passed('lint'))).toEqual(['a fixed']);
    expect(gone(failed('test', ['a'], before), passed('other'))).toEqual([]);
  });

  it('is not fixed where the job did not come as far: it failed with something else', () => {
    const broken = failed('test', ['e']);
    const [first] = broken.report.unknown;
    const compile = first && { ...first, failure: { ...first.failure, tool: 'rustc', kind: 'compile-error' } };
    const report = { ...broken.report, unknown: compile === undefined ? [] : [compile] };
    expect(gone(failed('test', ['a'], before), { ...broken, report })).toEqual([]);
    expect(gone(failed('test', ['a'], before), { ...broken, left: { findings: 3, parts: {} } })).toEqual([]);
  });

  it('is flaky when the same run passed in another attempt, and only then', () => {
    expect(gone(failed('test', ['a']), passed('test', { attempt: 2 }))).toEqual(['a retry']);
    expect(gone(failed('test', ['a']), failed('test', ['b'], { attempt: 2 }))).toEqual([]);
    expect(gone(failed('test', ['a']), passed('test', { run: 21 }))).toEqual([]);
    expect(gone(failed('test', ['a']), failed('test', ['a'], { attempt: 2 }), passed('test', { attempt: 3 }))).toEqual([
      'a retry',
    ]);
  });
});

describe('what all jobs say', () => {
  const said = (job: string, of = report(), over: Partial<Contribution> = {}) => ({
    ...canonical(contribute(of, { key: job, job }, new Set(PATTERNS.keys()), 0)),
    ...over,
  });

  it('is a single job’s report as it was, where nobody else speaks', () => {
    const own = report({ diagnoses: [diagnosis()] });
    const joined = told(stateOf(said('test', own)));
    expect(joined.jobs).toBeUndefined();
    expect(joined.sources).toEqual(own.sources);
    expect(joined.verdict).toEqual({ ...own.verdict, reasons: ['nothing as severe as P0 was found'] });
  });

  it('closes the gate by the strictest of them, and by a report that could not read everything', () => {
    const lenient = { ...report().verdict, failOn: 'never' } as const;
    const strict = { ...report().verdict, failOn: 'P2' } as const;
    const red = report({ diagnoses: [diagnosis()], verdict: lenient });
    expect(told(all(said('a', red), said('b', report({ status: 'passed', verdict: strict })))).verdict).toMatchObject({
      gate: 'fail',
      failOn: 'P2',
    });
    const blocked = { gate: 'blocked', failOn: 'P0', blocking: [], reasons: ['x.zip is broken'] } as const;
    expect(told(all(said('a'), said('b', report({ status: 'unknown', verdict: blocked })))).verdict.gate).toBe(
      'blocked',
    );
    expect(told(stateOf(said('b', report({ status: 'unknown', verdict: blocked })))).verdict.gate).toBe('blocked');
  });

  it('is waived by our own configuration only', () => {
    const waiver = { covers: { fingerprint: '5d8e1f2a3b4c6d70' }, reason: 'r', owner: 'o', expires: TODAY };
    const state = stateOf(said('test', report({ diagnoses: [diagnosis({ severity: 'P0', state: 'waived' })] })));
    expect(told(state).verdict.gate).toBe('fail');
    const own = report({ waivers: [{ waiver, state: 'applied', fingerprints: [] }] });
    expect(told(state, own)).toMatchObject({ verdict: { gate: 'pass' }, diagnoses: [{ state: 'waived' }] });
  });

  it('links nowhere but to its own repository, and stands on its own pull request', () => {
    const linked = (url: string) =>
      said('test', report({ diagnoses: [diagnosis({ evidence: evidence('a.log', 1, 'x', ['x'], url) })] }));
    const links = (url: string) => told(stateOf(linked(url))).diagnoses[0]?.evidence[0]?.url;
    expect(links('https://github.com/acme/orders/actions/runs/1/job/2')).toContain('/job/2#L1');
    for (const foreign of ['https://evil.example/', 'https://github.com/acme/orders2/x', 'javascript:x'])
      expect(links(foreign)).toBeUndefined();
    const moved = said('test');
    const run = { repository: 'evil/repo', serverUrl: 'https://evil.example', pullRequest: 99 };
    expect(told(stateOf({ ...moved, report: { ...moved.report, run } })).run).toMatchObject({
      repository: 'acme/orders',
      serverUrl: 'https://github.com',
      pullRequest: 12,
    });
  });

  it('speaks of known patterns in our words, of others in quotations', () => {
    const forged = said(
      'test',
      report({ diagnoses: [diagnosis({ pattern: 'house/driver-gone', captures: { name: 'x' } })] }),
    );
    const [first] = forged.report.diagnoses;
    const lying = first && { ...first, title: 'All is well', severity: 'P3' as const, rootCause: '<img src=x>' };
    const state = stateOf({ ...forged, report: { ...forged.report, diagnoses: lying === undefined ? [] : [lying] } });
    expect(told(state).diagnoses[0]).toMatchObject({
      severity: 'P0',
      title: 'The database driver \uE000x\uE001 is not installed',
    });
    const foreign = told(stateOf(said('test', report({ diagnoses: [diagnosis({ rootCause: '@octocat' })] }))));
    expect(foreign.diagnoses[0]).toMatchObject({ confidence: 'low', rootCause: '\uE000@octocat\uE001' });
  });
});

describe('the comment', () => {
  it('lets nothing act that other jobs are said to have said', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const text = hostile(seed);
      const over = { job: text, workflow: `CI ${text}` };
      const finding = { ...unknown('f'), fingerprint: text, since: text };
      const failure = { ...finding.failure, name: text, message: text, location: { file: text, line: 1 } };
      const lying = (key: string, more: Partial<Contribution> = {}) => {
        const base = contribution(key, { ...over, ...more });
        const verdict = { gate: 'blocked', failOn: 'P0', blocking: [], reasons: [text] } as const;
        const evidence = [{ source: text, line: 1, text, url: text }];
        const sources = [{ name: text, bytes: 1, lines: 1, outcome: 'failed', notes: [text] }] as const;
        const unknowns = [{ ...finding, failure, evidence }];
        return { ...base, report: { ...base.report, baseline: text, verdict, sources, unknown: unknowns } };
      };
      const state = all(
        lying('a', before),
        lying('b', before),
        { ...passed('a'), job: text },
        lying('c'),
        lying('d'),
        lying('e', before),
      );
      const own = report();
      const body = contentsOf(own, contribution('x'), []).write(state);
      const reading = read(body.split('\n').slice(2).join('\n'));
      const seen = [foreignHtml(reading.html), reading.counts['image'], reading.text.find(active)];
      expect([seed, ...seen]).toEqual([seed, undefined, undefined, undefined]);
      const foreign = reading.links.filter((url) => !url.startsWith('https://github.com/acme/orders/'));
      expect([seed, ...foreign]).toEqual([seed]);
    }
  });

  it('[L3] of 5,000 failures keeps within its length, tells the first and counts the others exactly', () => {
    const failures = Array.from({ length: 5_000 }, (_, index) =>
      unknownFailure({
        primary: index === 0,
        fingerprint: index.toString(16).padStart(16, '0'),
        occurrences: [
          occurrence('test.log', { kind: 'test', tool: 'pytest', name: `test_${index}`, message: `m${index}` }),
        ],
      }),
    );
    const own = report({ unknown: failures });
    const mine = canonical(contribute(own, { key: 'test', job: 'test' }, new Set(), 0));
    const text = contentsOf(own, mine, []).write(stateOf(mine));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toContain('<summary>All 5,000 findings</summary>');
    expect(text).toMatch(/…and 4,9\d\d more\./);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it('of a failure in 400 places and 900 lines names some and counts the others exactly', () => {
    const places = Array.from({ length: 400 }, (_, index) =>
      occurrence('test.log', { kind: 'test', tool: 'pytest', name: `test_${index}` }),
    );
    const lines = Array.from({ length: 900 }, (_, index) => `line ${index}`).join('\n');
    const found = diagnosis({ occurrences: places, evidence: evidence('test.log', 1, lines, ['line 1']) });
    const own = report({ diagnoses: [found] });
    const mine = canonical(contribute(own, { key: 'test', job: 'test' }, new Set(), 0));
    const text = contentsOf(own, mine, []).write(stateOf(mine));
    expect(text).toContain('Where: 400 places');
    expect(text).toContain('…and 350 more places');
    expect(text).toContain('…and 860 more lines of evidence.');
  });

  it('says the same the second time, byte for byte, and knows it', async () => {
    const own = report({ diagnoses: [diagnosis()] });
    const at = (time: number) => canonical(contribute(own, { key: 'test', job: 'test' }, new Set(), time));
    const text = contentsOf(own, at(1), []).write(stateOf(at(1)));
    const contents = contentsOf(own, at(2), []);
    const read = await contents.read(text.replaceAll('\n', '\r\n'));
    expect(read !== undefined && contents.holds(read, stateOf(at(2)))).toBe(true);
    expect(contents.write(stateOf(at(1)))).toBe(text);
  });
});
