import { describe, expect, it } from 'vitest';
import type { Parser } from '../../../src/core/parse/parser.js';
import { jasmine } from '../../../src/knowledge/node/jasmine.js';
import { jest } from '../../../src/knowledge/node/jest.js';
import { karma } from '../../../src/knowledge/node/karma.js';
import { mocha } from '../../../src/knowledge/node/mocha.js';
import { playwright } from '../../../src/knowledge/node/playwright.js';
import { tap } from '../../../src/knowledge/node/tap.js';
import { vitest } from '../../../src/knowledge/node/vitest.js';
import { runParser } from '../run-parser.js';

const names = (parser: Parser, lines: readonly string[]) =>
  runParser(parser, lines.join('\n')).failures.map(({ name }) => name);

describe('Mocha', () => {
  const entry = (number: number) => [
    `  ${number}) cart`,
    `       adds ${number}:`,
    '',
    '      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
    '',
    'left !== right',
    '',
    `      at Context.<anonymous> (cart.spec.js:${number}:3)`,
    '',
  ];

  it('goes on below a comparison at the left margin, for as many tests as it counted', () => {
    const lines = ['  2 failing', '', ...entry(1), ...entry(2), 'make: *** [test] Error 2'];
    expect(names(mocha, lines)).toEqual(['cart adds 1', 'cart adds 2']);
  });

  it('reads the heading of its first versions', () => {
    const lines = ['  ✖ 1 of 3 tests failed:', '', '  1) cart adds:', '     Error: no', '      at a (cart.js:1:2)'];
    expect(names(mocha, lines)).toEqual(['cart adds']);
  });

  it('is heard inside Cypress, whose counts end it and whose files are the project’s', () => {
    const lines = [
      '  1 passing (9s)',
      '  2 failing',
      '',
      '  1) Basket',
      '       keeps what was put in:',
      '     AssertionError: Timed out retrying after 4000ms: Expected to find element: `.line`, but never found it.',
      '      at Context.eval (webpack:///./cypress/e2e/basket.cy.ts:14:8)',
      '',
      '  2) Basket',
      '       "before each" hook for "is empty":',
      '     CypressError: `cy.visit()` failed trying to load:',
      '',
      'http://localhost:3000/',
      '      at <unknown> (http://localhost:3000/__cypress/runner/cypress_runner.js:13:84)',
      '',
      '  (Results)',
      '',
      '  │ Tests:        3  │',
    ];
    expect(runParser(mocha, lines.join('\n')).failures).toMatchObject([
      {
        name: 'Basket keeps what was put in',
        location: { file: 'cypress/e2e/basket.cy.ts', line: 14 },
        facts: { runner: 'cypress' },
      },
      { name: 'Basket "before each" hook for "is empty"', facts: { runner: 'cypress' }, span: { last: 14 } },
    ]);
  });

  it('keeps hundreds', () => {
    const lines = ['  700 failing', '', ...Array.from({ length: 700 }, (_, index) => entry(index + 1)).flat()];
    expect(names(mocha, lines)).toHaveLength(700);
  });
});

describe('Jest', () => {
  const test = ['  ● cart › adds', '', '    expect(received).toBe(expected)', '', '      at a (cart.test.js:3:9)', ''];

  it('does not count a test again that the summary repeats, but one of another file', () => {
    const lines = [
      'FAIL src/cart.test.js',
      ...test,
      'FAIL src/shop.test.js',
      ...test,
      'Summary of all failing tests',
      'FAIL src/cart.test.js',
      ...test,
      'FAIL src/shop.test.js',
      ...test,
      'Ran all test suites.',
    ];
    expect(names(jest, lines)).toEqual(['cart › adds', 'cart › adds']);
  });

  it('reads a report whose first line lost its margin', () => {
    expect(
      names(
        jest,
        test.map((line, index) => (index === 0 ? line.trim() : line)),
      ),
    ).toEqual(['cart › adds']);
  });

  it('names the file that could not be run', () => {
    const lines = ['FAIL src/cart.test.js', '  ● Test suite failed to run', '', '    Cannot find module', ''];
    expect(runParser(jest, lines.join('\n')).failures).toMatchObject([
      { name: 'src/cart.test.js', kind: 'collection', location: { file: 'src/cart.test.js' } },
    ]);
  });
});

it('Vitest in a browser puts the project before the file', () => {
  const lines = [' FAIL   unit (chromium)  src/cart.test.ts > cart > adds', 'Error: no', '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯'];
  expect(names(vitest, lines)).toEqual(['unit (chromium)  src/cart.test.ts > cart > adds']);
});

describe('Karma', () => {
  it('the tree of the Mocha reporter, suites in suites', () => {
    const lines = [
      'FAILED TESTS:',
      '  cart',
      '    when empty',
      '      ✖ has no total',
      '        Chrome Headless 78.0.3904 (Linux 0.0.0)',
      '      AssertionError: expected 1 to equal 0',
      '          at eq (http://localhost:9876/base/cart.js?abc123:4:9)',
      '',
      '    ✖ adds',
      '      Firefox 70.0.0 (Ubuntu 0.0.0)',
      '    Expected 3 to be 4.',
      '',
    ];
    expect(runParser(karma, lines.join('\n')).failures).toMatchObject([
      { name: 'cart when empty has no total', location: { file: 'cart.js', line: 4 } },
      { name: 'cart adds', message: 'Expected 3 to be 4.' },
    ]);
  });

  it.each([
    'PhantomJS 2.1.1 (Linux 0.0.0) cart adds FAILED',
    'IE 11.0.0 (Windows 7 0.0.0) cart adds FAILED',
    'Chrome Headless 78.0.3904 (Linux 0.0.0): Executed 1 of 2 SUCCESS (0 secs / 0 secs)PhantomJS 2.1.1 (Linux 0.0.0) cart adds FAILED',
  ])('%s', (line) => {
    expect(names(karma, [line, '\tError: no'])).toEqual(['cart adds']);
  });

  it('takes neither the count nor another tool’s line for a test', () => {
    expect(names(karma, ['Chrome 78.0.0 (Linux 0.0.0): Executed 2 of 2 (1 FAILED) (0.1 secs / 0 secs)'])).toEqual([]);
    expect(names(karma, ['> Task :test FAILED', 'BUILD FAILED'])).toEqual([]);
  });
});

describe('Playwright', () => {
  const title = '  1) [web] › tests/cart.spec.ts:3:5 › cart › adds ─────────';

  it('tells a test once, however often it was tried', () => {
    const lines = [
      title,
      '',
      '    Error: no',
      '',
      '    Retry #1 ────',
      '',
      '    Error: no',
      '',
      '  1 failed',
      `    ${title.slice(5)}`,
    ];
    expect(runParser(playwright, lines.join('\n')).failures).toMatchObject([
      {
        name: '[web] › tests/cart.spec.ts:3:5 › cart › adds',
        location: { file: 'tests/cart.spec.ts', line: 3, column: 5 },
      },
    ]);
  });

  it('one that passed when tried again is no failed test', () => {
    expect(
      names(playwright, [title, '', '    Error: no', '', '  1 flaky', `    ${title.slice(5)}`, '  2 passed (3s)']),
    ).toEqual([]);
  });
});

it('TAP without a block is a failed test where a stack follows', () => {
  expect(names(tap, ['not ok 1 cart adds', '  Error: no', '      at a (cart.js:3:9)', 'ok 2 fine'])).toEqual([
    'cart adds',
  ]);
  expect(names(tap, ['not ok 1 maybe', 'some words'])).toEqual([]);
});

it('TAP: how long a test took is no part of its name', () => {
  const lines = ['not ok 1 - adds up # time=30.05ms', '  ---', '  stack: a.js:1:1', '  ...'];
  expect(names(tap, lines)).toEqual(['adds up']);
});

it('Jasmine: each number is a spec, whatever fails in it; pending ones did not fail', () => {
  const lines = [
    'Failures:',
    '1) the cart (with "tax") adds up',
    '  Message:',
    '    Expected 1 to be 2.',
    '  Stack:',
    '        at <Jasmine>',
    '        at UserContext.<anonymous> (/app/spec/cart_spec.js:4:19)',
    '  Message:',
    '    Expected 3 to be 4.',
    '',
    'Pending:',
    '',
    '1) the cart waits',
    '  Message:',
    '3 specs, 1 failure, 1 pending spec',
  ];
  expect(names(jasmine, lines.slice(0, 12))).toEqual(['the cart (with "tax") adds up']);
});
