import { describe, expect, it } from 'vitest';
import { sum, testCounts } from '../../../src/core/classify/test-counts.js';
import type { Tally } from '../../../src/core/domain/tests.js';

const counted = (by: Tally['by'], passed: number, failed: number, skipped = 0, over: Partial<Tally> = {}): Tally => ({
  by,
  passed,
  failed,
  skipped,
  ...over,
});
const all = (tallies: readonly Tally[], unloaded = 0) => {
  const counts = testCounts(tallies, unloaded);
  return counts === undefined ? undefined : [counts.passed, counts.failed, counts.skipped];
};

describe('the tests of a run', () => {
  it.each<[what: string, tallies: readonly Tally[], counts: readonly number[] | undefined]>([
    ['none', [], undefined],
    ['that nobody ran', [counted('log', 0, 0)], undefined],
    ['that were all skipped', [counted('log', 0, 0, 3)], [0, 0, 3]],
    ['of one report', [counted('report', 2, 1)], [2, 1, 0]],
    ['of a report and the line that counts the same', [counted('report', 2, 1, 1), counted('log', 2, 1, 1)], [2, 1, 1]],
    ['of a report and a line that counts others', [counted('report', 2, 1), counted('log', 2, 2)], [4, 3, 0]],
    ['of a report and a line that skips others', [counted('report', 2, 1), counted('log', 2, 1, 1)], [4, 2, 1]],
    [
      'of two reports and the line that counts both',
      [counted('report', 2, 1), counted('report', 3, 0), counted('log', 5, 1)],
      [5, 1, 0],
    ],
    [
      'of two reports and the lines that count each',
      [counted('report', 2, 1), counted('report', 3, 0), counted('log', 3, 0), counted('log', 2, 1)],
      [5, 1, 0],
    ],
    [
      'of one report and the lines that count it together',
      [counted('report', 5, 1), counted('log', 3, 0), counted('log', 2, 1)],
      [5, 1, 0],
    ],
    ['of two lines', [counted('log', 3, 0), counted('log', 3, 0)], [6, 0, 0]],
    ['that a line takes back', [counted('log', 5, 0), counted('log', -2, 2)], [3, 2, 0]],
    ['of which a line takes back more than there are', [counted('log', 1, 0), counted('log', -2, 2)], [0, 2, 0]],
  ])('%s', (_, tallies, counts) => {
    expect(all(tallies)).toEqual(counts);
  });

  it('are not the files that could not be loaded, as far as a tool may have counted them', () => {
    const perhaps = (perhapsFiles: number) => [counted('log', 3, 4, 0, { perhapsFiles })];
    expect(all(perhaps(4), 2)).toEqual([3, 2, 0]);
    expect(all(perhaps(1), 2)).toEqual([3, 3, 0]);
    expect(all(perhaps(9), 9)).toEqual([3, 0, 0]);
    expect(all([counted('log', 3, 4)], 2)).toEqual([3, 4, 0]);
    expect(all([counted('log', 0, 2, 0, { perhapsFiles: 2 })], 2)).toBeUndefined();
  });
});

describe('counts together', () => {
  it('take as long as those that say it, to the thousandth', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([])).toBeUndefined();
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(sum([{ ...one, seconds: 0.1 }, { ...one, seconds: 0.2 }, one])).toMatchObject({ seconds: 0.3 });
    expect(sum([{ ...one, seconds: 1.23456 }])).toMatchObject({ seconds: 1.235 });
    expect(sum([{ ...one, seconds: 0 }])).toMatchObject({ seconds: 0 });
  });
});
