import { describe, expect, it } from 'vitest';
import type { Candidate, Recognised } from '../../../src/core/classify/candidate.js';
import { rank } from '../../../src/core/classify/rank.js';
import { LAST_SAID } from '../../../src/core/classify/telling-lines.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { pattern } from './failures.js';
import { candidate, recognised } from './recognised.js';

let line = 0;
/** One failure on a line of its own, recognised by a pattern or by none. */
const one = (
  name: string,
  what: Parameters<typeof recognised>[1] = {},
  over: Partial<Recognised> = {},
  of: Pattern | undefined = pattern(name, {}),
): Candidate => {
  line += 100;
  const all = recognised(name, { first: line, ...what }, over);
  return candidate([of ? { ...all, match: { pattern: of, lines: [line], captures: {}, place: 'scope' } } : all], of);
};
const unknown = (
  name: string,
  what: Parameters<typeof recognised>[1] = {},
  over: Partial<Recognised> = {},
): Candidate => {
  line += 100;
  return candidate([recognised(name, { first: line, ...what }, over)]);
};
/** What is told in this order, `a(b)` with what is told under each, whichever comes first in the text. */
const order = (...all: readonly Candidate[]) => {
  const told = (some: readonly Candidate[]) =>
    rank(some).map(
      ({ candidate: { fingerprint }, folded }) => fingerprint + folded.map((each) => `(${each.fingerprint})`).join(''),
    );
  const forwards = told(all);
  expect(told([...all].reverse())).toEqual(forwards);
  return forwards;
};

describe('the first thing to tell', () => {
  it.each<[what: string, first: Candidate, second: Candidate]>([
    ['what surely failed', one('a', { kind: 'lint' }), one('b', {}, { isDoubtful: true })],
    ['a failure before what is told beside one', unknown('a', { kind: 'lint' }), one('b', { role: 'aside' })],
    ['what ended the program', unknown('a', { kind: 'lint' }), one('b', { facts: { fate: 'logged' } })],
    ['a pattern before none', one('a', { kind: 'lint' }), unknown('b', { kind: 'compile-error' })],
    [
      'what did not build',
      one('a', { kind: 'compile-error' }, {}, pattern('a', {}, { severity: 'P3' })),
      one('b', { kind: 'test' }),
    ],
    ['a test before a session', one('a', { kind: 'test' }), one('b', { kind: 'session' })],
    ['an exception before a lint', one('a'), one('b', { kind: 'lint' })],
    ['a lint before what was only printed', one('a', { kind: 'lint' }), one('b', { kind: 'output' })],
    ['the worse', one('a', {}, {}, pattern('a', {}, { severity: 'P0' })), one('b')],
    ['the earlier', one('a', { first: 3 }), one('b', { first: 4 })],
    ['the first by its name', one('a', { first: 5 }), one('b', { first: 5 })],
  ])('is %s', (_, first, second) => {
    expect(order(first, second)).toEqual(['a', 'b']);
  });

  it('is the more frequent', () => {
    const often = candidate([recognised('a', { first: 50 }), recognised('a', { first: 60 })]);
    expect(order(unknown('b', { first: 1 }), often)).toEqual(['a', 'b']);
  });

  it('is not what another pattern there may explain, in the same group', () => {
    const explaining = pattern('a', {}, { explains: ['b'], severity: 'P3' });
    expect(
      order(one('b', {}, {}, pattern('b', {}, { severity: 'P0' })), one('a', { kind: 'lint' }, {}, explaining)),
    ).toEqual(['a', 'b']);
    const elsewhere = one('a', { kind: 'lint' }, { group: 'b.log', source: 'b.log' }, explaining);
    expect(order(one('b', {}, {}, pattern('b', {}, { severity: 'P0' })), elsewhere)).toEqual(['b', 'a']);
  });

  it('is no pattern for any build that stops, nor a run that was stopped', () => {
    const vague = pattern('b', {}, { when: { kinds: ['build'] }, severity: 'P0' });
    expect(order(one('a', { kind: 'lint' }), one('b', { kind: 'build' }, {}, vague))).toEqual(['a', 'b']);
    expect(order(one('a', { kind: 'lint' }), one('b', { kind: 'command' }, {}, vague))).toEqual(['a', 'b']);
    expect(order(one('a', { kind: 'lint' }), one('b', { kind: 'test' }, {}, vague))).toEqual(['b', 'a']);
    expect(order(one('a', { kind: 'output' }), one('b', { kind: 'ci', code: 'cancelled' }))).toEqual(['a', 'b']);
    expect(order(one('a', { kind: 'output' }), one('b', { kind: 'ci', code: 'other' }))).toEqual(['b', 'a']);
  });
});

describe('what is told under another', () => {
  const wrapper = (name: string, what: Parameters<typeof recognised>[1] = {}, over: Partial<Recognised> = {}) =>
    unknown(name, { role: 'wrapper', kind: 'command', ...what }, over);

  it('is a wrapper under the most important cause in its step, else in its source', () => {
    expect(order(one('a'), unknown('b'), wrapper('w'))).toEqual(['a(w)', 'b']);
    expect(order(one('a', {}, { section: 1 }), unknown('b'), wrapper('w'))).toEqual(['a', 'b(w)']);
    expect(order(one('a', {}, { section: 1 }), unknown('b', {}, { section: 2 }), wrapper('w'))).toEqual(['a(w)', 'b']);
    expect(order(one('a', {}, { source: 'b.log', group: 'b.log' }), wrapper('w'))).toEqual(['a', 'w']);
  });

  it('is a wrapper of a channel under a cause of the same channel', () => {
    expect(
      order(one('a', { channel: '#1' }), unknown('b', { channel: '#2' }), wrapper('w', { channel: '#2' })),
    ).toEqual(['a', 'b(w)']);
    const step = { kind: 'build-step', channel: '#2' } as const;
    expect(order(one('a', { channel: '#1' }), wrapper('w', step))).toEqual(['a', 'w']);
    expect(order(one('a', { channel: '#1' }), wrapper('w', { channel: '#2' }))).toEqual(['a(w)']);
  });

  it('is a wrapper that a pattern knows only in its own step', () => {
    const known = (over: Partial<Recognised> = {}) => one('w', { role: 'wrapper', kind: 'command' }, over);
    expect(order(unknown('a'), known())).toEqual(['a(w)']);
    expect(order(unknown('a', {}, { section: 1 }), known())).toEqual(['a', 'w']);
    const group = 'container web';
    expect(order(unknown('a', {}, { section: 1, group }), known({ group }))).toEqual(['a(w)']);
  });

  it('is no wrapper in another job of the text', () => {
    expect(order(one('a', {}, { section: 1, jobName: 'x' }), wrapper('w', {}, { section: 2, jobName: 'y' }))).toEqual([
      'a',
      'w',
    ]);
    expect(order(one('a', {}, { section: 1, jobName: 'x' }), wrapper('w', {}, { section: 2, jobName: 'x' }))).toEqual([
      'a(w)',
    ]);
  });

  it('is the outer wrapper under the inner one, and the end of the step outside of all', () => {
    const end = wrapper('end', { kind: 'ci' });
    expect(order(end, wrapper('inner'))).toEqual(['inner(end)']);
    const said = { head: makeLine(1, 'x', false), lines: [], reason: 'says error' };
    const telling = (reason: string) => wrapper('ci', { kind: 'ci', first: 1 }, { telling: [{ ...said, reason }] });
    expect(order(telling(LAST_SAID), wrapper('inner', { kind: 'lint', first: 2 }))).toEqual(['inner(ci)']);
    expect(order(telling('says error'), wrapper('inner', { kind: 'lint', first: 2 }))).toEqual(['ci(inner)']);
  });

  it('is a doubtful cause’s step only in that step', () => {
    expect(order(one('a', {}, { isDoubtful: true, section: 1 }), wrapper('w'))).toEqual(['w', 'a']);
    expect(order(one('a', {}, { isDoubtful: true }), wrapper('w'))).toEqual(['a(w)']);
  });

  it.each([
    [134, ['a(c)']],
    [139, ['a(c)']],
    [137, ['a', 'c']],
  ])('is a container that ended with %d under what its program said as it died', (exitCode, told) => {
    const ended = one(
      'c',
      { kind: 'container', name: 'web', facts: { exitCode } },
      {},
      pattern('c', {}, { severity: 'P2' }),
    );
    expect(order(one('a', { kind: 'panic', channel: 'web' }), ended)).toEqual(told);
    expect(order(one('a', { kind: 'signal', channel: 'web' }), ended)).toEqual(told);
    expect(order(one('a', { kind: 'exception', channel: 'web' }), ended)).toEqual(['a', 'c']);
    expect(order(one('a', { kind: 'panic', channel: 'db' }), ended)).toEqual(['a', 'c']);
  });

  it('is what can only be said after a panic, under the panic of the same program', () => {
    const follows = { kind: 'panic', facts: { follows: 'panic' } } as const;
    expect(order(unknown('b', follows), unknown('a', { kind: 'panic' }))).toEqual(['a(b)']);
    expect(order(unknown('b', follows), unknown('a', { code: 'panic' }))).toEqual(['a(b)']);
    expect(order(unknown('b', follows), unknown('a', {}))).toEqual(['a', 'b']);
    expect(order(unknown('b', { ...follows, channel: '#2' }), unknown('a', { kind: 'panic' }))).toEqual(['a', 'b']);
    const nextest = { tool: 'nextest' } as const;
    expect(
      order(
        unknown('b', { ...follows, ...nextest, name: 'x' }),
        unknown('a', { kind: 'panic', ...nextest, name: 'x' }),
      ),
    ).toEqual(['a(b)']);
    expect(
      order(
        unknown('b', { ...follows, ...nextest, name: 'x' }),
        unknown('a', { kind: 'panic', ...nextest, name: 'y' }),
      ),
    ).toEqual(['a', 'b']);
  });

  it('is what a pattern explains, in its lines or five above a word of death', () => {
    const explaining = pattern('a', {}, { explains: ['b'] });
    const both = (between: number, kind: 'signal' | 'exception') =>
      order(one('a', { first: 10 }, {}, explaining), one('b', { first: 10 + between, kind }, {}, pattern('b', {})));
    expect(both(5, 'signal')).toEqual(['a(b)']);
    expect(both(6, 'signal')).toEqual(['a', 'b']);
    expect(both(1, 'exception')).toEqual(['a', 'b']);
    expect(both(0, 'exception')).toEqual(['a(b)']);
    const session = one('b', { first: 900, kind: 'session' }, {}, pattern('b', {}));
    expect(order(one('a', { first: 10 }, {}, explaining), session)).toEqual(['a(b)']);
  });
});
