import { expect, it } from 'vitest';
import { LAST_LEVEL, shrink } from '../../../../src/world/github/contributions/shrink.js';
import { contribution, unknown } from './crowd.js';

/** A job with so many known and unknown failures, each with its evidence, and so many sources. */
const full = (known: number, unknowns: number, sources = 0) => {
  const { report, ...rest } = contribution('test');
  return {
    ...rest,
    report: {
      ...report,
      diagnoses: Array.from({ length: known }, (_, index) => ({
        pattern: `a/${index}`,
        failures: [],
        evidence: [],
        explains: [],
        alternatives: [],
      })),
      unknown: Array.from({ length: unknowns }, (_, index) => unknown(`u${index}`)),
      sources: Array.from({ length: sources }, (_, index) => ({
        name: `${index}.log`,
        notes: index === sources - 1 ? ['cut'] : [],
      })),
    },
  } as unknown as ReturnType<typeof contribution>;
};
const told = ({ report, left }: ReturnType<typeof contribution>) => [
  report.diagnoses.length,
  report.unknown.length,
  left.findings,
];

it('known findings stay before unknown ones, and what goes is counted, of both', () => {
  expect(told(shrink(full(10, 10), 4))).toEqual([3, 0, 17]);
  expect(told(shrink(full(2, 10), 4))).toEqual([2, 1, 9]);
  expect(told(shrink(full(3, 0), 4))).toEqual([3, 0, 0]);
  expect(told(shrink(full(1, 2), LAST_LEVEL))).toEqual([0, 0, 3]);
});

it('what went before is counted on, and nothing comes back', () => {
  const once = shrink(full(10, 10), 4);
  expect(told(shrink(once, 5))).toEqual([1, 0, 19]);
  expect(shrink(once, 4)).toBe(once);
  expect(shrink(once, 3)).toBe(once);
});

it('of the sources those stay that have something to say', () => {
  const names = (level: number) => shrink(full(0, 1, 9), level).report.sources.map(({ name }) => name);
  expect(names(4)).toEqual(['8.log', '0.log']);
  expect(names(3)).toEqual(['8.log', '0.log', '1.log', '2.log', '3.log']);
  expect(names(LAST_LEVEL)).toEqual([]);
});
