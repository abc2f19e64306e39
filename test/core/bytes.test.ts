import { describe, expect, it } from 'vitest';
import {
  base64,
  bytesOf,
  fromBase64,
  fromUtf8,
  hex,
  indexOfBytes,
  joined,
  utf8,
  utf8Length,
} from '../../src/core/bytes.js';

const TEXTS = ['', 'plain', 'Grüße ✓ 🦀', '\ufeffwith a mark', 'a\u0000b'];

describe('bytes without Node', () => {
  it.each(TEXTS)('go to text and back: %j', (text) => {
    expect([...utf8(text)]).toEqual([...Buffer.from(text)]);
    expect(fromUtf8(utf8(text))).toBe(text);
    expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    expect(hex(utf8(text))).toBe(Buffer.from(text).toString('hex'));
    expect(base64(utf8(text))).toBe(Buffer.from(text).toString('base64'));
    expect(fromUtf8(bytesOf(fromBase64(base64(utf8(text)))))).toBe(text);
  });

  it('replaces what is no UTF-8', () => {
    expect(fromUtf8(Uint8Array.of(0x61, 0xff, 0x62, 0xc3))).toBe('a\ufffdb\ufffd');
    expect(fromUtf8(utf8('\ud83d'))).toBe('\ufffd');
  });

  it('finds bytes in others where Node does', () => {
    const text = Buffer.from(`${'abcab'.repeat(60)}x${'cabab'.repeat(60)}ü`);
    const wanted = ['a', 'abcabx', 'xc', 'ü', 'abb', 'c'.repeat(400), 'abcab'.repeat(60), `${'cabab'.repeat(60)}ü`];
    for (const each of wanted) expect(indexOfBytes(text, utf8(each)), each).toBe(text.indexOf(each));
  });

  it('joins', () => expect([...joined(Uint8Array.of(1), Uint8Array.of(2, 3))]).toEqual([1, 2, 3]));

  it.each(['c2VjcmV0', 'c2VjcmV0X', 'c2VjcmV0Xw', 'c2VjcmV0Xw==', 'fn5-Pz8_', '=', 'x'])(
    'reads base64 cut anywhere, of either alphabet: %s',
    (text) => expect(fromBase64(text)).toBe(Buffer.from(text, 'base64').toString('latin1')),
  );
});
