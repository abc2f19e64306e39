import { joined } from '../bytes.js';

const CARET = 0x5e;
const BRACKET = 0x5b;
/** The longest beginning of an escape that may stand at the end of a chunk: `^[[`. */
const LONGEST_START = 3;

/**
 * Makes colour codes of what GitHub's command line writes in their stead (`^[[31m`): it shows control characters in caret
 * notation. An expression that begins with a class (`^[[:space:]]`) is none. The bytes that are read stay as they are.
 */
export async function* withEscapes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const whole = bytes.length - startAtEnd(bytes);
    rest = bytes.slice(whole);
    yield marked(bytes.subarray(0, whole));
  }
  if (rest.length > 0) yield rest;
}

/** How many of the last bytes may be the beginning of an escape. */
function startAtEnd(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - LONGEST_START);
  const caret = bytes.indexOf(CARET, from);
  if (caret < 0) return 0;
  for (let at = caret + 1; at < bytes.length; at++) if (bytes[at] !== BRACKET) return 0;
  return bytes.length - caret;
}

/** A caret becomes nothing, the bracket after it the escape byte: no byte moves. */
function marked(bytes: Uint8Array): Uint8Array {
  let copy: Uint8Array | undefined;
  for (let at = bytes.indexOf(CARET); at >= 0; at = bytes.indexOf(CARET, at + 1)) {
    if (!isEscape(bytes, at)) continue;
    copy ??= bytes.slice();
    copy[at] = 0;
    copy[at + 1] = 0x1b;
  }
  return copy ?? bytes;
}

function isEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] !== BRACKET || bytes[at + 2] !== BRACKET) return false;
  const next = bytes[at + 3] ?? 0;
  return (next >= 0x30 && next <= 0x39) || next === 0x6d || next === 0x4b;
}
