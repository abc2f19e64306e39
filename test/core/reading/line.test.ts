import { expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';

const text = (raw: string) => makeLine(1, raw, false).text;

it('takes off colour codes that lost their escape byte, not words in brackets', () => {
  expect(text('[31;1mkiln[0m went cold')).not.toContain('31;1m');
  expect(text('a [Kb')).toBe('a b');
  expect(text('ld terminated with signal 9 [Killed]')).toBe('ld terminated with signal 9 [Killed]');
  expect(text('[main] the kiln is cold')).toBe('[main] the kiln is cold');
});
