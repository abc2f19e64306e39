import { joined } from '../bytes.js';
import type { Automaton } from './automaton.js';

/** A line as bytes. Only valid until the visitor returns, unless copied with `slice`. */
export interface RawLine {
  /** 1-based; lines end at \n, \r\n or \r. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** What was read at once, with the line at `start`: the lines around it stand there. */
  readonly chunk: Uint8Array;
  readonly start: number;
  /** Indices of the automaton's literals that stand in it; undefined when there are none. */
  readonly hits: readonly number[] | undefined;
  /** True when this is a piece of a line longer than `PIECE_BYTES`. */
  readonly clipped: boolean;
}

/** A longer line is read in pieces of this size, each with the line's number, so that memory stays bounded. */
export const PIECE_BYTES = 32 * 1024;
/** Pieces overlap by this much, so that a message across a border is whole in one of them. */
const OVERLAP_BYTES = 2 * 1024;

const LF = 10;
const CR = 13;
const ESCAPE = 27;

/**
 * Splits UTF-8 bytes into lines and looks for the automaton's literals in the same pass. Colour codes and NUL bytes
 * between the letters of a literal do not hide it.
 */
export class LineSplitter {
  readonly #automaton: Automaton;
  readonly #visit: (line: RawLine) => void;
  #rest: Uint8Array = new Uint8Array(0);
  #number = 1;
  #inLongLine = false;
  #afterReturn = false;

  constructor(automaton: Automaton, visit: (line: RawLine) => void) {
    this.#automaton = automaton;
    this.#visit = visit;
  }

  /** How many lines were seen so far. */
  get lines(): number {
    return this.#number - 1;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    const consumed = this.#scan(bytes, false);
    this.#rest = bytes.subarray(consumed);
  }

  /** Delivers what follows the last line end. */
  finish(): void {
    if (this.#rest.length > 0 || this.#inLongLine) this.#scan(this.#rest, true);
    this.#rest = new Uint8Array(0);
  }

  /** Delivers all complete lines in `bytes`; returns how many bytes they took. */
  #scan(bytes: Uint8Array, isLast: boolean): number {
    const { next, classes, lastReporting, start: initial } = this.#automaton;
    let start = 0;
    let state = initial;
    let hits: number[] | undefined;
    const length = bytes.length;
    for (let i = 0; i < length; i++) {
      const byte = bytes[i] as number;
      if (byte === LF || byte === CR) {
        if (byte === LF && this.#afterReturn && i === start) start = i + 1;
        else {
          this.#deliver(bytes, start, i, hits, this.#inLongLine);
          this.#number++;
          start = i + 1;
        }
        this.#afterReturn = byte === CR;
        this.#inLongLine = false;
        state = initial;
        hits = undefined;
        continue;
      }
      this.#afterReturn = false;
      if (byte === ESCAPE) {
        i = endOfEscape(bytes, i);
        continue;
      }
      if (byte === 0) continue;
      const byteClass = classes[byte] as number;
      let to = next[state + byteClass] as number;
      if (to <= lastReporting) {
        if (to === 0) to = this.#automaton.step(state, byteClass);
        if (to <= lastReporting) (hits ??= []).push(...this.#automaton.reported(to));
      }
      state = to;
      if (i - start >= PIECE_BYTES) {
        this.#inLongLine = true;
        this.#deliver(bytes, start, i + 1, hits, true);
        start = i + 1 - OVERLAP_BYTES;
        i = start - 1;
        state = initial;
        hits = undefined;
      }
    }
    if (isLast && (start < length || this.#inLongLine)) {
      this.#deliver(bytes, start, length, hits, this.#inLongLine);
      this.#number++;
    }
    return start;
  }

  #deliver(chunk: Uint8Array, start: number, end: number, hits: readonly number[] | undefined, clipped: boolean): void {
    this.#visit({ number: this.#number, bytes: chunk.subarray(start, end), chunk, start, hits, clipped });
  }
}

/** Index of the last byte of the escape sequence that starts at `start` (CSI, OSC or two bytes), at most 100 bytes on. */
function endOfEscape(bytes: Uint8Array, start: number): number {
  const limit = Math.min(bytes.length, start + 100);
  const kind = bytes[start + 1];
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
