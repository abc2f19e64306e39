import { describe, expect, it } from 'vitest';
import { testCounts } from '../../../src/core/classify/test-counts.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { tallyOf } from '../../../src/knowledge/ci/tally.js';

describe('the lines in which tools count their tests', () => {
  it.each([
    ['test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.50s', 3, 1, 2],
    ['     Summary [   0.110s] 4 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 3 skipped', 2, 2, 3],
    ['==== 2 failed, 4 passed, 1 skipped, 1 xfailed, 1 error in 0.21s ====', 5, 3, 1],
    ['Tests:       1 failed, 2 skipped, 3 passed, 6 total', 3, 1, 2],
    ['      Tests  1 failed | 3 passed | 1 skipped (5)', 3, 1, 1],
    ['9 examples, 7 failures, 1 pending', 1, 7, 1],
    ['6 runs, 4 assertions, 3 failures, 1 errors, 1 skips', 1, 4, 1],
    ['[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1', 2, 2, 1],
    ['Failed!  - Failed:     1, Passed:     4, Skipped:     2, Total:     7, Duration: 20 ms', 4, 1, 2],
    ['FAILED (errors=1, failures=2, passes=1, skips=1, unexpected_successes=1)', -5, 4, 1],
    ['  2 tests failed', 0, 2, 0],
    ['2 of 9 tests failed (1 skipped)', 7, 2, 1],
    ['Totals: 5 passed, 2 failed, 1 skipped, 0 blacklisted, 12ms', 5, 2, 1],
    ['Unexpected Pass:    1   ', 0, 1, 0],
    ['75% tests passed, 2 tests failed out of 8', 6, 2, 0],
    ['# pass  3', 3, 0, 0],
    ['  Tests:    2 failed, 1 todo, 8 passed (31 assertions)', 8, 2, 1],
  ])('%s', (line, passed, failed, skipped) => {
    expect(tallyOf(line)).toMatchObject({ passed, failed, skipped });
  });

  it.each([
    '3 passed the exam in 2 hours',
    'Tests: see below',
    '[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in shop.FooTest',
  ])('no tally: %s', (line) => expect(tallyOf(line)).toBeUndefined());
});

it("counts Automake's tests by its summary alone: the log of their output says the same above it", () => {
  const above = ['====', 'Testsuite summary for kiln 1.0', '===='].map((text, at) => makeLine(at + 1, text, false));
  expect(tallyOf('# FAIL:  2', above)).toMatchObject({ failed: 2 });
  expect(tallyOf('# FAIL:  2', above.slice(2))).toBeUndefined();
});

describe('all tests of a run', () => {
  const log = { by: 'log', passed: 4, failed: 2, skipped: 0, seconds: 0.2 } as const;

  it('are counted once where a log and a report tell of the same ones', () => {
    expect(testCounts([log, { ...log, by: 'report', seconds: 0.1 }], 0)).toMatchObject({ passed: 4, failed: 2 });
    const halves = [1, 2].map(() => ({ by: 'report', passed: 2, failed: 1, skipped: 0 }) as const);
    expect(testCounts([log, ...halves], 0)).toMatchObject({ passed: 4, failed: 2 });
  });

  it('are added up where several tools count different ones, lines that only correct others included', () => {
    const ran = { by: 'log', passed: 5, failed: 0, skipped: 0 } as const;
    const wrong = { by: 'log', passed: -2, failed: 2, skipped: 0 } as const;
    expect(testCounts([ran, wrong, log], 0)).toEqual({ passed: 7, failed: 4, skipped: 0, seconds: 0.2 });
    expect(testCounts([], 0)).toBeUndefined();
  });

  it('leaves out the files that could not be loaded, which pytest counts as errors', () => {
    const log = tallyOf('=========== 2 failed, 3 passed, 4 errors in 1.20s ============');
    expect(log).toMatchObject({ failed: 6, passed: 3, perhapsFiles: 4 });
    if (log === undefined) return;
    // One of the four was a test whose fixture failed.
    expect(testCounts([log], 3)).toMatchObject({ passed: 3, failed: 3 });
    expect(testCounts([log, { ...log, by: 'report', perhapsFiles: 3 }], 3)).toMatchObject({ passed: 3, failed: 3 });
    // Jest counts no suite that could not be loaded.
    expect(testCounts([{ by: 'log', passed: 1, failed: 2, skipped: 0 }], 1)).toMatchObject({ failed: 2 });
    const broken = tallyOf('12 errors in 0.80s');
    expect(broken && testCounts([broken], 12)).toBeUndefined();
  });
});
