import { describe, expect, it } from 'vitest';
import type { Match } from '../../../../src/core/classify/match.js';
import { isFallback, winnersFirst } from '../../../../src/core/classify/matching/winners.js';
import type { Failure } from '../../../../src/core/domain/failure.js';
import type { Pattern } from '../../../../src/core/domain/pattern.js';
import { failure, pattern } from '../failures.js';

const words = (id: string, what: Parameters<typeof pattern>[2] = {}) => pattern(id, { all: ['some error'] }, what);
const match = (of: Pattern, lines: readonly number[] = [1]): Match => ({
  pattern: of,
  lines,
  captures: {},
  place: 'scope',
});
const order = (matches: readonly Match[], kind: Failure['kind'] = 'exception') =>
  winnersFirst(matches, failure('some error', { kind })).map(({ pattern: { id } }) => id);

describe('of patterns that match one failure', () => {
  it('words go before codes, codes before facts, facts before kinds, drafts last', () => {
    const all = [
      words('a/draft', { status: 'draft', severity: 'P0' }),
      pattern('a/none', {}),
      pattern('a/kind', {}, { when: { kinds: ['exception', 'test'] } }),
      pattern('a/fact', {}, { when: { facts: { x: '1' } } }),
      pattern('a/code', {}, { when: { codes: ['X', 'Y'] } }),
      pattern('a/code-and-fact', {}, { when: { codes: ['X'], facts: { x: '1' } } }),
      words('a/words'),
      pattern('a/one-of', { any: ['some error', 'another', 'third'] }, { when: { kinds: ['exception'] } }),
      pattern('a/two', { all: ['some error', 'at all'] }),
    ];
    expect(order(all.map((each) => match(each)))).toEqual([
      'a/two',
      'a/one-of',
      'a/words',
      'a/code-and-fact',
      'a/code',
      'a/fact',
      'a/kind',
      'a/draft',
      'a/none',
    ]);
  });

  it('the worse goes before the milder, then the first by its id', () => {
    const all = [words('a/c'), words('a/b'), words('a/d', { severity: 'P0' }), words('a/a', { severity: 'P2' })];
    expect(order(all.map((each) => match(each)))).toEqual(['a/d', 'a/b', 'a/c', 'a/a']);
    expect(order([...all].reverse().map((each) => match(each)))).toEqual(['a/d', 'a/b', 'a/c', 'a/a']);
  });

  it('one that yields to another is left out, each to each stays', () => {
    expect(order([match(words('a/a', { yieldsTo: ['a/b'] })), match(words('a/b'))])).toEqual(['a/b']);
    expect(order([match(words('a/a', { yieldsTo: ['b/*'] })), match(words('b/b'))])).toEqual(['b/b']);
    expect(order([match(words('a/a', { yieldsTo: ['c/*'] })), match(words('b/b'))])).toEqual(['a/a', 'b/b']);
    expect(order([match(words('a/a', { yieldsTo: ['a/b'] })), match(words('a/b', { yieldsTo: ['a/a'] }))])).toEqual([
      'a/a',
      'a/b',
    ]);
    expect(order([match(words('a/a', { yieldsTo: ['a/*'] }))])).toEqual(['a/a']);
  });

  it('words yield to no catch-all, a catch-all yields to words and to another catch-all', () => {
    const any = (id: string, yieldsTo: string[] = []) =>
      pattern(id, {}, { yieldsTo, when: { kinds: ['exception'], tools: ['python'] } });
    expect(order([match(words('a/a', { yieldsTo: ['b/*'] })), match(any('b/any'))])).toEqual(['a/a', 'b/any']);
    expect(order([match(any('a/any', ['b/*'])), match(words('b/b'))])).toEqual(['b/b']);
    expect(order([match(any('a/any', ['b/*'])), match(any('b/any'))])).toEqual(['b/any']);
  });

  it('on loose lines nothing milder speaks for another line than its own', () => {
    const [bad, mild] = [words('a/bad', { severity: 'P0', yieldsTo: ['a/mild'] }), words('a/mild', { severity: 'P2' })];
    expect(order([match(bad, [1]), match(mild, [7])], 'output')).toEqual(['a/bad', 'a/mild']);
    expect(order([match(bad, [1, 7]), match(mild, [7])], 'output')).toEqual(['a/mild']);
    expect(order([match(bad, [1]), match(mild, [7])])).toEqual(['a/mild']);
    const [one, same] = [words('a/one', { yieldsTo: ['a/same'] }), words('a/same')];
    expect(order([match(one, [1]), match(same, [7])], 'output')).toEqual(['a/same']);
  });
});

it.each<[what: string, when: Partial<Pattern['when']>, words: Parameters<typeof pattern>[1], is: boolean]>([
  ['nothing but a kind', { kinds: ['exception'] }, {}, true],
  ['any value of a fact', { facts: { x: '!= none' } }, {}, true],
  ['one value of a fact', { facts: { x: 'none' } }, {}, false],
  ['one value of one fact, any of another', { facts: { x: 'none', y: '!= a' } }, {}, false],
  ['a code', { codes: ['X'] }, {}, false],
  ['words', {}, { any: ['some error'] }, false],
  ['all of some words', {}, { all: ['some error'] }, false],
])('a pattern that asks for %s only knows the sort, or more', (_, when, said, is) => {
  expect(isFallback(pattern('a/a', said, { when }))).toBe(is);
});
