import { expect, it } from 'vitest';
import { goTest } from '../../../src/knowledge/go/go-test.js';
import { runParser } from '../run-parser.js';

const read = (lines: readonly string[]) => runParser(goTest, lines.join('\n')).failures;

it('testify says why below the place', () => {
  const lines = [
    '--- FAIL: TestCart (0.00s)',
    '    cart_test.go:12: ',
    '        \tError Trace:\tcart_test.go:12',
    '        \tError:      \tNot equal: ',
    '        \t            \texpected: 4',
    'FAIL',
  ];
  expect(read(lines)).toMatchObject([{ name: 'TestCart', message: 'Not equal: ', location: { line: 12 } }]);
});

it('gotestsum lists the failed ones with their package', () => {
  const lines = ['=== Failed', '=== FAIL: shop/cart TestCart/red_one (0.01s)', '    cart_test.go:9: got "red one"', ''];
  expect(read(lines)).toMatchObject([{ name: 'TestCart/red_one', message: 'got "red one"' }]);
});

it('with -v the reason stands above the verdict', () => {
  const lines = ['=== RUN   TestCart', '    cart_test.go:9: total = 3', '--- FAIL: TestCart (0.00s)', 'FAIL'];
  expect(read(lines)).toMatchObject([{ name: 'TestCart', message: 'total = 3', key: [2, 3], span: { first: 3 } }]);
});

it('a run that took too long names what was running', () => {
  const lines = [
    'panic: test timed out after 2s',
    '\trunning tests:',
    '\t\tTestWaits (2s)',
    '\t\tTestWaits/deep (1s)',
    '',
    'goroutine 7 [running]:',
  ];
  expect(read(lines).map(({ name }) => name)).toEqual(['TestWaits', 'TestWaits/deep']);
});

it('gotestsum’s list takes the place of what its verbose formats told before', () => {
  const lines = [
    '--- FAIL: TestCart (0.00s)',
    '    a_test.go:1: no',
    '=== Failed',
    '=== FAIL: shop TestCart (0.00s)',
    '    a_test.go:1: no',
    '',
    'DONE 1 tests, 1 failure in 0.1s',
  ];
  const { failures, recoveries } = runParser(goTest, lines.join('\n'));
  expect(failures.map(({ name, span }) => [name, span.first])).toEqual([
    ['TestCart', 1],
    ['TestCart', 4],
  ]);
  expect(recoveries).toEqual([{ tool: 'log', name: 'TestCart', line: 3, since: 1 }]);
});

it('a compiler before Go 1.8 names no column', () => {
  const lines = [
    '# example.com/kiln',
    './glaze.go:84: undefined: strings.Builder',
    './glaze.go:90: undefined: io.SeekEnd',
  ];
  expect(read(lines)).toMatchObject([
    { kind: 'compile-error', message: 'undefined: strings.Builder', location: { file: 'glaze.go', line: 84 } },
  ]);
});
