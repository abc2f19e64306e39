import { describe, expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { libtest } from '../../../src/knowledge/rust/test/libtest.js';
import { nextest } from '../../../src/knowledge/rust/test/nextest.js';
import { testOutput } from '../../../src/knowledge/rust/test/test-output.js';
import { findings } from './rust-log.js';

const lib = (...lines: string[]) => findings(libtest, lines.join('\n'));
const told = (...lines: string[]) =>
  lib(...lines).failures.map(({ name, code, role, kind }) => `${kind} ${name ?? '-'} ${code ?? '-'} ${role}`);
const recovered = (...lines: string[]) => lib(...lines).recoveries.map(({ name }) => name);
const PANIC = ["thread 'a' panicked at src/a.rs:1:1:", 'explicit panic'];

describe('what libtest says', () => {
  it.each<[what: string, lines: string[], expected: string[]]>([
    [
      'a section with a panic',
      [
        'running 1 test',
        'test a ... FAILED',
        '',
        'failures:',
        '',
        '---- a stdout ----',
        ...PANIC,
        '',
        'failures:',
        '    a',
        '',
        'test result: FAILED. 0 passed; 1 failed',
      ],
      ['test a panic cause'],
    ],
    [
      'a test without a section',
      ['running 1 test', 'test a ... FAILED', 'test result: FAILED. 0 passed; 1 failed'],
      ['test a - wrapper'],
    ],
    ['a doc-test', ['test src/a.rs - b (line 3) ... FAILED'], ['test src/a.rs - b (line 3) - wrapper']],
    ['a mode behind the name', ['test a - should panic ... FAILED'], ['test a - wrapper']],
    ['a time behind the word', ['test a ... FAILED (0.01s)'], ['test a - wrapper']],
    ['small letters', ['running 1 test', 'test a ... failed'], ['test a - wrapper']],
    ['another word', ['running 1 test', 'test a ... FAILEDLY'], []],
    ['a test that passed', ['running 1 test', 'test a ... ok'], []],
    [
      'a test of the second list only',
      [
        'running 1 test',
        '---- a stdout ----',
        'x',
        'failures:',
        '    a',
        '    b',
        '   c',
        '     d',
        'test result: FAILED.',
      ],
      ['test a output cause', 'test b - wrapper'],
    ],
    ['a result alone', ['test result: FAILED. 0 passed; 1 failed'], ['session - - wrapper']],
    ['a good result', ['running 1 test', 'test result: ok. 1 passed; 0 failed'], []],
    [
      'a test that hangs, of a run without a result',
      ['running 1 test', 'test a has been running for over 60 seconds'],
      ['test a hang cause'],
    ],
    [
      'a test that took long',
      ['running 1 test', 'test a has been running for over 60 seconds', 'test result: ok. 1 passed'],
      [],
    ],
    [
      'a test that took long and passed',
      ['running 1 test', 'test a has been running for over 60 seconds', 'test a ... ok'],
      [],
    ],
    [
      'two streams of one test',
      ['running 1 test', '---- a stdout ----', 'x', '---- a stderr ----', ...PANIC, 'failures:'],
      ['test a panic cause'],
    ],
    [
      'two sections',
      ['running 1 test', '---- a stdout ----', 'x', '---- b stdout ----', 'y', 'failures:'],
      ['test a output cause', 'test b output cause'],
    ],
    ['an empty section', ['running 1 test', '---- a stdout ----', 'failures:'], ['test a - wrapper']],
    ['a section of any program', ['---- end stdout ----', 'x'], []],
    ['a section of any program with a panic', ['---- end stdout ----', ...PANIC], ['test end panic cause']],
    [
      'a section of a test that passed',
      ['running 1 test', 'test a ... ok', '---- a stdout ----', 'x', 'failures:'],
      [],
    ],
    [
      'sections of tests that passed',
      ['running 1 test', 'successes:', '---- a stdout ----', 'x', 'successes:', '    a', 'test result: ok.'],
      [],
    ],
    [
      'the end by cargo',
      ['running 1 test', 'test a ... FAILED', 'error: test failed, to rerun pass `--lib`', 'test b ... FAILED'],
      ['test a - wrapper', 'test b - wrapper'],
    ],
    ['the end by a step', ['running 1 test', '---- a stdout ----', 'x', '##[error]y', 'z'], ['test a output cause']],
  ])('%s', (_, lines, expected) => {
    expect(told(...lines)).toEqual(expected);
  });

  it('reads no run of other words', () => {
    for (const line of [
      'running 1 tests now',
      'running x tests',
      'a running 1 test',
      '--- a stdout ----',
      '---- a stdout ---',
      '---- a stdin ----',
      'test a... FAILED',
      'a test b ... FAILED',
      'test result: failed',
    ])
      expect([line, told(line, 'test result: FAILED.').length]).toEqual([line, 1]);
  });

  it('takes a panic back where its test passed, or all did', () => {
    const panic = "thread 'a' panicked at src/a.rs:1:1:";
    expect(recovered('running 1 test', panic, 'test a ... ok', 'test result: ok. 1 passed')).toEqual(['a']);
    expect(recovered('running 1 test', panic, 'test result: ok. 1 passed')).toEqual(['a']);
    expect(recovered('running 2 tests', panic, 'test a ... ok', 'test b ... FAILED', 'test result: FAILED.')).toEqual([
      'a',
    ]);
    expect(recovered('running 2 tests', panic, 'test a ... FAILED', 'test result: FAILED.')).toEqual([]);
    expect(recovered('running 1 test', panic, 'test a ... ok')).toEqual([]);
    expect(lib('x', 'running 1 test', panic, 'test result: ok.').recoveries).toEqual([
      { tool: 'rust', name: 'a', line: 4, since: 2 },
    ]);
  });

  it('names a doc-test by its place and item', () => {
    const doc = (name: string, ...output: string[]) =>
      lib('running 1 test', `---- ${name} stdout ----`, ...output, 'failures:').failures[0];
    expect(doc('src/a.rs - m::b (line 3)', 'x')).toMatchObject({
      location: { file: 'src/a.rs', line: 3 },
      facts: { doctest: 'yes', item: 'm::b' },
    });
    expect(doc('README.md - (line 3) - compile fail', 'x')?.facts).toEqual({ doctest: 'yes' });
    expect(doc('src/a.c - m::b (line 3)', 'x')?.facts).toEqual({ test: 'src/a.c - m::b (line 3)' });
    expect(doc('src/a.rs - b (line 3)', ...PANIC)?.location).toEqual({ file: 'src/a.rs', line: 1, column: 1 });
    expect(doc('src/a.rs - b (line 3)', 'error: cold', "Couldn't compile the test.")).toMatchObject({
      code: 'compile',
      location: { line: 3 },
    });
  });
});

describe('what a failed test printed', () => {
  const output = (...texts: string[]) => {
    const read = testOutput(texts.map((text, at) => makeLine(at + 1, text, false)));
    return read && [read.code, read.message, read.key];
  };
  it.each<[string[], unknown]>([
    [[], undefined],
    [['', ' '], undefined],
    [
      ['', ' x '],
      ['output', 'x', [2]],
    ],
    [
      ['x', 'Error: Odd'],
      ['error', 'Error: Odd', [2]],
    ],
    [['  Error: Odd'], ['error', 'Error: Odd', [1]]],
    [['an Error: Odd'], ['output', 'an Error: Odd', [1]]],
    [
      ['x', ...PANIC, 'y'],
      ['panic', 'explicit panic', [2, 3]],
    ],
    [
      ['x', 'error[E0001]: cold', "Couldn't compile the test."],
      ['compile', 'cold', [2]],
    ],
    [["Couldn't compile the test."], ['compile', "Couldn't compile the test.", [1]]],
    [
      ["Test compiled successfully, but it's marked `compile_fail`."],
      ['compile', "Test compiled successfully, but it's marked `compile_fail`.", [1]],
    ],
    [['warning: x'], ['output', 'warning: x', [1]]],
    [
      ['note: test did not panic as expected at src/a.rs:3:4'],
      ['should-panic', 'test did not panic as expected at src/a.rs:3:4', [1]],
    ],
    [
      ['note: panic did not contain expected string', '      panic message: `"a"`,', ' expected substring: `"b"`', 'x'],
      [
        'should-panic',
        'panic did not contain expected string\npanic message: `"a"`,\nexpected substring: `"b"`',
        [1, 2, 3],
      ],
    ],
    [
      ['note: panic did not contain expected string', '1', '2', '3', '4', ' panic message: x'],
      ['should-panic', 'panic did not contain expected string', [1]],
    ],
    [
      ['note: panic did not contain expected string', '1', '2', '3', ' panic message: x'],
      ['should-panic', 'panic did not contain expected string\npanic message: x', [1, 5]],
    ],
  ])('%j', (texts, expected) => {
    expect(output(...texts)).toEqual(expected);
  });
  it('is quoted in eight lines', () => {
    expect((output(PANIC[0]!, ...Array.from({ length: 20 }, (_, at) => `x${at}`)) as unknown[])[2]).toHaveLength(8);
  });
  it('has the place of its note, else of its panic', () => {
    const place = (...texts: string[]) => testOutput(texts.map((text, at) => makeLine(at + 1, text, false)))?.location;
    expect(place('note: test did not panic as expected at src/a.rs:3:4')).toMatchObject({ file: 'src/a.rs', line: 3 });
    expect(place(...PANIC, 'note: panic did not contain expected string')).toMatchObject({ file: 'src/a.rs', line: 1 });
  });
});

describe('what nextest says', () => {
  const next = (...lines: string[]) => findings(nextest, lines.join('\n'));
  const said = (...lines: string[]) =>
    next(...lines).failures.map(({ name, code, role, kind, message, lines: all }) => [
      `${kind} ${name ?? '-'} ${code ?? '-'} ${role}`,
      message,
      all.length,
    ]);
  const FAIL = '        FAIL [   0.030s] ledger a';
  const OUT = '──── STDERR:             ledger a';

  it.each<[what: string, lines: string[], expected: unknown[]]>([
    ['a test without output', [FAIL], [['test a output cause', 'a failed', 1]]],
    ['a test with a panic', [FAIL, OUT, ...PANIC], [['test a panic cause', 'explicit panic', 4]]],
    ['its output in the newer form', [FAIL, '  stderr ───', ...PANIC], [['test a panic cause', 'explicit panic', 4]]],
    ['lines that are no output', [FAIL, 'x', ...PANIC], [['test a output cause', 'a failed', 1]]],
    ['output up to a bar', [FAIL, OUT, 'x', '────────────', 'y'], [['test a output cause', 'x', 3]]],
    ['a test that timed out', ['     TIMEOUT [   0.030s] ledger a'], [['test a timeout cause', 'TIMEOUT a', 1]]],
    ['a test that a signal ended', ['     SIGSEGV [   0.030s] ledger a'], [['signal a SIGSEGV cause', 'SIGSEGV a', 1]]],
    ['a test that aborted', ['       ABORT [   0.030s] ledger a'], [['signal a SIGABRT cause', 'ABORT a', 1]]],
    [
      'a test that aborted and said why',
      ['     SIGABRT [   0.030s] ledger a', OUT, ...PANIC],
      [['signal a SIGABRT cause', 'explicit panic', 4]],
    ],
    [
      'a test that overflowed its stack',
      ['     SIGABRT [   0.030s] ledger a', OUT, "thread 'a' has overflowed its stack"],
      [['signal a stack-overflow cause', 'SIGABRT a', 3]],
    ],
    ['a test that passed on a retry', ['  TRY 1 FAIL [   0.030s] ledger a', '  TRY 2 PASS [   0.030s] ledger a'], []],
    [
      'a test that is slow to the end',
      ['        SLOW [> 60.000s] ledger a'],
      [['test a hang cause', 'a was still running after 60 s', 1]],
    ],
    [
      'a slow test of a run that ended',
      ['        SLOW [> 60.000s] ledger a', '     Summary [ 60.000s] 1 test run'],
      [],
    ],
    ['a slow test that failed', ['        SLOW [> 60.000s] ledger a', FAIL], [['test a output cause', 'a failed', 1]]],
    ['no tests', ['error: no tests to run'], [['session - no-tests cause', 'no tests to run', 1]]],
    ['the end alone', ['error: test run failed'], [['session - - wrapper', 'test run failed', 1]]],
    ['the end behind a failure', [FAIL, 'error: test run failed'], [['test a output cause', 'a failed', 1]]],
    [
      'the list behind the summary',
      [FAIL, OUT, ...PANIC, '     Summary [   0.1s] 1 test run', FAIL],
      [['test a panic cause', 'explicit panic', 4]],
    ],
    [
      'output only behind the summary',
      [FAIL, '     Summary [   0.1s] 1 test run', FAIL, OUT, ...PANIC],
      [['test a panic cause', 'explicit panic', 4]],
    ],
    [
      'two binaries',
      [FAIL, '        FAIL [   0.030s] other a'],
      [
        ['test a output cause', 'a failed', 1],
        ['test a output cause', 'a failed', 1],
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(said(...lines)).toEqual(expected);
  });

  it('takes a panic of a test that passed back', () => {
    const lines = [
      FAIL,
      '        PASS [   0.030s] ledger b',
      "thread 'b' panicked at src/a.rs:1:1:",
      "thread 'c' panicked at src/a.rs:1:1:",
    ];
    expect(next(...lines, 'error: test run failed').recoveries).toEqual([{ tool: 'rust', name: 'b', line: 5 }]);
    expect(next(...lines, '     Summary [   0.1s] 1 test run').recoveries).toEqual([
      { tool: 'rust', name: 'b', line: 5 },
    ]);
    expect(next(...lines).recoveries).toEqual([]);
  });
});
