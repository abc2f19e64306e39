/** Longest text taken out of a binary file: a path. */
const LONGEST_TEXT = 4096;

/** Numbers and texts in a binary file, in the file's own order of bytes. What lies outside the file is 0, or empty. */
export class BinaryReader {
  readonly #bytes: Buffer;
  readonly #bigEndian: boolean;
  /** Whether addresses and sizes have 64 bits; 32 otherwise. */
  readonly wide: boolean;

  constructor(bytes: Buffer, { wide, bigEndian }: { readonly wide: boolean; readonly bigEndian: boolean }) {
    this.#bytes = bytes;
    this.wide = wide;
    this.#bigEndian = bigEndian;
  }

  u16(at: number): number {
    if (!this.#has(at, 2)) return 0;
    return this.#bigEndian ? this.#bytes.readUInt16BE(at) : this.#bytes.readUInt16LE(at);
  }

  u32(at: number): number {
    if (!this.#has(at, 4)) return 0;
    return this.#bigEndian ? this.#bytes.readUInt32BE(at) : this.#bytes.readUInt32LE(at);
  }

  /** An address, a size or an offset; above 2^53 it is not exact, and lies outside any file. */
  word(at: number): number {
    if (!this.wide) return this.u32(at);
    if (!this.#has(at, 8)) return 0;
    return Number(this.#bigEndian ? this.#bytes.readBigUInt64BE(at) : this.#bytes.readBigUInt64LE(at));
  }

  /** Up to the next zero byte. */
  text(at: number): string {
    if (!this.#has(at, 1)) return '';
    const window = this.#bytes.subarray(at, at + LONGEST_TEXT);
    const end = window.indexOf(0);
    return window.subarray(0, Math.max(end, 0)).toString('utf8');
  }

  #has(at: number, size: number): boolean {
    return Number.isSafeInteger(at) && at >= 0 && at + size <= this.#bytes.length;
  }
}
