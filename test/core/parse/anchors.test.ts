import { expect, test } from 'vitest';
import { behindNumber, each, withNumber } from '../../../src/core/parse/anchors.js';
import { Excerpt } from '../../../src/core/parse/excerpt.js';
import { Later } from '../../../src/core/parse/later.js';
import { unmarked } from '../../../src/core/parse/marker.js';
import { stated } from '../../../src/core/parse/stated.js';
import { plainLine } from './line.js';

test('an anchor beside a number is one for each digit', () => {
  expect(withNumber('running ')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `running ${digit}`));
  expect(behindNumber(': x')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${digit}: x`));
  expect(each(['a', 'b'], ['x', 'y'])).toEqual({ a: ['x', 'y'], b: ['x', 'y'] });
});

test.each([
  ['##[error]  3:5  error', '  3:5  error'],
  ['##[warning]x', 'x'],
  ['##[notice]x', 'x'],
  ['##[debug]x', 'x'],
  ['##[group]x', '##[group]x'],
  ['a ##[error]x', 'a ##[error]x'],
  ['##[error]##[error]x', '##[error]x'],
])("the runner's marker is taken off: %j", (text, expected) => {
  expect(unmarked(text)).toBe(expected);
});

test('what was stated in one line wants no other', () => {
  const failure = new Excerpt().add(plainLine(1, 'a')).failure({ tool: 'log', kind: 'output', message: 'a' });
  expect(stated(failure).isDone).toBe(true);
  expect(stated(failure).next(plainLine(2, 'b'))).toBe('refused');
  expect(stated(failure).end()).toEqual({ failures: [failure], recoveries: [] });
  expect(stated(undefined).end()).toEqual({ failures: [], recoveries: [] });
});

test('a list is made when it is first looked at, once, or when it is settled', () => {
  let made = 0;
  let source = ['a', 'b'];
  const later = new Later(() => {
    made++;
    return source;
  });
  expect(made).toBe(0);
  expect([later.list.length, later.list[1], later.list.at(-1), later.list.some((each) => each === 'a')]).toEqual([
    2,
    'b',
    'b',
    true,
  ]);
  source = ['c'];
  later.settle();
  expect([made, [...later.list]]).toEqual([1, ['a', 'b']]);

  const settled = new Later(() => source);
  settled.settle();
  source = ['d'];
  expect([...settled.list]).toEqual(['c']);
});
