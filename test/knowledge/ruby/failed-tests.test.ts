import { expect, it } from 'vitest';
import { minitest } from '../../../src/knowledge/ruby/minitest.js';
import { rspec } from '../../../src/knowledge/ruby/rspec.js';
import { runParser } from '../run-parser.js';

it('RSpec: a log cut to its list of commands still names the examples', () => {
  const log =
    'Failed examples:\n\nrspec ./spec/cart_spec.rb:2 # cart adds\nrspec ./spec/cart_spec.rb:9 # cart says "no"\n';
  expect(runParser(rspec, log).failures).toMatchObject([
    { name: 'cart adds', location: { file: 'spec/cart_spec.rb', line: 2 } },
    { name: 'cart says "no"' },
  ]);
});

it('RSpec: a file that could not be loaded', () => {
  const log = `An error occurred while loading ./spec/cart_spec.rb.
Failure/Error: require 'cart'

LoadError:
  cannot load such file -- cart
# ./spec/cart_spec.rb:1:in \`require'
`;
  expect(runParser(rspec, log).failures).toMatchObject([
    { kind: 'collection', name: './spec/cart_spec.rb', code: 'LoadError', message: 'cannot load such file -- cart' },
  ]);
});

it.each([
  [
    '  1) Failure:\nCartTest#test_adds [test/cart_test.rb:3]:\nExpected: 4\n  Actual: 3\n',
    'CartTest#test_adds',
    undefined,
  ],
  [
    "Error:\nCartTest#test_adds:\nNameError: no cart\n    test/cart_test.rb:4:in `test_adds'\n",
    'CartTest#test_adds',
    'NameError',
  ],
  ['  2) Failure:\ntest_adds(CartTest) [test/cart_test.rb:3]:\nno.\n', 'CartTest#test_adds', undefined],
])('Minitest: %s', (log, name, code) => {
  const [failure] = runParser(minitest, log).failures;
  expect(failure).toMatchObject({ name, location: { file: 'test/cart_test.rb' } });
  expect(failure?.code).toBe(code);
});
