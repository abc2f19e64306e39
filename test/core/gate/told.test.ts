import { describe, expect, it } from 'vitest';
import { unmarked } from '../../../src/core/domain/quoted.js';
import type { Report } from '../../../src/core/domain/report.js';
import { todayBy } from '../../../src/core/gate/clock.js';
import { conflicts, strangers } from '../../../src/core/gate/conflicts.js';
import { unread, unreadIn } from '../../../src/core/gate/unread.js';
import { verdict } from '../../../src/core/gate/verdict.js';

const told = (job: string | undefined, ...findings: readonly (readonly [fingerprint: string, pattern: string])[]) =>
  ({
    run: job === undefined ? {} : { job },
    diagnoses: findings.map(([fingerprint, pattern]) => ({ fingerprint, pattern })),
  }) as unknown as Report;

describe('what reports say against each other', () => {
  it('one fingerprint under two patterns is a conflict, told with the first job of each', () => {
    const reports = [
      told('lint', ['aa', 'a/one'], ['bb', 'b/one']),
      told('test', ['aa', 'a/two'], ['bb', 'b/one']),
      told(undefined, ['aa', 'a/two'], ['aa', 'a/three']),
    ];
    const [only, ...others] = conflicts(reports);
    expect(others).toEqual([]);
    expect(unmarked(only ?? '')).toContain(
      'aa stands for a/one in the job lint and for a/two in the job test and for a/three in the job unknown',
    );
    expect(conflicts([told('test', ['bb', 'b/one']), told('lint', ['bb', 'b/one'], ['cc', 'b/one'])])).toEqual([]);
  });

  it('a pattern that the reader lacks is named once, in order', () => {
    const said = strangers(
      [told('a', ['1', 'x/b'], ['2', 'x/a']), told('b', ['3', 'x/b'], ['4', 'x/c'])],
      new Set(['x/c']),
    );
    expect(said.map((sentence) => /x\/\w/.exec(unmarked(sentence))?.[0])).toEqual(['x/a', 'x/b']);
  });
});

describe('what was not read', () => {
  it('names its source, once', () => {
    expect(unreadIn({ name: 'a.log' } as never)).toEqual([]);
    expect(unreadIn({ name: 'a.log', unread: ['cut', 'late'] } as never)).toEqual(['a.log: cut', 'a.log: late']);
    const one = { verdict: { gate: 'pass', reasons: [] }, sources: [{ name: 'a.log', unread: ['cut'] }] } as never;
    expect(unread([one, one])).toEqual(['a.log: cut']);
  });
});

describe('the clocks', () => {
  const at = (time: string) => new Date(`2026-11-29T${time}Z`);
  it('may differ by six hours, and the later one counts', () => {
    expect(todayBy(at('18:00:00'), new Date('2026-11-30T00:00:00Z'))).toEqual({ day: '2026-11-30' });
    expect(todayBy(at('06:00:00'), at('00:00:00'))).toEqual({ day: '2026-11-29' });
    expect(todayBy(at('06:00:01'), at('00:00:00')).problem).toContain('6 hours apart');
    expect(todayBy(at('23:59:59'), undefined)).toEqual({ day: '2026-11-29' });
  });
});

describe('the verdict at its edges', () => {
  const known = (severity: string, over = {}) =>
    ({ pattern: 'a/b', severity, fingerprint: severity, state: 'new', ...over }) as never;
  const unknown = (over = {}) => ({ fingerprint: 'u', state: 'new', ...over }) as never;
  it.each([
    ['as severe as asked', [known('P1')], [], 'P1', 'fail'],
    ['milder', [known('P2')], [], 'P1', 'pass'],
    ['more severe', [known('P0')], [], 'P1', 'fail'],
    ['a draft', [known('P0', { draft: true })], [], 'P0', 'pass'],
    ['a draft, for any', [known('P3', { draft: true })], [], 'any', 'pass'],
    ['unknown', [], [unknown()], 'P0', 'pass'],
    ['unknown, for any', [], [unknown()], 'any', 'fail'],
    ['unknown, and explains what is as severe', [], [unknown({ severity: 'P0', raisedBy: 'a/b' })], 'P0', 'fail'],
    ['unknown, and explains what is milder', [], [unknown({ severity: 'P1', raisedBy: 'a/b' })], 'P0', 'pass'],
    ['unknown, of a failed job', [], [unknown({ failedJob: 'test' })], 'P0', 'fail'],
    ['a draft of a failed job', [known('P3', { draft: true, failedJob: 'test' })], [], 'P0', 'fail'],
    ['waived', [known('P0', { state: 'waived' })], [], 'P0', 'pass'],
    ['never', [known('P0')], [], 'never', 'pass'],
  ] as const)('%s', (_, diagnoses, unknowns, failOn, gate) => {
    expect(verdict([...diagnoses], [...unknowns], failOn, []).gate).toBe(gate);
    const closed = verdict([...diagnoses], [...unknowns], failOn, ['nobody could read it']);
    expect(closed.gate).toBe(gate === 'fail' ? 'fail' : failOn === 'never' ? 'pass' : 'blocked');
    expect(closed.reasons).toContain('nobody could read it');
  });

  it('says in words why it opens', () => {
    const why = (...args: Parameters<typeof verdict>) => verdict(...args).reasons;
    expect(why([], [], 'P0', [])).toEqual(['no failure was found']);
    expect(why([], [], 'P0', [], [], true)).toEqual(['nothing proves a failure']);
    expect(why([known('P2')], [], 'P1', [], [], true)).toEqual(['nothing as severe as P1 was found']);
    expect(why([known('P2', { draft: true })], [], 'any', [])).toEqual(['only drafts were found']);
    expect(why([known('P0')], [], 'never', ['x'])).toEqual(["fail-on is 'never': nothing blocks", 'x']);
  });

  it('tells what is found twice once, in order', () => {
    const twice = verdict([known('P0'), known('P1'), known('P0')], [unknown()], 'any', []);
    expect(twice.blocking).toEqual(['P0', 'P1', 'u']);
    expect(twice.reasons).toHaveLength(3);
  });

  it('names the waiver that holds, and the one that expired', () => {
    const use = (state: string, fingerprint: string) =>
      ({
        state,
        fingerprints: [fingerprint],
        waiver: { owner: 'mona', expires: '2026-12-01', reason: 'known' },
      }) as never;
    const uses = [use('applied', 'P1'), use('expired', 'P0')];
    const said = verdict([known('P0')], [], 'P0', [], uses).reasons[0];
    expect(said).toContain('the waiver of');
    expect(said).toContain('expired on 2026-12-01');
    expect(verdict([known('P1')], [], 'P1', [], uses).reasons[0]).not.toContain('waiver');
    expect(verdict([known('P1', { state: 'waived' })], [], 'P1', [], uses).reasons[0]).toContain('until 2026-12-01');
    expect(verdict([known('P0', { state: 'waived' })], [], 'P0', [], uses).reasons).toEqual(['P0 a/b is waived']);
  });
});
