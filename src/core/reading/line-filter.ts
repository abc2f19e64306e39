import { endOfEscape } from './escape.js';
import { GOLDEN, PLACES } from './gram.js';

const LF = 10;
const CR = 13;
const ESCAPE = 27;
const BREAKS = [0, LF, CR, ESCAPE];
const ALL_SPACE = 0x20202020;
const ALL_HIGH = 0x80808080;
const IS_BREAK = 1;
const ENDS_LITERAL = 2;

const IS_LITTLE_ENDIAN = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;

/** Bytes that begin their buffer as numbers of four bytes, the first one lowest; none where the processor orders them otherwise. */
export function wordsOf({ buffer, byteLength }: Uint8Array): Int32Array {
  return new Int32Array(buffer, 0, IS_LITTLE_ENDIAN ? byteLength >> 2 : 0);
}

/** Knows the literals behind what a filter waits for. */
export interface Literals {
  /**
   * Whether one that is known by this gram, which ends at a place, may stand around it in the line that begins at `start`.
   * @param clear from here on nothing was skipped up to the place: what begins before may be another than it looks
   */
  mayStand(gram: number, bytes: Uint8Array, start: number, clear: number, after: number): boolean;
  /** Whether one that is known by no gram may end at a place. */
  mayEnd(bytes: Uint8Array, start: number, clear: number, after: number): boolean;
}

/** Passes over the lines of a log, and tells which of them may hold a literal: all that do, and hardly any other. */
export class LineFilter {
  readonly #literals: Literals;
  /** The grams that are waited for, each at its place. */
  readonly #grams = new Int32Array(PLACES);
  /** What bytes are to be looked at for themselves. */
  readonly #special = new Uint8Array(256);
  /** Four bytes at once are only looked at one by one where one of them is beyond ASCII, or a control. */
  #isByteByByte = false;
  /** Whether the line that was passed over last may hold a literal. */
  isCandidate = false;

  constructor(literals: Literals) {
    this.#literals = literals;
    for (const byte of BREAKS) this.#special[byte] = IS_BREAK;
  }

  /** Whether it waits for a literal so short that each byte has to be looked at: that takes several times as long. */
  get isByteByByte(): boolean {
    return this.#isByteByByte;
  }

  /** Waits for the literals that are known by a gram, the only one at its place. */
  addGram(gram: number, place: number): void {
    this.#grams[place] = gram;
  }

  /** Waits for literals that end with a byte, which is given in lower case. */
  addLast(byte: number): void {
    if (byte < 0x80) this.#isByteByByte = true;
    this.#special[byte] = ENDS_LITERAL;
    if (byte >= 0x61 && byte <= 0x7a) this.#special[byte - 32] = ENDS_LITERAL;
  }

  /**
   * Goes on to the end of a line: the next \n or \r, or the first place from `limit` on outside a colour code.
   * @param words the same bytes, see `wordsOf`
   * @param start where the line begins
   * @param length how many of the bytes were read
   */
  pass(bytes: Uint8Array, words: Int32Array, start: number, limit: number, length: number): number {
    const grams = this.#grams;
    const special = this.#special;
    const lastWord = this.#isByteByByte ? 0 : Math.min(limit >> 2, words.length);
    let isCandidate = false;
    // Behind the last colour code or NUL byte.
    let clear = start;
    let gram = 0;
    let at = start;
    while (at < limit) {
      if ((at & 3) === 0) {
        // Four bytes at once while they are plain and end no gram that is waited for. This is what a log costs.
        let index = at >> 2;
        for (; index < lastWord; index++) {
          const four = words[index] as number;
          if ((((four - ALL_SPACE) | four) & ALL_HIGH) !== 0) break;
          const word = four | ALL_SPACE;
          const first = (gram >>> 8) | (word << 24);
          const second = (gram >>> 16) | (word << 16);
          const third = (gram >>> 24) | (word << 8);
          if (grams[Math.imul(first, GOLDEN) >>> 17] === first) break;
          if (grams[Math.imul(second, GOLDEN) >>> 17] === second) break;
          if (grams[Math.imul(third, GOLDEN) >>> 17] === third) break;
          if (grams[Math.imul(word, GOLDEN) >>> 17] === word) break;
          gram = word;
        }
        at = index << 2;
        if (at >= limit) break;
      }
      const byte = bytes[at] as number;
      if (special[byte] !== 0) {
        if (byte === LF || byte === CR) break;
        if (byte === ESCAPE || byte === 0) {
          at = byte === 0 ? at + 1 : endOfEscape(bytes, at, length) + 1;
          clear = at;
          continue;
        }
        isCandidate ||= this.#literals.mayEnd(bytes, start, clear, at + 1);
      }
      at++;
      gram = (gram >>> 8) | ((byte | 32) << 24);
      if (grams[Math.imul(gram, GOLDEN) >>> 17] === gram && !isCandidate)
        isCandidate = this.#literals.mayStand(gram, bytes, start, clear, at);
    }
    this.isCandidate = isCandidate;
    return at;
  }
}
