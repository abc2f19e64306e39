import { expect, it } from 'vitest';
import { Memo } from '../../src/core/memo.js';

const counting = () => {
  const made: string[] = [];
  return { made, make: (text: string) => made.push(text) };
};

it('what is short is made once, until there is no room for more', () => {
  const { made, make } = counting();
  const memo = new Memo<number>(2, 3);
  for (const text of ['a', 'a', 'b', 'a', 'c', 'a']) memo.of(text, make);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

it('what is too long is made each time', () => {
  const { made, make } = counting();
  const memo = new Memo<number>(2, 3);
  for (const text of ['abc', 'abc', 'abcd', 'abcd']) memo.of(text, make);
  expect(made).toEqual(['abc', 'abcd', 'abcd']);
});
