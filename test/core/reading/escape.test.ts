import { expect, it, test } from 'vitest';
import { endOfEscape } from '../../../src/core/reading/escape.js';
import { lineText } from '../../../src/core/reading/line-text.js';

const ESC = '\x1b';
const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['a colour', `${ESC}[31mx`, 4],
  ['the shortest one', `${ESC}[mx`, 2],
  ['one that ends with the first letter that may', `${ESC}[1@x`, 3],
  ['one that ends with the last', `${ESC}[1~x`, 3],
  ['a title, ended by a bell', `${ESC}]0;kiln\x07x`, 8],
  ['a link, ended by a backslash', `${ESC}]8;;http://a${ESC}\\x`, 14],
  ['a backslash alone ends no title', `${ESC}]0;a\\b\x07x`, 7],
  ['one broken off by a control character', `${ESC}[3\nx`, 2],
  ['a title broken off by the end of its line', `${ESC}]0;a\nx`, 4],
  ['a title broken off by a return', `${ESC}]0;a\rx`, 4],
  ['one that never ends', `${ESC}[${'1'.repeat(200)}`, 1],
  ['a title that never ends', `${ESC}]${'a'.repeat(200)}`, 0],
  ['one of a hundred bytes', `${ESC}[${'1'.repeat(97)}mx`, 99],
  ['one of a hundred and one', `${ESC}[${'1'.repeat(98)}mx`, 1],
  ['another kind', `${ESC}(Bx`, 0],
  ['nothing behind it', ESC, 0],
])('%s ends at byte %#', (_, text, end) => {
  const all = bytes(text);
  expect(endOfEscape(all, 0, all.length)).toBe(end);
  const later = bytes(`ab${text}`);
  expect(endOfEscape(later, 2, later.length)).toBe(end + 2);
});

test('an escape does not reach beyond what was read', () => {
  const all = bytes(`${ESC}[31m`);
  expect(endOfEscape(all, 0, 1)).toBe(0);
  expect(endOfEscape(all, 0, 4)).toBe(1);
  expect(endOfEscape(all, 0, 5)).toBe(4);
});

it.each([
  ['UTF-8', [0x63, 0xc3, 0xa9], 'cé'],
  ['one byte a character', [0x63, 0xe9, 0x20], 'cé '],
  ['UTF-8 with one broken byte', [0xc3, 0xa9, 0xff], 'é\uFFFD'],
  ['half a pair', [0x61, 0xed, 0xa0, 0x80], 'a\uFFFD\uFFFD\uFFFD'],
  ['what only looks like half a pair', [0xed, 0x20], 'í '],
  ['a replacement character that was printed', [0xef, 0xbf, 0xbd], '\uFFFD'],
])('the text of a line in %s', (_, given, text) => {
  expect(lineText(Uint8Array.from(given))).toBe(text);
});
