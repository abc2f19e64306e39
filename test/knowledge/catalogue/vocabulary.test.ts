import { expect, it } from 'vitest';
import { type Led, leadsTo, vocabulary } from '../../../scripts/vocabulary.js';

it('no message that a tool can print leads to nothing, and most lead to their own pattern', async () => {
  const led: Record<Led, string[]> = { specific: [], family: [], unknown: [], nothing: [] };
  for (const word of vocabulary()) led[await leadsTo(word)].push(word.message);
  const all = Object.values(led).flat().length;
  expect(led.nothing).toEqual([]);
  expect(led.specific.length / all, led.unknown.join('\n')).toBeGreaterThan(0.9);
}, 120_000);
