import { expect, test } from 'vitest';
import { MARKS, type TokenRule } from '../../../src/core/redact/marks.js';
import type { Range } from '../../../src/core/redact/range.js';
import { findTokens } from '../../../src/core/redact/tokens.js';
import { withoutTail } from '../../../src/core/trim.js';
import { Chance } from './chance.js';

/** The slow and obvious way: one mark after the other, each over the whole text. */
function oneByOne(text: string): Range[] {
  return MARKS.flatMap((rule) => occurrences(rule, text));
}

function occurrences({ label, mark, tail, bounded, lead }: TokenRule, text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(mark); at >= 0; ) {
    const before = /(?<run>.{0,100})$/s.exec(text.slice(0, at))?.groups?.['run'] ?? '';
    const run = lead === undefined ? 0 : lengthOfRun(before, lead.of);
    const isFree = !bounded || !/[A-Za-z0-9_-]$/.test(before) || /\\[nrt]$/.test(before);
    tail.lastIndex = at + mark.length;
    const rest = isFree && run >= (lead?.least ?? 0) ? tail.exec(text)?.[0] : undefined;
    const end = at + mark.length + (rest === undefined ? 0 : withoutTail(rest, '.-').length);
    if (rest !== undefined) found.push({ from: at - run, to: end, label });
    at = text.indexOf(mark, end);
  }
  return found;
}

function lengthOfRun(before: string, of: RegExp): number {
  const other = [...before].reverse().findIndex((character) => !of.test(character));
  return other < 0 ? before.length : other;
}

const chance = new Chance(11);

/** Marks with and without what makes them tokens, words and signs in any order. */
function text(): string {
  const parts = Array.from({ length: 40 }, () =>
    chance.pick([
      () => chance.pick(MARKS).mark,
      () => chance.pick(MARKS).mark + chance.letters(40),
      () => chance.pick(MARKS).mark + chance.of('0123456789', 40),
      () => chance.letters(40) + chance.pick(MARKS).mark,
      () => chance.of('0123456789', 20),
      () => chance.pick([' ', '\n', '\\n', '.', '-', '_', '|', 'ü', '\ud83d\ude00', 'key', 'error: ']),
    ])(),
  );
  return parts.join('');
}

test('all marks in one pass find what each by itself finds, in the same order', () => {
  for (let round = 0; round < 300; round++) {
    const mixed = text();
    expect(findTokens(mixed), mixed).toEqual(oneByOne(mixed));
  }
});
