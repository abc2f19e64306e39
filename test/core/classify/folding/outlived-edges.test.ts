import { describe, expect, it } from 'vitest';
import { isOutlived, tellsBelow, withoutOutlived } from '../../../../src/core/classify/folding/outlived.js';
import { makeLine } from '../../../../src/core/reading/line.js';
import { failure } from '../failures.js';
import { candidate, hit, recognised } from '../recognised.js';

const OUTLIVED = { facts: { fate: 'logged' } };
/** Lines 10 to 12, which the program outlived. */
const logged = candidate([recognised('a\nb\nc', { first: 10, ...OUTLIVED })]);
const block = (number: number) => ({ head: makeLine(number, 'x', false), lines: [], reason: '' });

describe('what the program went on after', () => {
  const isOver = (...others: Parameters<typeof candidate>[0][]) =>
    isOutlived(logged, [logged, ...others.map((each) => candidate(each))]);

  it('is over where another failure says why, before it or behind', () => {
    expect(isOver()).toBe(false);
    expect(isOver([recognised('x', { first: 20 })])).toBe(true);
    expect(isOver([recognised('x', { first: 2 })])).toBe(true);
  });

  it('is not over for one of another program, one that was outlived too, or a number beside it', () => {
    expect(isOver([recognised('x', { first: 20 }, { group: 'b.log' })])).toBe(false);
    expect(isOver([recognised('x', { first: 20, ...OUTLIVED })])).toBe(false);
    expect(isOver([recognised('x', { first: 20, role: 'aside' })])).toBe(false);
    expect(isOver([recognised('x', { first: 20, kind: 'measurement' })])).toBe(false);
  });

  it('is not over for its own words, said again', () => {
    expect(isOver([recognised('b', { first: 11 })])).toBe(false);
    expect(isOver([recognised('b', { first: 12 })])).toBe(false);
    expect(isOver([recognised('b', { first: 13 })])).toBe(true);
    expect(isOver([recognised('x', { first: 20 }, { match: hit('a/a', [11]) })])).toBe(false);
    expect(isOver([recognised('x', { first: 20 }, { match: hit('a/a', [11, 20]) })])).toBe(true);
  });

  it('is over for a wrapper around which something tells below it', () => {
    const wrapper = (...telling: number[]) => [
      recognised('x', { first: 20, role: 'wrapper' }, { telling: telling.map(block) }),
    ];
    expect(isOver(wrapper())).toBe(false);
    expect(isOver(wrapper(12))).toBe(false);
    expect(isOver(wrapper(12, 13))).toBe(true);
  });

  it('is over for a loose line below it, and for none above', () => {
    const loose = (...lines: number[]) => [recognised('x', { kind: 'output', first: 1 }, { match: hit('a/a', lines) })];
    expect(isOver(loose(9))).toBe(false);
    expect(isOver(loose(12))).toBe(false);
    expect(isOver(loose(9, 13))).toBe(true);
  });

  it('is not all of a failure of which one was not outlived', () => {
    const other = candidate([recognised('x', { first: 50 })]);
    const both = candidate([...logged.occurrences, recognised('z', { first: 30 })]);
    expect(isOutlived(both, [both, other])).toBe(false);
    const again = candidate([...logged.occurrences, recognised('b', { first: 11 })]);
    expect(isOutlived(again, [again, other])).toBe(true);
    expect(isOutlived(other, [other, logged])).toBe(false);
  });
});

it('the words around a failure tell something below it, or leave out what was outlived where there is other', () => {
  const over = failure('a\nb\nc', { first: 10 });
  expect([tellsBelow([block(12)], over), tellsBelow([block(13)], over), tellsBelow([], over)]).toEqual([
    false,
    true,
    false,
  ]);
  const left = (...numbers: number[]) => withoutOutlived(numbers.map(block), [over]).map(({ head }) => head.number);
  expect(left(9, 10, 11, 12, 13)).toEqual([9, 13]);
  expect(left(10, 12)).toEqual([10, 12]);
  expect(left()).toEqual([]);
});
