import { expect, it } from 'vitest';
import { type End, leadsTo, vocabulary } from '../../../scripts/vocabulary.js';

it('no message that a tool can print leads to nothing or to a wrong pattern, and most lead to their own', async () => {
  const ends: Record<End, string[]> = { specific: [], family: [], unknown: [], nothing: [], wrong: [] };
  for (const word of vocabulary()) {
    const { end, told } = await leadsTo(word);
    ends[end].push(`${word.tool}: ${word.message}: ${told}`);
  }
  const all = Object.values(ends).flat().length;
  expect(ends.nothing).toEqual([]);
  expect(ends.wrong).toEqual([]);
  expect(ends.specific.length / all, ends.unknown.join('\n')).toBeGreaterThan(0.75);
}, 240_000);

it('every message says where it stands', () => {
  expect(vocabulary().filter(({ message, leads, origin }) => message === '' || leads === '' || origin === '')).toEqual(
    [],
  );
});
