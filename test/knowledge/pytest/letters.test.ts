import { expect, it } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { runParser } from '../run-parser.js';

const names = (text: string) => runParser(pytestText, text).failures.map(({ name }) => name);
const rule = (title: string, mark = '=') =>
  ` ${title} `.padStart(40 + Math.ceil((title.length + 2) / 2), mark).padEnd(80, mark);
const setup = (test: string) => [
  rule(`ERROR at setup of ${test}`, '_'),
  'E   RuntimeError: no database',
  'conftest.py:3: RuntimeError',
];
const failure = (test: string) => [rule(test, '_'), 'said so'];
const session = (progress: readonly string[], ...blocks: string[][]) =>
  [
    rule('test session starts'),
    'collected 9 items',
    '',
    ...progress,
    '',
    rule('ERRORS'),
    ...blocks.flat(),
    rule('2 failed, 2 error in 0.12 seconds'),
  ].join('\n');

it('the letters of the progress tell the file of what a fixture broke', () => {
  const text = session(
    ['tests/test_a.py .E..    [ 40%]', 'tests/test_b.py F.E     [100%]'],
    setup('test_get'),
    setup('TestCart.test_put[a b]'),
    [rule('FAILURES')],
    failure('test_total'),
  );
  expect(names(text)).toEqual([
    'tests/test_a.py::test_get',
    'tests/test_b.py::TestCart::test_put[a b]',
    'tests/test_b.py::test_total',
  ]);
});

it('letters that went on below their file are of the same file', () => {
  const text = session(
    ['tests/test_a.py ....   [ 40%]', '..E   [ 60%]', 'tests/test_b.py ...   [100%]'],
    setup('test_get'),
  );
  expect(names(text)).toEqual(['tests/test_a.py::test_get']);
});

it('letters that contradict a traceback tell nothing', () => {
  const shown = [
    rule('test_total', '_'),
    '    def test_total():',
    '>       assert 0',
    'E       assert 0',
    '',
    'tests/test_c.py:4: AssertionError',
  ];
  const text = session(['tests/test_a.py FF'], [rule('FAILURES')], shown, failure('test_other'));
  expect(names(text)).toEqual(['tests/test_c.py::test_total', 'test_other']);
});

it('a summary above the failures names them, and instances of classes are left out', () => {
  const text = [
    rule('test session starts'),
    rule('short test summary info'),
    'FAIL tests/test_a.py::TestCart::()::test_put',
    rule('FAILURES'),
    ...failure('TestCart.test_put'),
    rule('1 failed in 0.12 seconds'),
  ].join('\n');
  expect(names(text)).toEqual(['tests/test_a.py::TestCart::test_put']);
});
