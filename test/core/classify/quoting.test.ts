import { describe, expect, it } from 'vitest';
import type { Recognised } from '../../../src/core/classify/candidate.js';
import { quoteEvidence, quoteProof } from '../../../src/core/classify/evidence.js';
import { Origins } from '../../../src/core/classify/origin.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { hit, recognised } from './recognised.js';

const NOWHERE = new Origins([]);
const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => `line ${first + at}`).join('\n');
const quoted = (
  occurrences: readonly Recognised[],
  wrappers: readonly Recognised[] = [],
  after: Readonly<Record<number, number[]>> = {},
) =>
  quoteEvidence({ occurrences, wrappers }, NOWHERE, (_, line) =>
    (after[line] ?? []).map((number) => makeLine(number, `line ${number}`, false)),
  );
const lines = (...args: Parameters<typeof quoted>) => quoted(...args).map(({ line }) => line);

describe('a finding is quoted', () => {
  it('from its proof on, then with three lines above it', () => {
    const one = recognised(numbered(1, 20), { key: [10] });
    expect(lines([one])).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 7, 8, 9]);
    expect(
      quoted([one])
        .filter(({ proof }) => proof)
        .map(({ line }) => line),
    ).toEqual([10]);
  });

  it('with what a pattern hit as its proof', () => {
    const one = recognised(numbered(1, 12), { key: [8] }, { match: hit('a/a', [6, 11]) });
    expect(lines([one])).toEqual([6, 7, 8, 9, 10, 11, 12, 3, 4, 5]);
    expect(
      quoted([one])
        .filter(({ proof }) => proof)
        .map(({ line }) => line),
    ).toEqual([6, 8, 11]);
  });

  it('with fifteen lines above a wrapper around which nothing tells', () => {
    const wrapper = (telling: Recognised['telling']) =>
      recognised(numbered(1, 30), { key: [25], role: 'wrapper' }, { telling });
    expect(lines([wrapper([])])).toEqual([25, 26, 27, 28, 29, 30, ...Array.from({ length: 15 }, (_, at) => 10 + at)]);
    const told = { head: makeLine(22, 'x', false), lines: [], reason: '' };
    expect(lines([wrapper([told])])).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30, 19, 20, 21]);
  });

  it('in forty lines at most, sixteen of the first occurrence before the proof of the others', () => {
    const first = recognised(numbered(1, 60), { key: [1] });
    const other = recognised(numbered(101, 110), { key: [104, 105, 106, 107], first: 101 });
    const all = lines([first, other]);
    expect(all).toHaveLength(40);
    expect(all).toEqual([...Array.from({ length: 37 }, (_, at) => 1 + at), 104, 105, 106]);
    const many = Array.from({ length: 30 }, (_, at) => recognised('x', { first: 100 + at }));
    expect(lines([first, ...many])).toEqual([
      ...Array.from({ length: 16 }, (_, at) => 1 + at),
      ...Array.from({ length: 24 }, (_, at) => 100 + at),
    ]);
  });

  it('with what goes on from its last line, up to where another occurrence begins', () => {
    const [one, other] = [recognised('line 1', { key: [1] }), recognised('line 4', { first: 4 })];
    expect(lines([one], [], { 1: [2, 3, 4, 5] })).toEqual([1, 2, 3, 4, 5]);
    expect(lines([one, other], [], { 1: [2, 3, 4, 5] })).toEqual([1, 2, 3, 4]);
  });

  it('with the last words of its tool, each line once', () => {
    const one = recognised(numbered(1, 3), { key: [1] });
    const words = recognised(numbered(3, 5), { first: 3, role: 'wrapper' });
    expect(lines([one], [words], { 5: [6] })).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('in the order of its sources, each with its name', () => {
    const [one, other] = [
      recognised(numbered(5, 6), { first: 5 }, { source: 'b.log' }),
      recognised(numbered(1, 2), {}, { source: 'a.log' }),
    ];
    expect(quoted([one, other]).map(({ source, line }) => `${source} ${line}`)).toEqual([
      'b.log 5',
      'b.log 6',
      'a.log 1',
      'a.log 2',
    ]);
  });

  it('without empty lines that separate nothing', () => {
    expect(lines([recognised('a\n\nb\n ')])).toEqual([1, 2, 3]);
    expect(lines([recognised('a\n\n\nb')])).toEqual([1, 2, 3, 4]);
  });

  it('of loose lines only what was hit, and what says the same just below it', () => {
    const loose = recognised(
      'try 1 of it\ntry 2 of it\nother\ntry 3 of it',
      { kind: 'output', key: [] },
      { match: hit('a/a', [1]) },
    );
    expect(lines([loose])).toEqual([1, 2]);
    expect(lines([loose], [], { 2: [7], 4: [8] })).toEqual([1, 2, 7]);
  });

  it('row by row where a console broke a line, and with a word where it was cut', () => {
    const one = recognised('a', { first: 3 });
    const wide = { ...makeLine(3, 'a', false), printed: 'first\nsecond', last: 4 };
    const cut = { ...makeLine(5, 'b', true) };
    const broken = { ...one, failure: { ...one.failure, lines: [wide, cut] } };
    expect(quoted([broken]).map(({ line, text }) => [line, text])).toEqual([
      [3, 'first'],
      [4, 'second'],
      [5, 'b … (long line, clipped)'],
    ]);
  });
});

describe('the proof alone', () => {
  const proof = (occurrences: readonly Recognised[]) => quoteProof(occurrences, NOWHERE).map(({ line }) => line);
  it('is three lines of each, first those that a pattern hit, twelve in all', () => {
    const one = recognised(numbered(1, 9), { key: [1, 2, 3, 4] });
    expect(proof([one])).toEqual([1, 2, 3]);
    expect(proof([{ ...one, match: hit('a/a', [7, 9]) }])).toEqual([1, 7, 9]);
    const many = Array.from({ length: 20 }, (_, at) => recognised('x', { first: 10 * (at + 1) }));
    expect(proof(many)).toEqual(Array.from({ length: 12 }, (_, at) => 10 * (at + 1)));
  });
});
