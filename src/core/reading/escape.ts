const LF = 10;
const CR = 13;
const ESCAPE = 27;
/** No tool prints a longer one. */
const LONGEST = 100;

/** Index of the last byte of the escape sequence that starts at `start` (CSI, OSC or two bytes), before `end`. */
export function endOfEscape(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + LONGEST);
  const kind = start + 1 < end ? bytes[start + 1] : undefined;
  if (kind === 0x5b) {
    for (let i = start + 2; i < limit; i++) {
      const byte = bytes[i] as number;
      if (byte >= 0x40 && byte <= 0x7e) return i;
      if (byte < 0x20) return i - 1;
    }
    return start + 1;
  }
  if (kind === 0x5d) {
    for (let i = start + 2; i < limit; i++) {
      const byte = bytes[i] as number;
      if (byte === 7) return i;
      if (byte === 0x5c && bytes[i - 1] === ESCAPE) return i;
      if (byte === LF || byte === CR) return i - 1;
    }
  }
  return start;
}
