import { expect, it } from 'vitest';
import { doctest } from '../../../src/knowledge/python/doctest.js';
import { runParser } from '../run-parser.js';

const example = (...lines: string[]) =>
  [
    '*'.repeat(70),
    'File "usage.rst", line 12, in default',
    'Failed example:',
    '    price("red")',
    ...lines,
    '*'.repeat(70),
  ].join('\n');
const told = (text: string) =>
  runParser(doctest, text).failures.map(({ name, code, message }) => [name, code, message]);

it('the first lines that differ say what is wrong', () => {
  const text = example('Expected:', '    red', '    12', 'Got:', '    red', '    13');
  expect(told(text)).toEqual([['default', 'DocTestFailure', 'expected 12, got 13']]);
});

it('an example that raises is told by what it raised', () => {
  const text = example(
    'Exception raised:',
    '    Traceback (most recent call last):',
    '      File "<doctest default[0]>", line 1',
    "    KeyError: 'red'",
  );
  expect(told(text)).toEqual([['default', 'KeyError', "KeyError: 'red'"]]);
});

it('nothing where something was expected, and the other way round', () => {
  expect(told(example('Expected nothing', 'Got:', '    12'))).toEqual([
    ['default', 'DocTestFailure', 'expected nothing, got 12'],
  ]);
  expect(told(example('Expected:', '    12', 'Got nothing'))).toEqual([
    ['default', 'DocTestFailure', 'expected 12, got nothing'],
  ]);
});

it('prose about a failed example is none', () => {
  expect(told('Failed example:\n    price("red")\nExpected:\n    1\nGot:\n    2')).toEqual([]);
});
