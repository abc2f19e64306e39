import { describe, expect, it } from 'vitest';
import { beginsLine, LearnedPrefixes } from '../../../src/core/reading/learned-prefix.js';

const ERROR = 'error[E0308]: mismatched types';
/** What stands behind a prefix, among these lines before and after it. */
function behind(text: string, before: readonly string[], after: readonly string[]) {
  const found = new LearnedPrefixes().strip(text, () => ({ before, after }));
  return found && [found.text, found.channel];
}
const many = (count: number, text: string) => Array.from({ length: count }, () => text);

describe('a prefix is learned', () => {
  it('where seven in ten of the lines around share it, three at least', () => {
    expect(behind(`w: ${ERROR}`, many(3, 'w: x'), [])).toEqual([ERROR, '']);
    expect(behind(`w: ${ERROR}`, many(2, 'w: x'), ['y'])).toBeUndefined();
    expect(behind(`w: ${ERROR}`, many(7, 'w: x'), many(3, 'y'))).toEqual([ERROR, '']);
    expect(behind(`w: ${ERROR}`, many(6, 'w: x'), many(3, 'y'))).toBeUndefined();
    expect(behind(`w: ${ERROR}`, many(7, 'w: x'), [...many(3, 'y'), '', ' '])).toEqual([ERROR, '']);
  });

  it('where two streams alternate, each a channel of its own', () => {
    const alternate = [...many(3, 'v: x'), ...many(3, 'w: x')];
    expect(behind(`w: ${ERROR}`, alternate, [])).toEqual([ERROR, 'w:']);
    expect(behind(`w: ${ERROR}`, [...many(7, 'v: x'), 'w: x'], [])).toBeUndefined();
    expect(behind(`w: ${ERROR}`, [...many(3, 'v: x'), ...many(2, 'w: x')], ['y y'])).toEqual([ERROR, 'w:']);
    expect(behind(`w: ${ERROR}`, [...many(3, 'v: x'), ...many(2, 'w: x')], many(2, 'y y'))).toBeUndefined();
  });

  it('on the next line alone where it has a clock, a number or a level', () => {
    expect(behind(`[10:00:01] ${ERROR}`, [], ['[10:00:02] x'])?.[0]).toBe(ERROR);
    expect(behind(`[err] ${ERROR}`, [], ['[err] x'])?.[0]).toBe(ERROR);
    expect(behind(`web-1 ${ERROR}`, [], ['web-1 x'])?.[0]).toBe(ERROR);
    expect(behind(`web-1 ${ERROR}`, ['web-1 x'], ['y'])).toBeUndefined();
    expect(behind(`web ${ERROR}`, [], ['web x'])).toBeUndefined();
    expect(behind(`a-1.rs:12: ${ERROR}`, [], ['a-1.rs:13: x'])).toBeUndefined();
  });

  it('with its numbers, times and levels masked, and its words kept', () => {
    const lines = ['[1 INFO 0a1b2c3d] w x', '[22 ERROR 123456b] w x', '[333 warn abcdef1] w x'];
    expect(behind(`[4 DEBUG 7654abc] w ${ERROR}`, lines, [])?.[0]).toBe(ERROR);
    expect(behind(`[4 DEBUG 7654abc] v ${ERROR}`, lines, [])).toBeUndefined();
  });

  it('with the blanks behind it, which an empty line may lack', () => {
    expect(behind(`w:  ${ERROR}`, many(3, 'w:  x'), [])?.[0]).toBe(ERROR);
    expect(behind(`w:  ${ERROR}`, many(3, 'w: x'), [])).toBeUndefined();
    expect(behind(`w:  ${ERROR}`, many(3, 'w:'), [])?.[0]).toBe(ERROR);
  });

  it('no longer than a hundred characters, and no mark that a tool puts before its own lines', () => {
    const long = (length: number) => `${'w'.repeat(length - 2)}: `;
    expect(behind(long(100) + ERROR, many(3, `${long(100)}x`), [])?.[0]).toBe(ERROR);
    expect(behind(long(101) + ERROR, many(3, `${long(101)}x`), [])).toBeUndefined();
    for (const own of ['    ', 'E   ', 'npm ', '- ', '+ ', '12 | ', 'test '])
      expect([own, behind(own + ERROR, many(5, `${own}x`), [])]).toEqual([own, undefined]);
  });

  it('for a quotation alone, and for a task by its first words', () => {
    expect(behind(`> ${ERROR}`, [], [])).toEqual([ERROR, '']);
    expect(behind(`>> ${ERROR}`, [], [])).toBeUndefined();
    const task = 'cache miss, executing 6594d573de7a26ef';
    expect(behind(`shop:lint: ${task}`, [], ['shop:lint: x'])?.[0]).toBe(task);
    expect(behind(`shop:lint: ${task}`, [], ['x'])).toBeUndefined();
  });

  it('for a clock before each of five lines', () => {
    expect(behind('10:00:01 x', many(5, '10:00:00 y'), [])).toEqual(['x', '']);
    expect(behind('[10:00:01.123][a b] x', many(5, '[10:00:00.456][a b] y'), [])).toEqual(['x', '']);
    expect(behind('10:00:01 x', many(4, '10:00:00 y'), [])).toBeUndefined();
    expect(behind('10:00:01 x', [...many(5, '10:00:00 y'), 'z'], [])).toBeUndefined();
    expect(behind('10:00:01 2026-01-01 x', many(5, '10:00:00 y'), [])).toBeUndefined();
  });
});

describe('a learned prefix', () => {
  const learned = () => {
    const prefixes = new LearnedPrefixes();
    prefixes.strip(`w: ${ERROR}`, () => ({ before: many(3, 'w: x'), after: [] }));
    return (text: string) => prefixes.strip(text, () => ({ before: [], after: [] }))?.text;
  };
  it('comes off while it lasts: up to twenty lines without it', () => {
    const strip = learned();
    expect(strip('w: y')).toBe('y');
    for (let at = 0; at < 20; at++) expect(strip('z')).toBeUndefined();
    expect(strip('w: y')).toBe('y');
    for (let at = 0; at < 21; at++) strip('z');
    expect(strip('w: y')).toBeUndefined();
  });
  it('is not missed by empty lines', () => {
    const strip = learned();
    for (let at = 0; at < 40; at++) strip(' ');
    expect(strip('w: y')).toBe('y');
  });
});

it.each([
  [ERROR, true],
  ['error: could not compile `a`', true],
  ['Error: no clay', true],
  ['Error: No clay', false],
  ["thread 'main' panicked at a", true],
  ['running 3 tests', true],
  ['running 3 tests now', false],
  ['test result: ok', true],
  ['---- a stdout ----', true],
  ['Traceback (most recent call last):', true],
  ['=== FAILURES', true],
  ['= FAILURES', false],
  ['E   KeyError: a', true],
  ['E   Failed: a', true],
  ['E  KeyError: a', false],
  ['a/b.py:3: in f', true],
  ['a/b.py:3: KeyError', true],
  ['a/b.py:3: Failed', true],
  ['FAILED a.py::b', true],
  ['FAILED a.py', false],
  ['npm ERR! a', true],
  ['##[error]a', true],
  ['fatal: not a', true],
  ['fatal: A', false],
  ['--- FAIL: a', true],
  ['[ERROR] BUILD FAILURE', true],
  ['BUILD FAILED', true],
  ['make[1]: *** a', true],
  ['FAIL  a.test.ts', true],
  ['FAIL   a.test.ts', false],
  ['  ● a', true],
  ['Test Suites: 1', true],
  ['error Command failed', true],
  ['ERR_PNPM_A', true],
  ['ERROR: failed to solve', true],
  ['Step 1/2 : a', true],
  ['Finished: FAILURE', true],
  ['E: Unable to a', true],
  ['E: a', false],
  ['src/a.ts(1,2): error TS1', true],
  ['src/a.tsx:1:2 - error TS1', false],
  ['see error[E0308]: a', false],
  ['', false],
])('a tool begins a line with %j: %s', (text, is) => {
  expect(beginsLine(text)).toBe(is);
});
