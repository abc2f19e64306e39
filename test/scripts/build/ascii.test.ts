import { expect, test } from 'vitest';
import { ascii } from '../../../scripts/build/ascii.js';

test('says the same in ASCII', () => {
  const code = `(() => ['Grüße 💥', \`–\${'é'}\`, 'x·y'.split(/[·…]/), /^\\p{L}💥$/u.test('ß💥'), { 'ü': 1 }.ü])() // ✓`;
  const same = ascii(code);
  expect(/^[\x00-\x7F]*$/.test(same)).toBe(true);
  const run = (text: string): unknown => new Function(`return ${text}`)();
  expect(run(same)).toEqual(run(code));
  expect(ascii('')).toBe('');
});

test('refuses what has no escapes', () => {
  expect(() => ascii('String.raw`–`')).toThrow('no escape');
  expect(ascii('String.raw`-` + "–"')).toBe('String.raw`-` + "\\u2013"');
});
