import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../../src/core/reading/decode.js';

async function decoded(...chunks: readonly Uint8Array[]): Promise<string> {
  async function* given() {
    yield* chunks;
  }
  const all: number[] = [];
  for await (const bytes of toUtf8(given())) all.push(...bytes);
  return Buffer.from(all).toString('utf8');
}
const le = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const be = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
const utf8 = (text: string) => new TextEncoder().encode(text);
const LONG = 'a line of some log\n'.repeat(60);

describe('bytes become UTF-8', () => {
  it.each<[what: string, bytes: Uint8Array, text: string]>([
    ['nothing', new Uint8Array(0), ''],
    ['one byte', utf8('a'), 'a'],
    ['a mark alone', Uint8Array.of(0xef, 0xbb, 0xbf), ''],
    ['half a mark', Uint8Array.of(0xef, 0xbb), '\uFFFD'],
    ['a mark inside', utf8('a\uFEFFb'), 'a\uFEFFb'],
    ['little endian with its mark', le('\uFEFFaé'), 'aé'],
    ['big endian with its mark', be('\uFEFFaé'), 'aé'],
    ['little endian without it', le('some log'), 'some log'],
    ['big endian without it', be('some log'), 'some log'],
    ['little endian of four characters', le('abcd'), 'abcd'],
    ['three of them, too few to tell', le('abc'), 'a\0b\0c\0'],
    ['a pair of surrogates', le('\uFEFFa😀b'), 'a😀b'],
    ['text with a zero in it', utf8('ab\0cd\0ef'), 'ab\0cd\0ef'],
    ['much text in UTF-16', le(LONG), LONG],
    ['much text', utf8(LONG), LONG],
  ])('%s', async (_, bytes, text) => {
    expect(await decoded(bytes)).toBe(text);
    for (const size of [1, 3, 511, 512, 513]) {
      const parts: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
      expect(await decoded(...parts)).toBe(text);
    }
  });

  it('a character that was cut in the end is shown as one that cannot be read', async () => {
    expect(await decoded(le('\uFEFFab').subarray(0, 5))).toBe('a\uFFFD');
  });

  it('a text in which every third byte is a zero is none in UTF-16', async () => {
    const text = 'ab\0'.repeat(20);
    expect(await decoded(utf8(text))).toBe(text);
  });
});
