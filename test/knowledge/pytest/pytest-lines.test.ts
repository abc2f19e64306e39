import { describe, expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { pytestConftest } from '../../../src/knowledge/pytest/pytest-conftest.js';
import { pytestDurations } from '../../../src/knowledge/pytest/pytest-durations.js';
import { pytestInternal } from '../../../src/knowledge/pytest/pytest-internal.js';
import {
  isClosing,
  isCoverageFailure,
  isErrorTitle,
  isOfBlock,
  isSameFile,
  lineStyle,
  progressFailure,
  sectionOf,
  shortFrame,
  shortSummary,
  shownTest,
  withoutForeign,
} from '../../../src/knowledge/pytest/pytest-line.js';
import { isProgress, tally } from '../../../src/knowledge/pytest/pytest-tally.js';
import { pytestTimeout } from '../../../src/knowledge/pytest/pytest-timeout.js';
import { bareTitle } from '../../../src/knowledge/pytest/pytest-titles.js';
import { pytestUsage } from '../../../src/knowledge/pytest/pytest-usage.js';
import { runParser } from '../run-parser.js';

describe('the closing line', () => {
  it.each([
    ['===== 1 failed, 2 passed in 0.12s =====', { failed: 1, passed: 2 }],
    ['1 failed, 2 passed in 0.12s', { failed: 1, passed: 2 }],
    ['=== 2 passed in 0.12 seconds ===', { passed: 2 }],
    ['3 passed in 63.12s (0:01:03)', { passed: 3 }],
    ['1 error in 0.1s', { errors: 1 }],
    ['2 errors in 0.1s', { errors: 2 }],
    ['1 failed, 1 error in 0.1s', { failed: 1, errors: 1 }],
    ['no tests ran in 0.01s', { ran: 0 }],
    ['=== no tests ran in 0.01s ===', { ran: 0 }],
    ['no tests collected (3 deselected) in 0.01s', { ran: 0, deselected: 1 }],
    ['no tests collected in 0.01s', { ran: 0 }],
    ['3 deselected in 0.01s', { ran: 0, deselected: 3 }],
    ['1 skipped in 0.01s', { skipped: 1 }],
    ['2/3 tests collected (1 deselected) in 0.01s', { tests: 2, deselected: 1 }],
    ['1 warning in 0.01s', { ran: 0, warning: 1 }],
    ['1 xfailed, 2 xpassed, 3 rerun in 1.5s', { xfailed: 1, xpassed: 2, rerun: 3 }],
  ])('%s', (text, counts) => {
    expect(tally(text)).toEqual(counts);
  });
  it.each([
    '1 apple in 0.1s',
    '1 failed',
    '1 failed in a while',
    'see 1 failed in 0.1s',
    'no tests ran',
    'it had no tests ran in 0.01s',
    '',
  ])('is not %j', (text) => {
    expect(tally(text)).toBeUndefined();
  });
  it.each([
    ['....', true],
    ['..sxX.', true],
    ['....      [ 50%]', true],
    ['.... [100%]', true],
    ['..F.', false],
    ['', false],
    ['.... 50%', false],
    ['a ....', false],
  ])('%j shows tests that ended well: %s', (text, is) => {
    expect(isProgress(text)).toBe(is);
  });
});

it.each([
  ['=== FAILURES ===', 'FAILURES'],
  ['= ERRORS =', 'ERRORS'],
  ['=== short test summary info ===', 'summary'],
  ['=== PASSES ===', 'known'],
  ['=== warnings summary (final) ===', 'known'],
  ['=== slowest 3 durations ===', 'known'],
  ['=== tests coverage ===', 'known'],
  ['=== my plugin ===', 'other'],
  ['=== FAILURES of mine ===', 'other'],
  ['=== 1 failed in 0.1s ===', undefined],
  ['======', undefined],
  ['=== FAILURES', undefined],
  [' === FAILURES ===', undefined],
  ['FAILURES', undefined],
])('%j opens the part %s', (text, section) => {
  expect(sectionOf(text)).toBe(section);
});

describe('a line of the short summary', () => {
  const of = (text: string) => {
    const short = shortSummary(text);
    return short && [short.verdict, short.nodeid, short.message];
  };
  it.each([
    ['FAILED tests/test_a.py::test_b - assert 1 == 2', ['FAILED', 'tests/test_a.py::test_b', 'assert 1 == 2']],
    ['FAIL tests/test_a.py::test_b', ['FAIL', 'tests/test_a.py::test_b', '']],
    ['ERROR tests/test_a.py', ['ERROR', 'tests/test_a.py', '']],
    ['ERROR tests/test_a.py - Odd: x', ['ERROR', 'tests/test_a.py', 'Odd: x']],
    ['FAILED a.py::b[x - y] - z - w', ['FAILED', 'a.py::b[x - y]', 'z - w']],
    ['FAILED a.py::b[[x] - y] - z', ['FAILED', 'a.py::b[[x] - y]', 'z']],
    ['FAILED a.py::b] - z', ['FAILED', 'a.py::b]', 'z']],
    ['FAILED a.py::T::()::b - z', ['FAILED', 'a.py::T::b', 'z']],
    ['SUBFAIL a.py::b - z', ['SUBFAIL', 'a.py::b', 'z']],
    ['SUBFAILED(i=1) a.py::b - z', ['SUBFAILED', 'a.py::b', 'z']],
    ['SUBFAILED[x] a.py::b', ['SUBFAILED', 'a.py::b', '']],
    ['FAILED tests\\a', ['FAILED', 'tests\\a', '']],
  ])('%s', (text, short) => {
    expect(of(text)).toEqual(short);
  });
  it.each(['FAILED to connect', 'FAILED', 'PASSED a.py::b', 'x FAILED a.py::b', 'FAILURE a.py::b', 'FAILEDa.py::b'])(
    'is not %j',
    (text) => {
      expect(of(text)).toBeUndefined();
    },
  );
});

it.each([
  ['a.py::b FAILED', 'a.py::b'],
  ['a.py::b FAILED [ 10%]', 'a.py::b'],
  ['a.py::b ERROR              [100%]', 'a.py::b'],
  ['a.py::b[x y] FAILED', 'a.py::b[x y]'],
  ['a.py::b <- c.py FAILED', 'a.py::b'],
  ['[gw0] [ 33%] FAILED a.py::b ', 'a.py::b'],
  ['[ 33%] ERROR a.py::b', 'a.py::b'],
  ['a.py::b FAILED again', undefined],
  ['a.py::b PASSED', undefined],
  ['see a.py::b FAILED', undefined],
  ['[gw0] FAILED a.py::b', undefined],
  ['x [gw0] [ 33%] FAILED a.py::b', undefined],
])('%j tells that %s failed', (text, id) => {
  expect(progressFailure(text)).toBe(id);
});

it.each([
  ['FAIL Required test coverage of 90% not reached. Total coverage: 80%', true],
  ['ERROR: Coverage failure: total of 80 is less than fail-under=90', true],
  ['Coverage failure: total of 80 is less than fail-under=90', true],
  ['Required test coverage of 90% not reached', true],
  ['Required test coverage of 90% reached', false],
  ['see Required test coverage of 90% not reached', false],
])('%s: too little is covered: %s', (text, is) => {
  expect(isCoverageFailure(text)).toBe(is);
});

describe('lines of a block', () => {
  it.each([
    ['/app/a.py:5: assert 1', { title: '/app/a.py:5', message: 'assert 1' }],
    ['C:\\a.py:5: x', { title: 'C:\\a.py:5', message: 'x' }],
    ['a.py:x: y', undefined],
    [' a.py:5: y', undefined],
    ['a.py:5:', undefined],
    ['a.c:5: y', undefined],
  ])('%j in one line', (text, style) => {
    expect(lineStyle(text)).toEqual(style);
  });
  it.each([
    ['a.py:5: AssertionError', true],
    ['C:\\a b.py:5: x.MyException', true],
    ['a.py:5: Failed', true],
    ['a.py:5: Exception', true],
    ['a.py:5: AssertionError: x', false],
    ['a.py:5: AssertionErrors', false],
    ['a.py:5: in f', false],
    [' a.py:5: AssertionError', false],
    ['a.py:12345678: AssertionError', false],
  ])('%j closes one: %s', (text, is) => {
    expect(isClosing(text)).toBe(is);
  });
  it.each([
    ['a.py:5: in test_b', 'test_b'],
    ['a.py:5: in <module>', '<module>'],
    ['a.py:5: in', undefined],
    ['a.py:5: in a b', undefined],
    [' a.py:5: in b', undefined],
  ])('%j is a frame of %s', (text, name) => {
    expect(shortFrame(text)).toBe(name);
  });
  it.each([
    ['', true],
    ['    x', true],
    ['>   x', true],
    ['E   x', true],
    ['_ _ _', true],
    ['a = 1', true],
    ['a.py:3: x', true],
    ['Ex', false],
    ['a=1', false],
    ['x', false],
  ])('%j can stand in one: %s', (text, is) => {
    expect(isOfBlock(text)).toBe(is);
  });
  it.each([
    ['___ ERROR at setup of test_b ___', true],
    ['_____ ERROR at teardown of test_b[x y] _____', true],
    ['___ ERROR collecting a.py ___', true],
    ['__ ERROR at setup of b __', false],
    ['___ ERROR at setup of  ___', false],
    ['___ test_b ___', false],
    ['x ___ ERROR at setup of b ___', false],
  ])('%j is a title that only pytest writes: %s', (text, is) => {
    expect(isErrorTitle(text)).toBe(is);
  });
  const numbers = (lines: readonly { number: number }[]) => lines.map(({ number }) => number);
  const lines = (...texts: string[]) => texts.map((text, at) => makeLine(at + 1, text, false));
  it('without a title begin below what another tool said', () => {
    expect(numbers(withoutForeign(lines('x', '    a', 'E   b', 'y')))).toEqual([2, 3, 4]);
    expect(numbers(withoutForeign(lines('    a', 'E   b')))).toEqual([1, 2]);
    expect(numbers(withoutForeign(lines('    a', 'E  b')))).toEqual([]);
  });
  it('show the function of their test', () => {
    expect(shownTest(lines('    def test_a():', '    def test_b():', '    def other():'))).toBe('test_b');
    expect(shownTest(lines('  async def test_a():'))).toBe('test_a');
    expect(shownTest(lines('def test_a():', '    def tes():', '    def test_a()'.slice(0, -2)))).toBeUndefined();
  });
});

it.each([
  ['a.py', 'a.py', true],
  ['x/a.py', 'a.py', true],
  ['a.py', 'x/a.py', true],
  ['xa.py', 'a.py', false],
  ['x/a.py', 'y/a.py', false],
])('%s and %s may be one file: %s', (one, other, is) => {
  expect(isSameFile(one, other)).toBe(is);
});

it.each([
  [' TestX.test_y[a] ', 'TestX.test_y[a]'],
  [' test_y', 'test_y'],
  [' ERROR at setup of test_y ', 'ERROR at setup of test_y'],
  ['test_y', undefined],
  ['  test_y', undefined],
  [' a b', undefined],
  [' test_y  ', undefined],
])('%j is the title %s', (text, title) => {
  expect(bareTitle(text)).toBe(title);
});

describe('pytest that was called wrongly', () => {
  const told = (text: string) =>
    runParser(pytestUsage, text).failures.map(({ message, lines, key, code }) => [message, lines.length, key, code]);
  it.each([
    [
      'ERROR: usage: pytest [options]\npytest: error: unrecognized arguments: --x\n  inifile: None\n  rootdir: /a\nnext',
      [['unrecognized arguments: --x', 4, [2], '4']],
    ],
    ['ERROR: usage: __main__.py [options]\n__main__.py: error: x', [['x', 2, [2], '4']]],
    ['ERROR: usage: kiln [options]', []],
    ['ERROR: file or directory not found: tests/x', [['file or directory not found: tests/x', 1, [1], '4']]],
    ['ERROR: not found: /a/b.py::c\n(no name x in any of y)', [['not found: /a/b.py::c', 2, [1, 2], '4']]],
    ['ERROR: not found: it', []],
    ['ERROR: found no collectors for a.py', [['found no collectors for a.py', 1, [1], '4']]],
    ['ERROR: Unknown config option: x', [['Unknown config option: x', 1, [1], '4']]],
    ['ERROR: /a/tox.ini:3: odd', [['/a/tox.ini:3: odd', 1, [1], '4']]],
    ['ERROR: pyproject.toml: odd', [['pyproject.toml: odd', 1, [1], '4']]],
    ['ERROR: a b.ini: odd', []],
    ['an ERROR: file or directory not found: x', []],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
  it('says it in ten lines at most', () => {
    expect(told(`ERROR: file or directory not found: x\n${'  rootdir: /a\n'.repeat(20)}`)[0]?.[1]).toBe(9);
  });
});

describe('the table of durations', () => {
  const told = (text: string) =>
    runParser(pytestDurations, text).failures.map(({ role, name, message, facts, key, lines }) => [
      role,
      name,
      message,
      facts['listedSeconds'],
      key,
      lines.length,
    ]);
  const ROWS = ['1.50s call     a.py::b', '0.25s setup    a.py::b', '0.10s teardown a.py::c'];
  it('is a cause where the file begins with it', () => {
    expect(told(['=== slowest 3 durations ===', ...ROWS, 'x'].join('\n'))).toEqual([
      ['cause', 'a.py::b', 'a.py::b took 1.5 s (call)', 1.85, [2, 3, 4], 4],
    ]);
    expect(told(['', '', '', '', 'slowest durations', ...ROWS].join('\n'))[0]?.[0]).toBe('cause');
    expect(told(['', '', '', '', '', 'slowest durations', ...ROWS].join('\n'))[0]?.[0]).toBe('aside');
    expect(told(['x', 'slowest test durations', ...ROWS].join('\n'))[0]?.[0]).toBe('aside');
  });
  it('is nothing without rows, or with other words', () => {
    expect(told('=== slowest 3 durations ===\nx')).toEqual([]);
    expect(told(['=== slowest things ===', ...ROWS].join('\n'))).toEqual([]);
    expect(told(['slowest durations', '1.5s call     a.py::b'].join('\n'))).toEqual([]);
    expect(told(['slowest durations', '1.50s call a.py::b', '1.50s other a.py::b'].join('\n'))[0]?.[5]).toBe(2);
  });
  it('is proven by five rows', () => {
    expect(told(['slowest durations', ...Array(9).fill(ROWS[0])].join('\n'))[0]?.[4]).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('ends without a report', () => {
  it('an internal error goes on while its mark does', () => {
    const text = [
      'INTERNALERROR> Traceback (most recent call last):',
      'INTERNALERROR>   File "/srv/a.py", line 3, in f',
      'INTERNALERROR>     x',
      'INTERNALERROR> KeyError: 1',
      'x',
      'INTERNALERROR> again',
    ].join('\n');
    expect(
      runParser(pytestInternal, text).failures.map(({ code, message, lines }) => [code, message, lines.length]),
    ).toEqual([
      ['KeyError', 'KeyError: 1', 4],
      ['3', 'again', 1],
    ]);
    expect(runParser(pytestInternal, 'x INTERNALERROR> y').failures).toEqual([]);
  });

  it('a dump of a time-out tells the test and the place in its main thread', () => {
    const dump = (thread: string) =>
      [
        '+++ Timeout +++',
        `~~~ Stack of ${thread} (1) ~~~`,
        '  File "/usr/lib/python3.12/threading.py", line 3, in run',
        '  File "tests/test_a.py", line 7, in test_b',
        '    x()',
        '  File "src/a.py", line 9, in x',
        '+++ Timeout +++',
        'y',
      ].join('\n');
    expect(runParser(pytestTimeout, dump('MainThread')).failures[0]).toMatchObject({
      name: 'tests/test_a.py::test_b',
      code: 'Timeout',
      location: { file: 'src/a.py', line: 9 },
      lines: { length: 7 },
      key: [1, 4, 6],
    });
    expect(runParser(pytestTimeout, dump('Thread-1')).failures[0]).not.toHaveProperty('name');
    expect(runParser(pytestTimeout, 'tests/test_a.py ..+++ Timeout +++\n+++ Timeout +++').failures).toHaveLength(1);
    expect(runParser(pytestTimeout, 'x ++ Timeout ++ y').failures).toEqual([]);
  });

  it('a conftest that cannot be imported', () => {
    const text = [
      "ImportError while loading conftest '/a/conftest.py'.",
      'conftest.py:1: in <module>',
      '    import x',
      "E   ModuleNotFoundError: No module named 'x'",
      'next',
    ].join('\n');
    expect(runParser(pytestConftest, text).failures[0]).toMatchObject({
      kind: 'collection',
      name: '/a/conftest.py',
      lines: { length: 4 },
    });
    const below = ['___ ERROR collecting a.py ___', "ImportError while importing test module '/a.py'.", 'E   x'].join(
      '\n',
    );
    expect(runParser(pytestConftest, below).failures).toEqual([]);
    expect(runParser(pytestConftest, `x\n${below.split('\n').slice(1).join('\n')}`).failures).toHaveLength(1);
  });
});
