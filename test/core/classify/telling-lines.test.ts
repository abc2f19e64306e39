import { describe, expect, it } from 'vitest';
import type { Findings } from '../../../src/core/classify/findings.js';
import {
  holdsOnlyItself,
  lastSaid,
  leftOut,
  stating,
  tellingBlocks,
} from '../../../src/core/classify/telling-lines.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { Telling } from '../../../src/core/telling/telling.js';
import { failure, findings } from './failures.js';

const at = (number: number, text = `error ${number}`, channel = '') => ({ ...makeLine(number, text, false), channel });
/** A source in which these lines tell something. */
const source = (lines: readonly ReturnType<typeof at>[], what: Partial<Findings> = {}) =>
  findings([], {
    telling: new Telling(lines.map((line) => ({ run: [line], at: 0, stretch: 0, value: 3, reason: 'says error' }))),
    ...what,
  });
const STEPS: Partial<Findings> = {
  sections: [
    { name: 'a', first: 1, outcome: 'unknown' },
    { name: 'b', first: 20, outcome: 'failed' },
    { name: 'c', first: 30, outcome: 'unknown' },
  ],
};
const numbers = (blocks: readonly { readonly head: { readonly number: number } }[]) =>
  blocks.map(({ head }) => head.number);

describe('the telling lines of a step', () => {
  const all = source([at(5), at(20), at(29), at(30)], STEPS);
  it('are those from its first line up to the next step', () => {
    expect(numbers(tellingBlocks(all, 0))).toEqual([5]);
    expect(numbers(tellingBlocks(all, 1))).toEqual([20, 29]);
    expect(numbers(tellingBlocks(all, 2))).toEqual([30]);
    expect(numbers(tellingBlocks(source([at(5)]), 0))).toEqual([5]);
  });
  it('of no step in particular are those of the whole text', () => {
    expect(numbers(tellingBlocks(all)).length).toBeGreaterThan(2);
  });
});

describe('what a wrapper leaves out', () => {
  const wrapper = (text: string, what: Parameters<typeof failure>[1] = {}) =>
    failure(text, { first: 22, role: 'wrapper', kind: 'command', ...what });
  const out = (one: Failure, lines: readonly ReturnType<typeof at>[], what: Partial<Findings> = STEPS) =>
    numbers(leftOut(one, 1, source(lines, what)));

  it('are the telling lines among its own, where it has some', () => {
    expect(out(wrapper('it failed\nx\ny'), [at(21), at(23)])).toEqual([23]);
    expect(out(wrapper('it failed\nx\ny', { kind: 'ci' }), [at(21), at(23)])).toEqual([21, 23]);
  });

  it('are those of its step, where it has none', () => {
    expect(out(wrapper('it failed\nx'), [at(5), at(21), at(27)])).toEqual([21, 27]);
    expect(out(wrapper('it failed'), [at(21), at(22)])).toEqual([21, 22]);
  });

  it('are those of the step before it, where its own printed nothing and it says nothing else', () => {
    expect(out(wrapper('it failed'), [at(5), at(30)])).toEqual([5]);
    expect(out(wrapper('it failed\nmore'), [at(5), at(30)])).toEqual([]);
    expect(numbers(leftOut(wrapper('it failed', { first: 2 }), 0, source([at(30)], STEPS)))).toEqual([]);
  });

  it('are nothing of a cause, unless all that is known is the name of a test', () => {
    expect(out(failure('it failed', { first: 22 }), [at(21)])).toEqual([]);
    const bare = failure('--- FAIL: a', { first: 22, kind: 'test' });
    expect(out(bare, [at(21)])).toEqual([21]);
    expect(out(failure('--- FAIL: a\nb', { first: 22, kind: 'test' }), [at(21)])).toEqual([]);
    const beside = { ...source([at(21)], STEPS), failures: [bare, failure('boom', { first: 25 })] };
    expect(numbers(leftOut(bare, 1, beside))).toEqual([]);
  });

  it('are all that a step of an image build printed, where its builder repeats the end', () => {
    const step = (channel: string, kind: 'build-step' | 'build' = 'build-step') =>
      wrapper('it failed\nx\ny', { kind, channel });
    const lines = [at(21, 'error 21', '#7'), at(23, 'error 23'), at(24, 'error 24', '#7')];
    expect(out(step('#7'), lines)).toEqual([21, 24]);
    expect(out(step('build/#7'), [at(21, 'e', 'build/#7'), at(23)])).toEqual([21]);
    expect(out(step('#8'), lines)).toEqual([23, 24]);
    expect(out(step('web#7'), [at(21, 'e', 'web#7'), at(23)])).toEqual([23]);
    expect(out(step('#7', 'build'), lines)).toEqual([23, 24]);
    expect(out(step('#7'), [at(21, 'e', '#7'), at(40, 'e', '#7')])).toEqual([21]);
  });

  it('are not what the program outlived, where there is anything else', () => {
    const over = { ...failure('a', { first: 21 }), facts: { fate: 'logged' } };
    expect(out(wrapper('it failed'), [at(21), at(25)], { ...STEPS, failures: [over] })).toEqual([25]);
    expect(out(wrapper('it failed'), [at(21)], { ...STEPS, failures: [over] })).toEqual([21]);
  });
});

describe('what was said last before a wrapper', () => {
  const tail = (...texts: string[]) => texts.map((text, index) => makeLine(index + 1, text, false));
  const said = (texts: readonly string[], what: Partial<Failure> = {}, sections?: Findings['sections']) => {
    const first = texts.length + 1;
    const wrapper = { ...failure('it failed', { first, role: 'wrapper' }), ...what };
    const all = findings([], {
      tail: [...tail(...texts), makeLine(first, 'it failed', false)],
      ...(sections && { sections }),
    });
    return lastSaid(wrapper, 0, all).map(({ head, lines }) => [head.text, lines.map(({ number }) => number)]);
  };
  it('is the last line that is any news, with three above it', () => {
    expect(said(['a', 'b', 'c', 'd', 'e'])).toEqual([['e', [2, 3, 4, 5]]]);
    expect(said(['a', 'b', ' ', ''])).toEqual([['b', [1, 2]]]);
    expect(said(['a'])).toEqual([['a', [1]]]);
  });
  it('is no mark of the runner, and nothing above one', () => {
    expect(said(['a', '##[warning]b'])).toEqual([['a', [1]]]);
    expect(said(['a', '##[endgroup]', 'b'])).toEqual([['b', [3]]]);
    expect(said(['a', '##[group]x'])).toEqual([]);
    expect(said(['a ##[group]x'])).toEqual([['a ##[group]x', [1]]]);
  });
  it('stands at most twenty lines above', () => {
    const blank = (count: number) => ['a', ...Array(count).fill('')];
    expect(said(blank(19))).toEqual([['a', [1]]]);
    expect(said(blank(20))).toEqual([]);
  });
  it('stands in its own step, above the line that states it', () => {
    const later = [{ name: '', first: 2, outcome: 'unknown' }] as const;
    expect(said(['a', 'b'], {}, [...later])).toEqual([['b', [2]]]);
    expect(said(['a'], {}, [...later])).toEqual([]);
    expect(said(['a', 'b', 'c'], { key: [3] })).toEqual([['b', [1, 2]]]);
    expect(said(['a', 'b', 'c'], { key: [] })).toEqual([['c', [1, 2, 3]]]);
  });
  it('is nothing of a cause', () => {
    expect(said(['a'], { role: 'cause' })).toEqual([]);
  });
});

describe('a failure as the telling lines state it', () => {
  const block = (number: number, text: string) => ({ head: at(number, text), lines: [at(number, text)], reason: '' });
  const wrapper = failure('it failed\nbadly', { first: 9, role: 'wrapper', kind: 'command' });
  it('says what the first of them says, and keeps the line that stated it', () => {
    const told = stating(wrapper, [block(12, ' hot '), block(3, 'cold')], false);
    expect(told).toMatchObject({ message: 'hot', key: [12, 3, 9] });
    expect(told.lines.map(({ number }) => number)).toEqual([3, 9, 12]);
    expect(stating(wrapper, [block(12, 'x'.repeat(600))], false).message).toHaveLength(500);
  });
  it('keeps its own words where a pattern knows it', () => {
    expect(stating(wrapper, [block(12, 'hot')], true)).toMatchObject({ message: 'it failed', key: [12, 9] });
  });
  it('leaves the end of the step out beside them, unless a pattern knows it', () => {
    const end = { ...wrapper, kind: 'ci' as const };
    expect(stating(end, [block(12, 'hot')], false).key).toEqual([12]);
    expect(stating(end, [block(12, 'hot')], true).key).toEqual([12, 9]);
  });
  it('stays what it is without them', () => {
    expect(stating(wrapper, [], false)).toBe(wrapper);
  });
});

it('a failure holds only itself where each line states it', () => {
  expect(holdsOnlyItself(failure('a'))).toBe(true);
  expect(holdsOnlyItself(failure('a\nb'))).toBe(false);
  expect(holdsOnlyItself(failure('a\nb', { key: [1, 2] }))).toBe(true);
});
