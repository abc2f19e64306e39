import { expect, test } from 'vitest';
import { leftMargin, withoutMargin } from '../../../src/core/reading/margin.js';

const LOG = ['$ make', 'cc main.c', '', '  main.c:1: error', 'make: *** [all] Error 1'];
const indented = (by: number) => LOG.map((line) => (line === '' ? '' : ' '.repeat(by) + line)).join('\n');

test('a text set in from the left has a margin', () => {
  expect(leftMargin(indented(4), true)).toBe(4);
  expect(leftMargin(indented(8), true)).toBe(8);
});

test('a usual log has none, nor has one that starts with a few indented lines', () => {
  expect(leftMargin(indented(0), true)).toBe(0);
  expect(leftMargin(indented(2), true)).toBe(0);
  expect(leftMargin('    at f (a.js:1)\n    at g (a.js:2)\nError: x\n    at h (b.js:3)\n    at i (b.js:4)', true)).toBe(
    0,
  );
});

test('a single line may have one', () => {
  expect(leftMargin('    error: x\n', true)).toBe(4);
  expect(leftMargin('    error: x\n    erro', false)).toBe(0);
});

test('the last line of a beginning may be cut and does not count', () => {
  expect(leftMargin(`${indented(4)}\nerr`, false)).toBe(4);
});

test('only the margin is taken off', () => {
  expect(withoutMargin('      main.c', 4)).toBe('  main.c');
  expect(withoutMargin('  x', 4)).toBe('x');
  expect(withoutMargin('x', 4)).toBe('x');
});

const lines = (count: number, margin: number) =>
  Array.from({ length: count }, () => `${' '.repeat(margin)}x`).join('\n');

test.each([
  [3, 4, 0],
  [4, 4, 4],
  [4, 3, 0],
  [4, 2, 0],
  [4, 16, 16],
  [4, 17, 0],
])('%d lines of a longer text behind %d spaces have a margin of %d', (count, by, margin) => {
  expect(leftMargin(`${lines(count, by)}\ncut`, false)).toBe(margin);
});

test('the smallest is the margin of all', () => {
  expect(leftMargin('      a\n    b\n        c', true)).toBe(4);
});

test('one space is a margin where a tool begins a line behind it', () => {
  expect(leftMargin(' Traceback (most recent call last):\n   File "a.py", line 1', true)).toBe(1);
  expect(leftMargin(' a\n b', true)).toBe(0);
  expect(leftMargin(' a\nTraceback (most recent call last):', true)).toBe(0);
});

test('tabs are no margin, empty texts have none', () => {
  expect(leftMargin('\t\t\t\ta\n\t\t\t\tb', true)).toBe(0);
  expect(leftMargin('', true)).toBe(0);
  expect(leftMargin(' \n\n', true)).toBe(0);
  expect(leftMargin('    a\r\n\r    b', true)).toBe(4);
});
