import { expect, it } from 'vitest';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Line } from '../../../src/core/domain/line.js';
import { KeptFailures } from '../../../src/core/parse/kept-failures.js';

const line = (number: number, printed: string, text = printed): Line => ({
  number,
  last: number,
  text,
  printed,
  channel: '',
  clipped: false,
});
const failure = (lines: readonly Line[], over: Partial<Failure> = {}): Failure => ({
  tool: 'rust',
  kind: 'compile-error',
  role: 'cause',
  message: 'no',
  facts: {},
  span: { first: 1, last: lines.length },
  channel: '',
  lines,
  omitted: 0,
  key: [1],
  ...over,
});
const MEGABYTE = 1 << 20;
const large = (size: number) => failure([line(1, 'x'.repeat(size))], { message: '' });

/** Eight megabytes are held, of which all is kept. */
function filled(): KeptFailures {
  const kept = new KeptFailures();
  for (let index = 0; index < 8; index++) kept.add(large(MEGABYTE));
  return kept;
}

it('what is little is kept as it is, 5,000 of it, and the others are counted', () => {
  const kept = new KeptFailures();
  const few = failure([line(1, 'a'), line(2, 'b')], { facts: { code: 3 } });
  for (let index = 0; index < 5_002; index++) kept.add(few);
  expect([kept.all.length, kept.dropped]).toEqual([5_000, 2]);
  expect(kept.all.every((one) => one === few)).toBe(true);
});

it('long lines are kept whole while there is room', () => {
  const kept = filled();
  expect(kept.all.map(({ lines }) => lines[0]?.printed.length)).toEqual(Array(8).fill(MEGABYTE));
});

it('of one failure a megabyte is kept as it is, of more only what states it and its ends', () => {
  const kept = new KeptFailures();
  const lines = (length: number) => Array.from({ length }, (_, index) => line(index + 1, 'x'.repeat(16_384)));
  kept.add(failure(lines(64), { message: '' }));
  kept.add(failure(lines(64), { message: 'x', key: [32] }));
  const [whole, short] = kept.all;
  expect([whole?.lines.length, whole?.lines[0]?.printed.length, whole?.omitted]).toEqual([64, 16_384, 0]);
  expect([short?.lines.length, short?.lines[0]?.printed.length, short?.omitted]).toEqual([41, 8_192, 23]);
  expect(short?.lines.some(({ number }) => number === 32)).toBe(true);
});

it('after that their beginning is kept, and is said to be one', () => {
  const kept = filled();
  const text = `${'y'.repeat(8_192)}z`;
  kept.add(
    failure([line(1, text), line(2, `> ${text}`, text), line(3, 'short'), line(4, 'short', text)], {
      message: text,
      name: text,
      facts: { said: text, at: 7 },
    }),
  );
  const last = kept.all.at(-1);
  const beginning = text.slice(0, 8_192);
  expect(last).toMatchObject({ message: beginning, name: beginning, facts: { said: beginning, at: 7 }, omitted: 0 });
  expect(last?.lines).toEqual([
    { ...line(1, beginning), clipped: true },
    { ...line(2, `> ${text}`.slice(0, 8_192), beginning), clipped: true },
    line(3, 'short'),
    { ...line(4, 'short', beginning), clipped: true },
  ]);
});

it('and of many lines those at the ends and those that state the failure, in order', () => {
  const kept = filled();
  const lines = Array.from({ length: 100 }, (_, index) => line(index + 1, `line ${index + 1}`));
  kept.add(failure(lines, { key: [50], omitted: 5 }));
  const last = kept.all.at(-1);
  const numbers = last?.lines.map(({ number }) => number) ?? [];
  expect([numbers.slice(0, 21), numbers.slice(21)]).toEqual([
    [...Array.from({ length: 20 }, (_, index) => index + 1), 50],
    Array.from({ length: 20 }, (_, index) => index + 81),
  ]);
  expect(last?.omitted).toBe(5 + 59);
});

it('failures of any size take no more than so much, and what finds no room is counted', () => {
  const kept = new KeptFailures();
  for (let index = 0; index < 5_000; index++) kept.add(large(30_000));
  const characters = kept.all.reduce((sum, { lines }) => sum + (lines[0]?.printed.length ?? 0), 0);
  expect(characters).toBeLessThanOrEqual(24 * MEGABYTE);
  expect(characters).toBeGreaterThan(23 * MEGABYTE);
  expect(kept.all.length + kept.dropped).toBe(5_000);
});
