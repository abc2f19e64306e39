import { joined, utf8 } from '../bytes.js';

type Utf16Decoder = InstanceType<typeof TextDecoder>;

/** Enough bytes to tell UTF-16 without a byte order mark from UTF-8. */
const PROBE_BYTES = 512;

/**
 * Turns a stream of bytes into a stream of UTF-8 bytes: drops a byte order mark, transcodes UTF-16 (little or big
 * endian, with or without mark, as PowerShell's `>` writes it). Broken sequences stay as they are or become U+FFFD.
 */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: Utf16Decoder | undefined;
  let pending: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (pending === undefined) {
      yield decoder ? utf8(decoder.decode(chunk, { stream: true })) : chunk;
      continue;
    }
    pending = pending.length === 0 ? chunk : joined(pending, chunk);
    if (pending.length < PROBE_BYTES) continue;
    decoder = utf16Decoder(pending);
    yield first(pending, decoder);
    pending = undefined;
  }
  if (pending !== undefined) {
    decoder = utf16Decoder(pending);
    yield first(pending, decoder);
  }
  const rest = decoder?.decode();
  if (rest) yield utf8(rest);
}

function first(bytes: Uint8Array, decoder: Utf16Decoder | undefined): Uint8Array {
  if (decoder) return utf8(decoder.decode(bytes, { stream: true }));
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

function utf16Decoder(bytes: Uint8Array): Utf16Decoder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const probe = bytes.subarray(0, PROBE_BYTES);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < probe.length; i++) if (probe[i] === 0) i % 2 === 0 ? even++ : odd++;
  // Mostly ASCII text in UTF-16 has a zero in every second byte and nearly none in the others.
  const half = probe.length / 2;
  if (half < 4) return undefined;
  if (odd > half * 0.6 && even < half * 0.1) return new TextDecoder('utf-16le');
  if (even > half * 0.6 && odd < half * 0.1) return new TextDecoder('utf-16be');
  return undefined;
}
