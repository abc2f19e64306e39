/** How many bytes of the beginning are looked at. */
export const SAMPLE_BYTES = 8192;

export type Content = 'text' | 'binary' | 'zip' | 'empty';

/** Beginnings of formats that are certainly no log, though some hold much text. */
const MAGIC: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x00, 0x61, 0x73, 0x6d], // wasm
  [0xca, 0xfe, 0xba, 0xbe], // Java class
  [0xcf, 0xfa, 0xed, 0xfe], // Mach-O
];

/**
 * What the first bytes of a stream hold. `whole` says that `sample` is all there is: only then can it be empty.
 * Broken UTF-8, stray NUL bytes and UTF-16 are text still; what consists of control characters is not.
 */
export function contentOf(sample: Uint8Array, whole: boolean): Content {
  if (startsWith(sample, [0x50, 0x4b, 0x03, 0x04]) || startsWith(sample, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (whole && isBlank(sample)) return 'empty';
  if (MAGIC.some((magic) => startsWith(sample, magic))) return 'binary';
  if (startsWith(sample, [0xff, 0xfe]) || startsWith(sample, [0xfe, 0xff]) || looksLikeUtf16(sample)) return 'text';
  const share = controls(sample) / sample.length;
  return share > 0.3 || (share > 0.05 && !isUtf8(sample, whole)) ? 'binary' : 'text';
}

function startsWith(sample: Uint8Array, magic: readonly number[]): boolean {
  return sample.length >= magic.length && magic.every((byte, index) => sample[index] === byte);
}

/** Nothing but white space, NUL bytes of UTF-16 white space and a byte order mark. */
function isBlank(sample: Uint8Array): boolean {
  const marks = [
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
  ];
  const text = sample.subarray(marks.find((mark) => startsWith(sample, mark))?.length ?? 0);
  const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  return text.every((byte) => byte === 0 || isSpace(byte)) && (text.length === 0 || text.some(isSpace));
}

/** Western text in UTF-16 has its NUL bytes at every second place, and nearly nowhere else. */
function looksLikeUtf16(sample: Uint8Array): boolean {
  const nuls: [number, number] = [0, 0];
  for (let index = 0; index < sample.length; index++) if (sample[index] === 0) nuls[(index & 1) as 0 | 1]++;
  const half = sample.length / 2;
  return half >= 4 && Math.max(...nuls) > 0.6 * half && Math.min(...nuls) < 0.1 * half;
}

/** Control characters that no terminal output is made of; tab, bell, backspace, line and page ends and escape are fine. */
function controls(sample: Uint8Array): number {
  let count = 0;
  for (const byte of sample)
    if ((byte < 0x20 && (byte < 0x07 || byte > 0x0d) && byte !== 0x1b) || byte === 0x7f) count++;
  return count;
}

/** A character cut off at the end of a sample does not count against it. */
function isUtf8(sample: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}
