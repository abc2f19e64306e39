import { describe, expect, test } from 'vitest';
import { Automaton } from '../../../src/core/reading/automaton.js';

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

describe('Automaton', () => {
  test('finds exactly what a search for each literal finds', () => {
    const next = random(20261123);
    const word = (length: number): string => Array.from({ length }, () => 'abAB[é '[Math.floor(next() * 7)]).join('');
    for (let round = 0; round < 300; round++) {
      const literals = [...new Set(Array.from({ length: 12 }, () => word(1 + Math.floor(next() * 4)).toLowerCase()))];
      const text = word(60);
      const wanted = literals.flatMap((literal, index) => (text.toLowerCase().includes(literal) ? [index] : []));
      expect([...Automaton.build(literals).find(text)].sort((a, b) => a - b)).toEqual(wanted);
    }
  });

  test('literals inside and at the end of others are reported too', () => {
    const found = Automaton.build(['he', 'she', 'his', 'hers']).find('uSHErs');
    expect([...found].sort()).toEqual([0, 1, 3]);
  });

  test('no literals, no hits', () => {
    expect(Automaton.build([]).find('anything').size).toBe(0);
  });
});
