import { describe, expect, test } from 'vitest';
import { jest } from '../../../src/knowledge/node/jest.js';
import { mocha } from '../../../src/knowledge/node/mocha.js';
import { nodeTest } from '../../../src/knowledge/node/node-test.js';
import { tap } from '../../../src/knowledge/node/tap.js';
import { vitest } from '../../../src/knowledge/node/vitest.js';
import { vitestList } from '../../../src/knowledge/node/vitest-list.js';
import { recorded, runParser } from '../run-parser.js';

describe('Vitest', () => {
  test('a failed test', () => {
    expect(runParser(vitest, recorded('node/test-failed-vitest')).failures).toMatchObject([
      {
        kind: 'test',
        name: 'total.test.js > total > adds',
        code: 'AssertionError',
        message: 'AssertionError: expected 3 to be 4 // Object.is equality',
        location: { file: 'total.test.js', line: 6 },
      },
    ]);
  });
  test('tests that passed, with error in a name', () => {
    expect(runParser(vitest, recorded('node/test-passes-vitest')).failures).toEqual([]);
  });
  test('several names share one error; the cause counts', () => {
    const log = [
      ' FAIL  a.test.js > one',
      ' FAIL  a.test.js > two',
      'Error: outer',
      ' ❯ a.test.js:3:9',
      '',
      'Caused by: RangeError: inner',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯',
      ' Test Files  1 failed (1)',
    ];
    expect(runParser(vitest, log.join('\n')).failures).toMatchObject([
      { name: 'a.test.js > one', message: 'RangeError: inner' },
      { name: 'a.test.js > two', message: 'RangeError: inner' },
    ]);
  });
  test('an error nobody handled', () => {
    const log = [
      '⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯',
      'Error: nobody waits for me',
      ' ❯ c.test.js:2:36',
      '',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯',
    ];
    expect(runParser(vitest, log.join('\n')).failures).toMatchObject([
      { kind: 'exception', message: 'Error: nobody waits for me', location: { file: 'c.test.js', line: 2 } },
    ]);
  });
  test('a file that cannot be loaded', () => {
    const log = [
      ' FAIL  b.test.js [ b.test.js ]',
      "Error: Cannot find module './gone.js' imported from '/w/b.test.js'",
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯',
    ];
    expect(runParser(vitest, log.join('\n')).failures).toMatchObject([{ kind: 'collection', name: 'b.test.js' }]);
  });
});

describe("Vitest's list, where its error stream was not kept", () => {
  const names = (...lines: readonly string[]) =>
    runParser(vitestList, lines.join('\n')).failures.map(({ name, message }) => [name, message]);
  test('the failed tests of each file, with their reasons where they are printed', () => {
    const list = [
      ' ❯ test/till.test.ts (3 tests | 2 failed) 27ms',
      '     ✓ opens 3ms',
      '     × gives change for 20 5ms',
      '       → expected 3 to be 4 // Object.is equality',
      '     × rounds (retry x2) 1ms',
      ' ✓ test/other.test.ts (4 tests) 8ms',
      ' ❯  shop  src/cart.spec.tsx (2 tests | 1 failed | 1 skipped) 9ms',
      '     × keeps what is in it',
      '',
      ' Test Files  2 failed | 1 passed (3)',
      '      Tests  3 failed | 6 passed (9)',
    ];
    expect(names(...list)).toEqual([
      ['test/till.test.ts > gives change for 20', 'expected 3 to be 4 // Object.is equality'],
      ['test/till.test.ts > rounds', 'failed'],
      ['src/cart.spec.tsx > keeps what is in it', 'failed'],
    ]);
  });
  test('as Vitest 0.34 printed it', () => {
    const list = [
      ' ❯ packages/core/a.test.ts  (2 tests | 1 failed) 39ms',
      '   ❯ packages/core/a.test.ts > Ledger > adds up',
      '     → TypeError: x is not a function',
    ];
    expect(runParser(vitestList, list.join('\n')).failures).toMatchObject([
      { name: 'packages/core/a.test.ts > Ledger > adds up', code: 'TypeError' },
    ]);
  });
  test('not beside what the error stream says of them', () => {
    const list = [' ❯ a.test.ts (1 test | 1 failed) 2ms', '     × adds 1ms', '', ' FAIL  a.test.ts > adds'];
    expect(names(...list)).toEqual([]);
  });
});

describe('Jest', () => {
  test('a failed test', () => {
    expect(runParser(jest, recorded('node/test-failed-jest')).failures).toMatchObject([
      { kind: 'test', name: 'total › adds', location: { line: 8 }, facts: { runner: 'jest' } },
    ]);
  });
  test('a file that cannot be loaded', () => {
    expect(runParser(jest, recorded('node/test-suite-jest')).failures).toMatchObject([
      { kind: 'collection', message: expect.stringContaining("Cannot find module './total'") },
    ]);
  });
  test('what a test printed, and bullets of other tools', () => {
    const console = [
      '  ● Console',
      '',
      '    console.error',
      '      Error: printed',
      '          at Object.<anonymous> (/w/a.test.js:4:36)',
      '',
      'Test Suites: 1 passed',
    ];
    expect(runParser(jest, console.join('\n')).failures).toEqual([]);
    expect(runParser(jest, ' ● nginx.service - web server\n     Loaded: loaded\n     Active: failed').failures).toEqual(
      [],
    );
  });
});

test('Mocha: name, message, place', () => {
  expect(runParser(mocha, recorded('node/test-failed-mocha')).failures).toMatchObject([
    {
      name: 'total adds',
      message: 'AssertionError [ERR_ASSERTION]: 3 == 4',
      code: 'AssertionError',
      location: { file: expect.stringContaining('total.spec.js') },
    },
  ]);
  expect(runParser(mocha, '  12 passing (3s)\n  0 failing\n').failures).toEqual([]);
});

describe('node --test', () => {
  test('spec', () => {
    expect(runParser(nodeTest, recorded('node/test-failed-node')).failures).toMatchObject([
      { name: 'adds', code: 'AssertionError', location: { line: 8 } },
    ]);
  });
  test('TAP', () => {
    expect(runParser(tap, recorded('node/test-failed-tap')).failures).toMatchObject([
      { name: 'adds', message: '3 == 4', code: 'AssertionError', role: 'cause' },
    ]);
  });
  test('what is still to do, and parents of failed subtests', () => {
    const block = (type: string) => `  ---\n  failureType: '${type}'\n  error: 'x'\n  ...`;
    expect(runParser(tap, `not ok 1 - later # TODO\n${block('testCodeFailure')}`).failures).toEqual([]);
    expect(runParser(tap, `not ok 2 - group\n${block('subtestsFailed')}`).failures).toMatchObject([
      { role: 'wrapper' },
    ]);
    expect(runParser(tap, 'this is not ok 3 at all').failures).toEqual([]);
  });
});
