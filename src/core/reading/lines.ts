import { fromUtf8, indexOfBytes, utf8 } from '../bytes.js';
import type { Line } from '../domain/line.js';
import { wordsOf } from './line-filter.js';
import { lineText } from './line-text.js';
import type { LiteralIndex } from './literal-index.js';

/** A line somebody may want to see. Only valid until the visitor returns; the `Line`s it gives stay. */
export interface SeenLine {
  /** 1-based; lines end at \n, \r\n or \r. */
  readonly number: number;
  /** Indices of the index's literals that stand in it; undefined when there are none. */
  readonly hits: readonly number[] | undefined;
  /** Made when it is first asked for. */
  readonly line: Line;
  /**
   * The lines before it, at most so many (and `REMEMBERED`), oldest first.
   * @param holding of these only the ones in whose raw text it stands: no other is made
   */
  before(reach: number, holding?: string): readonly Line[];
}

/** Sees each line that holds a literal, and while it wants all, every line. */
export interface Visitor {
  readonly wantsAll: boolean;
  /** Whether the index's asides matter to it now; they do where it does not say. */
  readonly wantsAsides?: boolean;
  /**
   * Offers a whole line as it was printed, the bytes from `start` to `end`: true where it need not be taken.
   * @param hits the literals that stand in it
   */
  takesRaw?(bytes: Uint8Array, start: number, end: number, hits: readonly number[]): boolean;
  take(line: SeenLine): void;
}

/** Texts of the lines before and after one, as far as they are at hand. */
export interface Around {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Makes a line of its number and its text, colours and all.
 * @param clipped true where it is a piece of a longer one
 * @param around gives the raw texts around it
 */
export type LineMaker = (number: number, raw: string, clipped: boolean, around: () => Around) => Line;

/** A longer line is read in pieces of this size, each with the line's number, so that memory stays bounded. */
export const PIECE_BYTES = 32 * 1024;
/** Pieces overlap by this much, so that a message across a border is whole in one of them. */
const OVERLAP_BYTES = 2 * 1024;
/** How many lines before the last one can be asked for; a power of two less one. */
export const REMEMBERED = 127;

/** How far around a line others are looked at, to each side. */
const AROUND_BYTES = 4 * 1024;
const MOST_AROUND = 12;

const LF = 10;
const CR = 13;

/**
 * Looks for the index's literals in UTF-8 bytes, and counts lines as it passes them. Only a line that holds a literal, or
 * that the visitor waits for, is made known; of all others nothing is kept but where they lie, as long as their bytes are
 * at hand. Colour codes and NUL bytes between the letters of a literal do not hide it.
 */
export class LineScanner {
  readonly #index: LiteralIndex;
  readonly #visitor: Visitor;
  readonly #make: LineMaker;
  #wantsAll: boolean;
  #wantsAsides: boolean;
  /** The remembered lines and what follows them. */
  #window: Uint8Array = new Uint8Array(0);
  #words = wordsOf(this.#window);
  #isBorrowed = false;
  #length = 0;
  /** Where the line begins that was not read to its end. */
  #start = 0;
  #number = 1;
  #longLines = 0;
  #inLongLine = false;
  #afterReturn = false;
  /** The remembered lines, or pieces of lines, each in the place of its count modulo their number. */
  #count = 0;
  readonly #starts = new Int32Array(REMEMBERED + 1);
  readonly #ends = new Int32Array(REMEMBERED + 1);
  readonly #numbers = new Float64Array(REMEMBERED + 1);
  readonly #clipped = new Uint8Array(REMEMBERED + 1);
  readonly #made: (Line | undefined)[] = Array.from({ length: REMEMBERED + 1 });

  constructor(index: LiteralIndex, visitor: Visitor, make: LineMaker) {
    this.#index = index;
    this.#visitor = visitor;
    this.#make = make;
    this.#wantsAll = visitor.wantsAll;
    this.#wantsAsides = visitor.wantsAsides ?? true;
  }

  /** How many lines were seen so far. */
  get lines(): number {
    return this.#number - 1;
  }

  /** How many of them were longer than a piece. */
  get longLines(): number {
    return this.#longLines;
  }

  /** The lines before the next one, at most so many, oldest first. */
  last(reach: number): readonly Line[] {
    return this.before(this.#count, reach);
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    this.#scan();
  }

  /** Delivers what follows the last line end. */
  finish(): void {
    if (this.#start < this.#length || this.#inLongLine) this.push(Uint8Array.of(LF));
  }

  /** Moves what is remembered to the front of the window, and puts the chunk after it. */
  #append(chunk: Uint8Array): void {
    const oldest = Math.max(0, this.#count - REMEMBERED - 1);
    const from = this.#count === 0 ? 0 : Math.min(this.#start, this.#starts[oldest & REMEMBERED] as number);
    const kept = this.#length - from;
    if (this.#count === 0 && kept === 0 && chunk.byteOffset === 0) {
      this.#borrow(chunk);
      return;
    }
    if (this.#isBorrowed || this.#window.length < kept + chunk.length) {
      // Twice as long each time: one that grew with each chunk would leave dozens of windows behind.
      const least = this.#isBorrowed ? 0 : 2 * this.#window.length;
      const window = new Uint8Array(Math.max(kept + chunk.length, least));
      window.set(this.#window.subarray(from, this.#length));
      this.#window = window;
      this.#words = wordsOf(window);
      this.#isBorrowed = false;
    } else this.#window.copyWithin(0, from, this.#length);
    this.#window.set(chunk, kept);
    this.#length = kept + chunk.length;
    this.#start -= from;
    for (let slot = 0; slot <= REMEMBERED; slot++) {
      this.#starts[slot]! -= from;
      this.#ends[slot]! -= from;
    }
  }

  /** What comes first need not be copied, and a small log is no more than that; it stays its owner's, so that nothing is put into it. */
  #borrow(chunk: Uint8Array): void {
    this.#window = chunk;
    this.#words = wordsOf(chunk);
    this.#isBorrowed = true;
    this.#length = chunk.length;
  }

  /** Delivers all complete lines of the window from `#start` on. */
  #scan(): void {
    const index = this.#index;
    const bytes = this.#window;
    const length = this.#length;
    let start = this.#start;
    if (this.#afterReturn && start < length) {
      if (bytes[start] === LF) start++;
      this.#afterReturn = false;
    }
    for (;;) {
      const limit = Math.min(length, start + PIECE_BYTES + 1);
      const filter = this.#wantsAsides ? index.filterWithAsides : index.filter;
      const end = filter.pass(bytes, this.#words, start, limit, length);
      if (end >= limit) {
        if (end >= length) break;
        this.#inLongLine = true;
        this.#deliver(start, end, filter.isCandidate, true);
        start = end - OVERLAP_BYTES;
        continue;
      }
      this.#deliver(start, end, filter.isCandidate, this.#inLongLine);
      this.#number++;
      this.#inLongLine = false;
      start = end + 1;
      if (bytes[end] === CR) {
        if (start === length) this.#afterReturn = true;
        else if (bytes[start] === LF) start++;
      }
    }
    this.#start = start;
  }

  #remember(start: number, end: number, clipped: boolean): void {
    const slot = this.#count++ & REMEMBERED;
    this.#starts[slot] = start;
    this.#ends[slot] = end;
    this.#numbers[slot] = this.#number;
    this.#clipped[slot] = clipped ? 1 : 0;
    this.#made[slot] = undefined;
  }

  #deliver(start: number, end: number, isCandidate: boolean, clipped: boolean): void {
    const count = this.#count;
    if (clipped && (count === 0 || this.#numbers[(count - 1) & REMEMBERED] !== this.#number)) this.#longLines++;
    this.#remember(start, end, clipped);
    if (!isCandidate && !this.#wantsAll) return;
    const hits = isCandidate ? this.#index.standingIn(this.#window, start, end, this.#wantsAsides) : [];
    if (hits.length === 0 && !this.#wantsAll) return;
    if (!clipped && this.#visitor.takesRaw?.(this.#window, start, end, hits)) return;
    this.#visitor.take(new Scanned(this, count, this.#number, hits.length > 0 ? hits : undefined));
    this.#wantsAll = this.#visitor.wantsAll;
    this.#wantsAsides = this.#visitor.wantsAsides ?? true;
  }

  #rawOf(start: number, end: number): string {
    return lineText(this.#window.subarray(start, end));
  }

  /** The line of a count, made once. */
  lineAt(index: number): Line {
    const slot = index & REMEMBERED;
    const made = this.#made[slot];
    if (made !== undefined) return made;
    const end = Math.min(this.#ends[slot] as number, (this.#starts[slot] as number) + PIECE_BYTES + 1);
    const raw = this.#rawOf(this.#starts[slot] as number, end);
    const around = (): Around => textsAround(this.#window.subarray(0, this.#length), this.#starts[slot]!, end);
    const line = this.#make(this.#numbers[slot] as number, raw, this.#clipped[slot] === 1, around);
    this.#made[slot] = line;
    return line;
  }

  /** The lines before that of a count. */
  before(index: number, reach: number, holding?: string): readonly Line[] {
    const first = index - Math.min(reach, REMEMBERED, index);
    if (holding !== undefined) return this.#holding(first, index, utf8(holding)).map((each) => this.lineAt(each));
    const lines: Line[] = [];
    for (let each = first; each < index; each++) lines.push(this.lineAt(each));
    return lines;
  }

  /** Of the lines from one count to another those in whose bytes some words stand. */
  #holding(first: number, end: number, words: Uint8Array): number[] {
    const found: number[] = [];
    if (first === end) return found;
    const last = this.#ends[(end - 1) & REMEMBERED] as number;
    let from = this.#starts[first & REMEMBERED] as number;
    for (let line = first; ; ) {
      const at = indexOfBytes(this.#window.subarray(from, last), words);
      if (at < 0) return found;
      while (line < end - 1 && (this.#ends[line & REMEMBERED] as number) <= from + at) line++;
      found.push(line);
      from = this.#ends[line & REMEMBERED] as number;
    }
  }
}

/** Raw texts of the lines before and after one, as far as they were read at once with it. */
function textsAround(bytes: Uint8Array, start: number, end: number): Around {
  const before = fromUtf8(bytes.subarray(Math.max(0, start - AROUND_BYTES), start)).split(/\r\n|\n|\r/);
  const after = fromUtf8(bytes.subarray(end, end + AROUND_BYTES)).split(/\r\n|\n|\r/);
  // The innermost are the line's own ends; the outermost may be cut.
  const uncutBefore = before.slice(start > AROUND_BYTES ? 1 : 0, -1);
  const uncutAfter = after.slice(1, end + AROUND_BYTES < bytes.length ? -1 : undefined);
  return { before: uncutBefore.slice(-MOST_AROUND), after: uncutAfter.slice(0, MOST_AROUND) };
}

/** A line as the scanner passes it. */
class Scanned implements SeenLine {
  readonly #scanner: LineScanner;
  readonly #index: number;
  readonly number: number;
  readonly hits: readonly number[] | undefined;

  constructor(scanner: LineScanner, index: number, number: number, hits: readonly number[] | undefined) {
    this.#scanner = scanner;
    this.#index = index;
    this.number = number;
    this.hits = hits;
  }

  get line(): Line {
    return this.#scanner.lineAt(this.#index);
  }

  before(reach: number, holding?: string): readonly Line[] {
    return this.#scanner.before(this.#index, reach, holding);
  }
}
