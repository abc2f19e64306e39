import { utf8 } from '../bytes.js';
import { endOfEscape } from './escape.js';
import { nextGram, PLACES, placeOfGram, rarestGram } from './gram.js';
import { LineFilter, type Literals } from './line-filter.js';

/** No literal crosses them: line ends, NUL and the escape that begins a colour code. */
const BREAKS = [0, 10, 13, 27];
const ESCAPE = 27;
const FIRST_SCRATCH = 4096;

/** Which of the literals do not make a line worth a look. */
export interface Weights {
  /** Those that only matter at times. */
  readonly asides?: ReadonlySet<number>;
  /** Those that only matter beside others. */
  readonly besides?: ReadonlySet<number>;
}

/**
 * All literals of the catalogue and all anchors of the parsers together, to be looked for in bytes. ASCII case is ignored, so
 * that `(?i)` expressions need no second pass.
 *
 * Each literal is known by its rarest four bytes. A `LineFilter` passes over a log and looks at each place only whether four
 * bytes end there that somebody waits for; which literals stand in a line is found out for the few lines where they do.
 */
export class LiteralIndex implements Literals {
  readonly #literals: readonly Uint8Array[];
  readonly #asides: ReadonlySet<number>;
  readonly #besides: ReadonlySet<number>;
  /** The grams that literals are known by, each at its place, and the first literal of each; counted from 1, none is 0. */
  readonly #grams = new Int32Array(PLACES);
  readonly #first = new Uint16Array(PLACES);
  /** After each literal the next one of the same gram. */
  readonly #next: Uint16Array;
  /** How many of a literal's bytes stand up to the end of its gram. */
  readonly #ends: Uint16Array;
  /** Those that no gram knows, they are too short or their grams' places are taken: by the number of their last two bytes. */
  readonly #others: number[][] = [[]];
  readonly #byPair = new Uint16Array(1 << 16);
  /** Which bytes end one of them. */
  readonly #endsOther = new Uint8Array(256);
  #scratch = new Uint8Array(FIRST_SCRATCH);
  /** Passes over lines; without and with the asides. */
  readonly filter: LineFilter;
  readonly filterWithAsides: LineFilter;

  private constructor(literals: readonly Uint8Array[], { asides = new Set(), besides = new Set() }: Weights) {
    this.#literals = literals;
    this.#asides = asides;
    this.#besides = besides;
    this.#next = new Uint16Array(literals.length + 1);
    this.#ends = new Uint16Array(literals.length);
    this.filter = new LineFilter(this);
    this.filterWithAsides = new LineFilter(this);
    // The shortest have the least choice.
    const order = [...literals.keys()].sort((a, b) => literals[a]!.length - literals[b]!.length);
    for (const literal of order) {
      if (BREAKS.some((byte) => literals[literal]!.includes(byte))) continue;
      const filters = asides.has(literal) ? [this.filterWithAsides] : [this.filter, this.filterWithAsides];
      this.#add(literal, besides.has(literal) ? [] : filters);
    }
  }

  #add(literal: number, filters: readonly LineFilter[]): void {
    const bytes = this.#literals[literal] as Uint8Array;
    const known = rarestGram(bytes, (gram) => {
      const taken = this.#grams[placeOfGram(gram)];
      return taken === 0 || taken === gram;
    });
    if (known === undefined) {
      this.#addByPair(literal, bytes);
      for (const filter of filters) filter.addLast(bytes.at(-1) as number);
      return;
    }
    const place = placeOfGram(known.gram);
    this.#grams[place] = known.gram;
    this.#ends[literal] = known.end;
    this.#next[literal + 1] = this.#first[place] as number;
    this.#first[place] = literal + 1;
    for (const filter of filters) filter.addGram(known.gram);
  }

  /** A single byte may have any other before it, or none. */
  #addByPair(literal: number, bytes: Uint8Array): void {
    const last = bytes.at(-1) as number;
    this.#endsOther[last] = 1;
    const before = bytes.length > 1 ? [bytes.at(-2) as number] : Array.from({ length: 256 }, (_, byte) => byte);
    const pairs = before.map((byte) => pairOf(byte, last));
    if (bytes.length === 1) pairs.push(nextGram(0, last) >>> 16);
    for (const pair of new Set(pairs)) {
      if (this.#byPair[pair] === 0) this.#byPair[pair] = this.#others.push([]) - 1;
      this.#others[this.#byPair[pair] as number]?.push(literal);
    }
  }

  /** Literals are taken without regard to ASCII case and must not be empty; each is known by its place in the list. */
  static build(literals: readonly string[], weights: Weights = {}): LiteralIndex {
    return new LiteralIndex(
      literals.map((literal) => utf8(literal.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))),
      weights,
    );
  }

  /** Indices of the literals that stand in a text, each once, in no particular order. */
  find(text: string): Set<number> {
    const bytes = utf8(text);
    for (let at = 0; at < bytes.length; at++) bytes[at] = lowerCase(bytes[at] as number);
    return new Set(this.#standing(bytes, bytes.length, true));
  }

  /**
   * Indices of the literals that stand in a line, some maybe more than once; colour codes and NUL bytes do not hide them.
   * None where only such stand there as matter beside others.
   * @param withAsides whether those that only matter at times matter now
   */
  standingIn(bytes: Uint8Array, start: number, end: number, withAsides: boolean): number[] {
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array(2 * (end - start));
    const bare = this.#scratch;
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === ESCAPE) at = endOfEscape(bytes, at, end);
      else if (byte !== 0) bare[length++] = lowerCase(byte);
    }
    const found = this.#standing(bare, length, withAsides);
    return found.every((literal) => this.#besides.has(literal)) ? [] : found;
  }

  /** Also true where a colour code or a NUL byte may be in the middle of a literal. */
  mayStand(gram: number, bytes: Uint8Array, start: number, clear: number, after: number): boolean {
    for (let each = this.#first[placeOfGram(gram)] as number; each !== 0; each = this.#next[each] as number) {
      const begin = after - (this.#ends[each - 1] as number);
      if (begin < clear ? clear > start : mayBegin(this.#literals[each - 1] as Uint8Array, bytes, begin)) return true;
    }
    return false;
  }

  mayEnd(bytes: Uint8Array, start: number, clear: number, after: number): boolean {
    if (after - 1 === clear && clear > start) return true;
    const before = after - 1 > start ? (bytes[after - 2] as number) : 0;
    const others = this.#others[this.#byPair[pairOf(before, bytes[after - 1] as number)] as number] as number[];
    return others.some((literal) => {
      const wanted = this.#literals[literal] as Uint8Array;
      const begin = after - wanted.length;
      return begin < clear ? clear > start : mayBegin(wanted, bytes, begin);
    });
  }

  /** In the order in which they end, of those that end together the longest first. @param bytes in lower case, as all literals are */
  #standing(bytes: Uint8Array, length: number, withAsides: boolean): number[] {
    const found: number[] = [];
    const ends: number[] = [];
    const offer = (literal: number, begin: number): void => {
      if (!this.#isAt(literal, bytes, begin, length)) return;
      found.push(literal);
      ends.push(begin + this.#lengthOf(literal));
    };
    const grams = this.#grams;
    const endsOther = this.#endsOther;
    let gram = 0;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] as number;
      gram = nextGram(gram, byte);
      if (endsOther[byte] === 1)
        for (const each of this.#others[this.#byPair[gram >>> 16] as number] as number[])
          offer(each, at + 1 - this.#lengthOf(each));
      const place = placeOfGram(gram);
      if (grams[place] !== gram) continue;
      for (let each = this.#first[place] as number; each !== 0; each = this.#next[each] as number)
        offer(each - 1, at + 1 - (this.#ends[each - 1] as number));
    }
    if (found.length === 0) return found;
    const order = [...found.keys()];
    if (found.length > 1)
      order.sort((a, b) => ends[a]! - ends[b]! || this.#lengthOf(found[b]!) - this.#lengthOf(found[a]!));
    return order.flatMap((index) => {
      const literal = found[index] as number;
      return withAsides || !this.#asides.has(literal) ? [literal] : [];
    });
  }

  #lengthOf(literal: number): number {
    return (this.#literals[literal] as Uint8Array).length;
  }

  #isAt(literal: number, bytes: Uint8Array, first: number, length: number): boolean {
    const wanted = this.#literals[literal] as Uint8Array;
    if (first < 0 || first + wanted.length > length) return false;
    for (let at = 0; at < wanted.length; at++) if (bytes[first + at] !== wanted[at]) return false;
    return true;
  }
}

/** Two bytes as the end of a gram. */
function pairOf(first: number, second: number): number {
  return nextGram(nextGram(0, first), second) >>> 16;
}

/** Whether a literal begins at a place; a colour code or NUL in it leaves that open. */
function mayBegin(literal: Uint8Array, bytes: Uint8Array, first: number): boolean {
  for (let at = 0; at < literal.length; at++) {
    const byte = bytes[first + at] as number;
    if (lowerCase(byte) !== literal[at]) return byte === ESCAPE || byte === 0;
  }
  return true;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}
