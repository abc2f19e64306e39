import { describe, expect, it } from 'vitest';
import type { Recognised } from '../../../src/core/classify/candidate.js';
import type { Ranked } from '../../../src/core/classify/rank.js';
import { bounded } from '../../../src/core/classify/together.js';
import { pattern } from './failures.js';

const [A, B] = [pattern('a/a', {}), pattern('a/b', {})];

/** Findings of a pattern or of none, each with one occurrence of its own name. */
const ranked = (count: number, of: typeof A | undefined, from = 0): Ranked[] =>
  Array.from({ length: count }, (_, at) => ({
    candidate: {
      fingerprint: `${of?.id ?? 'none'} ${from + at}`,
      ...(of && { pattern: of }),
      occurrences: [{ source: `${of?.id ?? 'none'} ${from + at}` } as unknown as Recognised],
    },
    folded: [],
  }));
const shown = (all: readonly Ranked[]) => {
  const { entries, together } = bounded(all);
  return { sizes: entries.map(({ candidate }) => candidate.occurrences.length), entries, together };
};

describe('more findings than can be told apart', () => {
  it('begin beyond 200 of those with a pattern, and 200 of those without', () => {
    const all = [...ranked(200, A), ...ranked(200, undefined)];
    expect(shown(all)).toMatchObject({ entries: all, together: 0 });
  });

  it('are one of their pattern, behind the 199 that matter most', () => {
    const { sizes, entries, together } = shown([...ranked(203, A), ...ranked(1, undefined)]);
    expect(sizes).toEqual([...Array(200).fill(1), 4]);
    expect(entries.slice(198, 200).map(({ candidate }) => candidate.fingerprint)).toEqual(['a/a 198', 'none 0']);
    expect(entries.at(-1)?.candidate.pattern).toBe(A);
    expect(entries.at(-1)?.candidate.occurrences.map(({ source }) => source)).toEqual(
      [199, 200, 201, 202].map((at) => `a/a ${at}`),
    );
    expect(together).toBe(4);
  });

  it('are one of each pattern, and one of those that nobody knows', () => {
    const all = [...ranked(199, A), ...ranked(2, B), ...ranked(1, A, 199), ...ranked(201, undefined)];
    const { sizes, entries, together } = shown(all);
    expect(sizes.slice(-3)).toEqual([2, 1, 2]);
    expect(entries.slice(-3).map(({ candidate }) => candidate.pattern?.id)).toEqual(['a/b', 'a/a', undefined]);
    expect(entries.at(-2)?.candidate.fingerprint).toBe('a/a 199');
    expect(together).toBe(4);
  });

  it('have the fingerprint of all of them, in whichever order they came, and what is folded under each', () => {
    const last = ranked(3, A, 200).map((each, at) => ({ ...each, folded: ranked(1, B, at).map((e) => e.candidate) }));
    const [one, other] = [last, [...last].reverse()].map((tail) => shown([...ranked(199, A), ...tail]).entries.at(-1));
    expect(one?.candidate.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(one?.candidate.fingerprint).toBe(other?.candidate.fingerprint);
    expect(one?.folded.map(({ fingerprint }) => fingerprint)).toEqual(['a/b 0', 'a/b 1', 'a/b 2']);
  });
});
