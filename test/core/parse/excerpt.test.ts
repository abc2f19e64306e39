import { describe, expect, it } from 'vitest';
import { Excerpt } from '../../../src/core/parse/excerpt.js';
import { plainLine } from './line.js';

const WHAT = { tool: 'log', kind: 'output', message: 'no' } as const;
const of = (count: number) => {
  const excerpt = new Excerpt();
  for (let number = 1; number <= count; number++) excerpt.add(plainLine(number, `line ${number}`));
  return excerpt;
};
const numbers = (excerpt: Excerpt) => excerpt.lines.map(({ number }) => number);

describe('an excerpt', () => {
  it.each([1, 249, 250, 251, 499, 500])('of %d lines keeps all of them in order', (count) => {
    const excerpt = of(count);
    expect(numbers(excerpt)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect([excerpt.size, excerpt.failure(WHAT).omitted]).toEqual([count, 0]);
  });

  it.each([501, 502, 749, 750, 751, 1_203])('of %d lines keeps the first 250 and the last 250 in order', (count) => {
    const excerpt = of(count);
    const kept = Array.from({ length: 250 }, (_, at) => at + 1);
    expect(numbers(excerpt)).toEqual([...kept, ...kept.map((at) => count - 250 + at)]);
    expect([excerpt.size, excerpt.failure(WHAT).omitted]).toEqual([count, count - 500]);
  });

  it('spans from its first line to the last raw line of its last, also of one that is kept no more', () => {
    const excerpt = new Excerpt().add(plainLine(7, 'a', '#4')).add({ ...plainLine(9, 'b', '#5'), last: 11 });
    expect(excerpt.failure(WHAT)).toMatchObject({ span: { first: 7, last: 11 }, channel: '#4' });
  });

  it('states what its key lines say, each once, twenty of them; without any its first line', () => {
    expect(of(3).failure(WHAT).key).toEqual([1]);
    const marked = of(30);
    for (let number = 30; number > 0; number--) marked.markKey(plainLine(number, 'x')).markKey(plainLine(number, 'x'));
    expect(marked.failure(WHAT).key).toEqual(Array.from({ length: 20 }, (_, at) => 30 - at));
    expect(new Excerpt().add(plainLine(1, 'a')).add(plainLine(2, 'b'), true).failure(WHAT).key).toEqual([2]);
  });

  it('makes a cause without facts, unless it is told otherwise', () => {
    expect(of(1).failure(WHAT)).toMatchObject({ ...WHAT, role: 'cause', facts: {} });
    expect(of(1).failure({ ...WHAT, role: 'wrapper', facts: { a: 1 } })).toMatchObject({
      role: 'wrapper',
      facts: { a: 1 },
    });
  });

  it('of nothing is no failure', () => {
    expect(() => new Excerpt().failure(WHAT)).toThrow('at least one line');
  });
});
