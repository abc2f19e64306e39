import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { LineScanner, PIECE_BYTES, type SeenLine } from '../../../src/core/reading/lines.js';
import { LiteralIndex } from '../../../src/core/reading/literal-index.js';

/** Small deterministic generator (mulberry32), so a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sorted(found: Iterable<number>): number[] {
  return [...new Set(found)].sort((a, b) => a - b);
}

describe('LiteralIndex', () => {
  test('finds exactly what a search for each literal finds', () => {
    const next = random(20261123);
    const word = (length: number): string => Array.from({ length }, () => 'abAB[é '[Math.floor(next() * 7)]).join('');
    for (let round = 0; round < 300; round++) {
      const literals = [...new Set(Array.from({ length: 12 }, () => word(1 + Math.floor(next() * 7)).toLowerCase()))];
      const text = word(60);
      const wanted = literals.flatMap((literal, index) => (text.toLowerCase().includes(literal) ? [index] : []));
      expect(sorted(LiteralIndex.build(literals).find(text))).toEqual(wanted);
    }
  });

  test('literals inside and at the end of others are reported too, in the order in which they end', () => {
    const found = LiteralIndex.build(['he', 'she', 'his', 'hers', 'ushers']).find('uSHErs');
    expect([...found]).toEqual([1, 0, 4, 3]);
  });

  test('more literals with the same bytes than there are places: all are found', () => {
    const literals = Array.from({ length: 3_000 }, (_, index) => `e${String(index).padStart(4, '0')}`);
    const index = LiteralIndex.build(literals);
    for (const place of [0, 17, 1_234, 2_999]) expect([...index.find(`see ${literals[place]} here`)]).toEqual([place]);
  });

  test('no literals, no hits', () => {
    expect(LiteralIndex.build([]).find('anything').size).toBe(0);
  });
});

/** What a scanner makes known of some text, which comes in pieces: the number of each line, and its literals. */
function scanned(index: LiteralIndex, text: string, pieces: () => number, wantsAsides = true): Map<number, number[]> {
  const known = new Map<number, number[]>();
  const take = ({ number, hits }: SeenLine): void => void known.set(number, sorted(hits ?? []));
  const scanner = new LineScanner(index, { wantsAll: false, wantsAsides, take }, (number, raw, clipped) =>
    makeLine(number, raw, clipped),
  );
  const bytes = utf8(text);
  for (let at = 0; at < bytes.length; ) {
    const end = at + pieces();
    scanner.push(bytes.slice(at, end));
    at = end;
  }
  scanner.finish();
  return known;
}

/** The same, the slow and obvious way. */
function searched(literals: readonly string[], text: string): Map<number, number[]> {
  const known = new Map<number, number[]>();
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const line = raw.replace(/\u001b\[[\d;]*m|\u0000/g, '').toLowerCase();
    const found = literals.flatMap((literal, each) => (line.includes(literal) ? [each] : []));
    if (found.length > 0) known.set(index + 1, found);
  });
  return known;
}

describe('LineScanner', () => {
  const LITERALS = ['fail', 'failed to', 'error[e', ' | e', '✗', '✗ x', '::', '.py::', 'exit code 1', 'x'];
  const PARTS = [
    ...LITERALS,
    ...'fai|FAILED|l|ed to |ERROR[E0308]|error|rror[e|exit |code 12| |\t|ok|é|✓|\u001b[31m|\u001b[0m|\u0000|\n|\n|\r\n|\r'.split(
      '|',
    ),
  ];

  test.each([
    ['whole', 1 << 20],
    ['in pieces of one to nine bytes', 9],
    ['in pieces of up to a hundred bytes', 100],
  ])('finds the lines that a search finds, at every alignment, with colours and NULs within: %s', (_, most) => {
    const next = random(20261129);
    const index = LiteralIndex.build(LITERALS);
    for (let round = 0; round < 60; round++) {
      const text = Array.from({ length: 150 }, () => PARTS[Math.floor(next() * PARTS.length)]).join('');
      const pieces = (): number => 1 + Math.floor(next() * most);
      expect(scanned(index, text, pieces)).toEqual(searched(LITERALS, text));
    }
  });

  test('a literal across the border of two pieces of a long line is found', () => {
    const index = LiteralIndex.build(['no space left']);
    for (const before of [PIECE_BYTES - 6, PIECE_BYTES, PIECE_BYTES + 1])
      expect(scanned(index, `${'-'.repeat(before)}no space left${'-'.repeat(PIECE_BYTES)}`, () => 1 << 20)).toEqual(
        new Map([[1, [0]]]),
      );
  });

  test('what only matters at times, or beside others, makes no line known', () => {
    const index = LiteralIndex.build(['session over', 'place: ', 'undefined name'], {
      asides: new Set([0]),
      besides: new Set([1]),
    });
    const text = 'session over\n\u001b[1mplace: \u001b[0m3\nplace: 4 undefined name\n';
    expect(scanned(index, text, () => 100, false)).toEqual(new Map([[3, [1, 2]]]));
    expect(scanned(index, text, () => 100)).toEqual(
      new Map([
        [1, [0]],
        [3, [1, 2]],
      ]),
    );
  });
});
