import { describe, expect, test } from 'vitest';
import { nextest } from '../../../src/knowledge/rust/test/nextest.js';
import { nextestStatus } from '../../../src/knowledge/rust/test/nextest-status.js';
import { findings, recorded } from './rust-log.js';

describe('status lines', () => {
  test.each([
    [
      '        FAIL [   0.005s] ledger tests::a',
      { status: 'FAIL', binary: 'ledger', test: 'tests::a', seconds: 0.005 },
    ],
    ['  TRY 2 ABRT [   0.154s] (2/9) ledger tests::aborts', { status: 'SIGABRT', attempt: 2, test: 'tests::aborts' }],
    ['   TRY 1 TMT [   2.011s] (───) ledger::it tests::slow', { status: 'TIMEOUT', binary: 'ledger::it' }],
    ['        SLOW [> 60.000s] ledger tests::slow', { status: 'SLOW', seconds: 60 }],
    ['   FLAKY 2/3 [   0.011s] (4/9) ledger::bin/x a', { status: 'FLAKY', test: 'a' }],
    ['     SIGSEGV [   0.040s] (1/2) ledger tests::w', { status: 'SIGSEGV' }],
  ])('%s', (text, expected) => {
    expect(nextestStatus(text)).toMatchObject(expected);
  });

  test.each([
    '     Summary [   4.500s] 9 tests run: 2 passed',
    'FAIL: something [1] else',
    '    Starting 4 tests across 1 binary',
  ])('%s is none', (text) => {
    expect(nextestStatus(text)).toBeUndefined();
  });
});

describe('recorded runs', () => {
  test('a failure with its panic', () => {
    expect(recorded(nextest, 'nextest/assertion')).toMatchObject([
      {
        kind: 'test',
        name: 'tests::rounds_up',
        code: 'panic',
        location: { file: 'src/lib.rs' },
        facts: { binary: 'ledger', left: '33', right: '34' },
      },
    ]);
  });

  test('signals, the stack, time limits', () => {
    expect(recorded(nextest, 'nextest/segfault')).toMatchObject([{ kind: 'signal', code: 'SIGSEGV' }]);
    expect(recorded(nextest, 'nextest/stack-overflow')).toMatchObject([{ kind: 'signal', code: 'stack-overflow' }]);
    expect(recorded(nextest, 'nextest/timeout')).toMatchObject([{ kind: 'test', code: 'timeout' }]);
  });

  test('attempts are one failure, and none when the last one passed', () => {
    expect(recorded(nextest, 'nextest/retried-fails')).toMatchObject([{ facts: { attempts: 3 } }]);
    expect(recorded(nextest, 'nextest/flaky-passes')).toEqual([]);
    expect(recorded(nextest, 'nextest/passes')).toEqual([]);
  });
});

describe('the older layout', () => {
  const log = [
    '    Starting 2 tests across 1 binaries',
    '        PASS [   0.004s] luhn::bin/luhn one',
    '        FAIL [   0.007s] luhn::bin/luhn two',
    '',
    '--- STDOUT:              luhn::bin/luhn two ---',
    '',
    'running 1 test',
    'test two ... FAILED',
    '',
    'failures:',
    '',
    'failures:',
    '    two',
    '',
    'test result: FAILED. 0 passed; 1 failed; 0 ignored',
    '',
    '--- STDERR:              luhn::bin/luhn two ---',
    "thread 'two' panicked at 'assertion failed: !luhn(\\\"0\\\")', src/main.rs:56:5",
    'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
    '',
    '   Canceling due to test failure: 0 tests still running',
    '------------',
    '     Summary [   0.008s] 2 tests run: 1 passed, 1 failed, 0 skipped',
    'error: test run failed',
  ].join('\n');

  test('the panic of the error stream is the message', () => {
    expect(findings(nextest, log).failures).toMatchObject([
      { name: 'two', code: 'panic', location: { file: 'src/main.rs', line: 56, column: 5 } },
    ]);
  });

  test('a failed run without a known test is a wrapper', () => {
    expect(findings(nextest, 'error: test run failed').failures).toMatchObject([{ role: 'wrapper', kind: 'session' }]);
  });
});
