import { expect, it } from 'vitest';
import { KnownMatches } from '../../../../src/core/classify/matching/known-matches.js';
import type { Failure } from '../../../../src/core/domain/failure.js';
import { failure, pattern } from '../failures.js';

const TEXT = 'Traceback (most recent call last):\nValueError: no such shop';

/** Matches one failure after the other, each in the line it begins with and the next one; counts how often that was asked for. */
function matched(...failures: readonly Failure[]) {
  const known = new KnownMatches();
  let asked = 0;
  const lines = failures.map((each) => {
    const [match] = known.of(each, () => {
      asked++;
      const first = each.lines[0]!.number;
      return [{ pattern: pattern('python/value', {}), lines: [first, first + 1], captures: {}, place: 'scope' }];
    });
    return match?.lines;
  });
  return { asked, lines };
}

it('recognises once what says the same elsewhere, and shows it where it stands', () => {
  expect(matched(failure(TEXT), failure(TEXT, { first: 70 }), failure(TEXT, { first: 3 }))).toEqual({
    asked: 1,
    lines: [
      [1, 2],
      [70, 71],
      [3, 4],
    ],
  });
});

it.each<[what: string, other: Failure]>([
  ['another word', failure(TEXT.replace('shop', 'stock'))],
  ['another fact', failure(TEXT, { facts: { exitCode: 137 } })],
  ['another code', failure(TEXT, { code: 'E1' })],
  ['another tool', failure(TEXT, { tool: 'pytest' })],
  [
    'lines further apart',
    { ...failure(TEXT), lines: failure(`${TEXT}`.replace('\n', '\n\n')).lines.filter(({ text }) => text !== '') },
  ],
])('but not what has %s', (_, other) => {
  expect(matched(failure(TEXT), other).asked).toBe(2);
});
