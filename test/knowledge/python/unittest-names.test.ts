import { expect, it } from 'vitest';
import { unittest } from '../../../src/knowledge/python/unittest.js';
import { runParser } from '../run-parser.js';

it.each([
  ['test_total (tests.test_cart.TestCart)', 'tests.test_cart.TestCart.test_total'],
  ['test_total (tests.test_cart.TestCart.test_total)', 'tests.test_cart.TestCart.test_total'],
  ['test_total (tests.test_cart.TestCart.test_total) (i=1)', 'tests.test_cart.TestCart.test_total (i=1)'],
  ['test_total (tests.test_cart.TestCart) [two words] (i=1)', 'tests.test_cart.TestCart.test_total [two words] (i=1)'],
  ["test_pow_0_x('a b', 2, ...) (tests.test_cart.TestCart)", "tests.test_cart.TestCart.test_pow_0_x('a b', 2, ...)"],
  ["cart.tests.test_gen('a b', 1)", "cart.tests.test_gen('a b', 1)"],
  ['Doctest: cart.models.Cart', 'Doctest: cart.models.Cart'],
  ['Failure: ImportError (No module named cart)', 'Failure: ImportError (No module named cart)'],
  ['The total of a cart (with tax)', 'The total of a cart (with tax)'],
])('%s', (printed, name) => {
  const rules = ['='.repeat(70), '-'.repeat(70)];
  const text = `${rules[0]}\nFAIL: ${printed}\n${rules[1]}\nTraceback (most recent call last):\nAssertionError: 1 != 2\n`;
  expect(runParser(unittest, text).failures.map((failure) => failure.name)).toEqual([name]);
});

it('xmlrunner says in the heading how long the test took', () => {
  const rules = ['='.repeat(70), '-'.repeat(70)];
  const text = `${rules[0]}\nFAIL [0.003s]: test_total (shop.tests.TestCart)\n${rules[1]}\nTraceback (most recent call last):\nAssertionError: 1 != 2\n`;
  expect(runParser(unittest, text).failures.map(({ name }) => name)).toEqual(['shop.tests.TestCart.test_total']);
});

it('a test that was to fail and did not has failed, and no block below is its', () => {
  const rules = ['='.repeat(70), '-'.repeat(70)];
  const text = `${rules[0]}\nUNEXPECTED SUCCESS: test_total (shop.tests.TestCart.test_total)\n${rules[1]}\nRan 1 test in 0.001s\n`;
  expect(runParser(unittest, text).failures.map(({ name, message }) => [name, message])).toEqual([
    ['shop.tests.TestCart.test_total', 'shop.tests.TestCart.test_total passed unexpectedly'],
  ]);
});

it('a docstring that unittest ran says what it expected', () => {
  const rules = ['='.repeat(70), '-'.repeat(70)];
  const text = [
    rules[0],
    'FAIL: total (shop)',
    'Doctest: shop.total',
    rules[1],
    'Traceback (most recent call last):',
    '  File "/usr/lib/python3.11/doctest.py", line 2241, in runTest',
    '    raise self.failureException(self.format_failure(new.getvalue()))',
    'AssertionError: Failed doctest test for shop.total',
    '  File "/app/shop.py", line 2, in total',
    '',
    rules[1],
    'File "/app/shop.py", line 4, in shop.total',
    'Failed example:',
    '    total([2])',
    'Expected:',
    '    3',
    'Got:',
    '    2',
    '',
    rules[1],
    'Ran 1 test in 0.001s',
  ].join('\n');
  expect(runParser(unittest, text).failures.map(({ name, message }) => [name, message])).toEqual([
    ['shop.total', 'expected 3, got 2'],
  ]);
});
