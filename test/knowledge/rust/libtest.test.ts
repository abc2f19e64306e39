import { describe, expect, test } from 'vitest';
import { libtest } from '../../../src/knowledge/rust/test/libtest.js';
import { findings, keyLines, recorded } from './rust-log.js';

const failures = (text: string) => findings(libtest, text).failures;

describe('recorded runs', () => {
  test('each failed test with its panic, place and both sides', () => {
    expect(recorded(libtest, 'rust/assertion')).toMatchObject([
      {
        tool: 'libtest',
        kind: 'test',
        role: 'cause',
        name: 'tests::rounds_up',
        code: 'panic',
        message: 'assertion `left == right` failed: rest goes to the first\nleft: 33\nright: 34',
        location: { file: 'src/lib.rs' },
        facts: { left: '33', right: '34', test: 'tests::rounds_up' },
      },
    ]);
    expect(recorded(libtest, 'rust/assertion-old-format')).toMatchObject([
      { code: 'panic', location: { file: 'src/lib.rs', line: 11 }, facts: { left: '33', right: '34' } },
    ]);
  });

  test('with a backtrace the key stays on the panic', () => {
    const [failure] = recorded(libtest, 'rust/unwrap-err-backtrace');
    expect(keyLines(failure)).toHaveLength(2);
    expect(failure?.message).toContain('called `Result::unwrap()`');
  });

  test('should_panic that did not, or otherwise', () => {
    expect(recorded(libtest, 'rust/should-panic-did-not')).toMatchObject([
      { code: 'should-panic', message: expect.stringContaining('test did not panic as expected') },
    ]);
    expect(recorded(libtest, 'rust/should-panic-other-message')).toMatchObject([
      { code: 'should-panic', message: expect.stringContaining('panic did not contain expected string') },
    ]);
  });

  test('a test that returns an error', () => {
    expect(recorded(libtest, 'rust/test-returns-err')).toMatchObject([
      { code: 'error', message: 'Error: ParseIntError { kind: InvalidDigit }' },
    ]);
  });

  test('doc-tests: the place in the documentation, the item', () => {
    const [first, second] = recorded(libtest, 'rust/doctest-does-not-compile');
    expect(first).toMatchObject({
      code: 'compile',
      name: 'src/lib.rs - share (line 3)',
      location: { file: 'src/lib.rs', line: 3 },
      facts: { doctest: 'yes', item: 'share' },
    });
    expect(second).toMatchObject({
      code: 'compile',
      message: "Test compiled successfully, but it's marked `compile_fail`.",
    });
  });

  test('output let through: the test only wraps what it printed, passing panics are taken back', () => {
    expect(recorded(libtest, 'rust/assertion-nocapture')).toMatchObject([
      { role: 'wrapper', name: 'tests::rounds_up' },
    ]);
    const { failures: none } = findings(
      libtest,
      "running 1 test\n\nthread 'tests::p' panicked at src/lib.rs:1:1:\nboo\ntest tests::p - should panic ... ok\n\ntest result: ok. 1 passed; 0 failed;",
    );
    expect(none).toEqual([]);
  });

  test('a test that never ends', () => {
    expect(recorded(libtest, 'rust/test-hang')).toMatchObject([{ code: 'hang', name: 'tests::books_twice' }]);
  });

  test('passing runs say nothing', () => {
    expect(recorded(libtest, 'rust/tests-pass')).toEqual([]);
    expect(recorded(libtest, 'rust/tests-pass-nocapture')).toEqual([]);
  });
});

describe('variants', () => {
  test('slow, but it passed', () => {
    expect(
      failures(
        'running 1 test\ntest a has been running for over 60 seconds\ntest a ... ok\n\ntest result: ok. 1 passed; 0 failed',
      ),
    ).toEqual([]);
  });

  test('a cut log that begins in the middle', () => {
    expect(
      failures(
        "---- a::b stdout ----\nthread 'a::b' panicked at src/a.rs:1:2:\nboo\n\n\nfailures:\n    a::b\n\ntest result: FAILED. 0 passed; 1 failed",
      ),
    ).toMatchObject([{ name: 'a::b', message: 'boo' }]);
    expect(failures('test result: FAILED. 3 passed; 1 failed; 0 ignored')).toMatchObject([
      { role: 'wrapper', kind: 'session' },
    ]);
  });

  test('recoveries name only the threads that panicked', () => {
    const log =
      "running 2 tests\nthread '<unnamed>' panicked at src/lib.rs:1:1:\nboo\ntest a ... ok\ntest b ... ok\n\ntest result: ok. 2 passed; 0 failed";
    expect(findings(libtest, log).recoveries).toEqual([{ tool: 'rust', name: '<unnamed>', line: 7, since: 1 }]);
  });

  test('with --show-output passing tests have sections and are no failures', () => {
    const log =
      "running 2 tests\ntest good ... ok\ntest bad ... FAILED\n\nsuccesses:\n\n---- good stdout ----\nerror: printed\n\nsuccesses:\n    good\n\nfailures:\n\n---- bad stdout ----\nthread 'bad' panicked at src/lib.rs:1:1:\nboo\n\n\nfailures:\n    bad\n\ntest result: FAILED. 1 passed; 1 failed";
    expect(failures(log).map(({ name }) => name)).toEqual(['bad']);
  });

  test('a binary that died leaves its next neighbour alone', () => {
    const log = 'running 1 test\nerror: test failed, to rerun pass `--lib`';
    expect(failures(log)).toEqual([]);
  });
});
