import { expect, it } from 'vitest';
import { subunitTrace } from '../../../src/knowledge/python/subunit-trace.js';
import { trial } from '../../../src/knowledge/python/trial.js';
import { recorded, runParser } from '../run-parser.js';

const RULE = '='.repeat(79);
const names = (text: string) => runParser(trial, text).failures.map(({ name }) => name);

it('tests that failed alike share a traceback; each of them failed', () => {
  const text = [
    RULE,
    '[FAIL]',
    'Traceback (most recent call last):',
    '  File "/app/shop/test_cart.py", line 7, in test_total',
    '    self.assertEqual(1, 2)',
    'twisted.trial.unittest.FailTest: 1 != 2',
    '',
    'shop.test_cart.CartTest.test_total',
    'shop.test_cart.WishTest.test_total',
    '-'.repeat(79),
    'Ran 4 tests in 0.012s',
  ].join('\n');
  expect(names(text)).toEqual(['shop.test_cart.CartTest.test_total', 'shop.test_cart.WishTest.test_total']);
});

it.each(['[SKIPPED]', '[TODO]'])('%s is no failure', (verdict) => {
  expect(names([RULE, verdict, 'later', '', 'shop.test_cart.CartTest.test_total', RULE].join('\n'))).toEqual([]);
});

it('a level that stands alone in brackets is no verdict', () => {
  expect(names(['[INFO] started', '[ERROR]', '[ERROR] For more information'].join('\n'))).toEqual([]);
});

it('stestr: a class that cannot be set up is named as unittest names it', () => {
  const { failures } = runParser(subunitTrace, recorded('python/names-stestr'));
  expect(failures.map(({ name, code }) => [name, code])).toContainEqual([
    'test_n.TestSetup.setUpClass',
    'RuntimeError',
  ]);
});
