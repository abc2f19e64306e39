import { fromUtf8 } from '../bytes.js';

const latin1 = new TextDecoder('latin1');

/** The bytes of a line as text: UTF-8 or, where they are none, one byte a character. */
export function lineText(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  return text.includes('\uFFFD') && isOfOneByte(text, bytes) ? latin1.decode(bytes) : text;
}

/**
 * Whether what is no UTF-8 in a line was written a byte a character: nothing beyond ASCII in it is UTF-8 then. Half a
 * pair, which some programs write as if it were a character, is none, nor is the sign for what could not be read that a
 * program printed itself.
 */
function isOfOneByte(text: string, bytes: Uint8Array): boolean {
  if (/[^\u0000-\u007f\ufffd]/.test(text)) return false;
  return !bytes.some((byte, index) => {
    const [second = 0, third = 0] = [bytes[index + 1], bytes[index + 2]];
    return (byte === 0xed && (second & 0xe0) === 0xa0) || (byte === 0xef && second === 0xbf && third === 0xbd);
  });
}
