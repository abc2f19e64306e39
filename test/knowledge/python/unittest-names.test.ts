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
