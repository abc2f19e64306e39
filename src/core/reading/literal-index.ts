import { utf8 } from '../bytes.js';
import { endOfEscape } from './escape.js';
import { nextGram, PLACES, placeOfGram, rarestGram } from './gram.js';
import { LineFilter, type Literals } from './line-filter.js';

const BREAK = 10;
const ESCAPE = 27;
/** From here on a character takes more than one byte. */
const ASCII = 128;
/** Stands between literals: none holds one, since none crosses the end of a line. */
export const SEPARATOR = '\n';
const LOWER_CASE = Uint8Array.from({ length: 256 }, (_, byte) => lowerCase(byte));
const FIRST_SCRATCH = 4096;

/** Which of the literals do not make a line worth a look. */
export interface Weights {
  /** Those that only matter at times. */
  readonly asides?: ReadonlySet<number>;
  /** Those that only matter beside others. */
  readonly besides?: ReadonlySet<number>;
}

/** Literals of which it was found out before how each is known. */
export interface KnownLiterals {
  /** In lower case, as they may stand in a line, a `SEPARATOR` between any two. */
  readonly words: string;
  /** See `LiteralIndex.ends`. */
  readonly ends: readonly number[];
}

/**
 * All literals of the catalogue and all anchors of the parsers together, to be looked for in bytes. ASCII case is ignored, so
 * that `(?i)` expressions need no second pass.
 *
 * Each literal is known by its rarest four bytes. A `LineFilter` passes over a log and looks at each place only whether four
 * bytes end there that somebody waits for; which literals stand in a line is found out for the few lines where they do.
 */
export class LiteralIndex implements Literals {
  /** All literals, in lower case, a `SEPARATOR` between any two, and where each begins. */
  readonly #bytes: Uint8Array;
  readonly #begins: Uint32Array;
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

  private constructor(text: string, { asides = new Set(), besides = new Set() }: Weights, ends: readonly number[]) {
    this.#bytes = utf8(text);
    this.#begins = beginsOf(this.#bytes);
    const count = this.#begins.length - 1;
    this.#asides = asides;
    this.#besides = besides;
    this.#next = new Uint16Array(count + 1);
    this.#ends = new Uint16Array(count);
    this.filter = new LineFilter(this);
    this.filterWithAsides = new LineFilter(this);
    const both = [this.filter, this.filterWithAsides];
    const atTimes = [this.filterWithAsides];
    const filtersOf = (literal: number): readonly LineFilter[] =>
      besides.has(literal) ? [] : asides.has(literal) ? atTimes : both;
    ends.forEach((end, literal) => {
      this.#add(literal, filtersOf(literal), end);
    });
    // Of the others the shortest have the least choice.
    const others = Array.from({ length: count - ends.length }, (_, index) => ends.length + index);
    others.sort((a, b) => this.#lengthOf(a) - this.#lengthOf(b));
    for (const literal of others)
      if (this.#lengthOf(literal) > 0) this.#add(literal, filtersOf(literal), this.#choose(literal));
  }

  /** @param end where the gram ends that it is known by; 0 for none */
  #add(literal: number, filters: readonly LineFilter[], end: number): void {
    const begin = this.#begins[literal] as number;
    if (end === 0) {
      const bytes = this.#bytes.subarray(begin, begin + this.#lengthOf(literal));
      this.#addByPair(literal, bytes);
      for (const filter of filters) filter.addLast(bytes.at(-1) as number);
      return;
    }
    const gram = gramAt(this.#bytes, begin + end);
    const place = placeOfGram(gram);
    this.#grams[place] = gram;
    this.#ends[literal] = end;
    this.#next[literal + 1] = this.#first[place] as number;
    this.#first[place] = literal + 1;
    for (const filter of filters) filter.addGram(gram, place);
  }

  /** Where the rarest gram ends that no other stands in the place of; 0 for none. */
  #choose(literal: number): number {
    const begin = this.#begins[literal] as number;
    const bytes = this.#bytes.subarray(begin, begin + this.#lengthOf(literal));
    const rarest = rarestGram(bytes, (gram) => {
      const taken = this.#grams[placeOfGram(gram)];
      return taken === 0 || taken === gram;
    });
    return rarest?.end ?? 0;
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

  /**
   * Literals are taken without regard to ASCII case and must not be empty; each is known by its place in the list.
   * @param known literals that come before them: most of building is finding out how each is to be known
   */
  static build(literals: readonly string[], weights: Weights = {}, known?: KnownLiterals): LiteralIndex {
    const words = literals.map(inLine);
    const text = (known === undefined ? words : [known.words, ...words]).join(SEPARATOR);
    return new LiteralIndex(text, weights, known?.ends ?? []);
  }

  /** Of each literal, how many of its bytes stand up to the end of the gram that it is known by; 0 where none knows it. */
  get ends(): readonly number[] {
    return [...this.#ends];
  }

  /** Indices of the literals that stand in a text, each once, in no particular order. */
  find(text: string): Set<number> {
    if (this.#scratch.length < text.length) this.#scratch = new Uint8Array(2 * text.length);
    const bytes = this.#scratch;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= ASCII) return this.#findIn(utf8(text));
      bytes[at] = LOWER_CASE[unit] as number;
    }
    return new Set(this.#standing(bytes, text.length, true));
  }

  #findIn(bytes: Uint8Array): Set<number> {
    for (let at = 0; at < bytes.length; at++) bytes[at] = LOWER_CASE[bytes[at] as number] as number;
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
      else if (byte !== 0) bare[length++] = LOWER_CASE[byte] as number;
    }
    const found = this.#standing(bare, length, withAsides);
    return found.every((literal) => this.#besides.has(literal)) ? [] : found;
  }

  /** Also true where a colour code or a NUL byte may be in the middle of a literal. */
  mayStand(gram: number, bytes: Uint8Array, start: number, clear: number, after: number): boolean {
    for (let each = this.#first[placeOfGram(gram)] as number; each !== 0; each = this.#next[each] as number) {
      const begin = after - (this.#ends[each - 1] as number);
      if (begin < clear ? clear > start : this.#mayBegin(each - 1, bytes, begin)) return true;
    }
    return false;
  }

  mayEnd(bytes: Uint8Array, start: number, clear: number, after: number): boolean {
    if (after - 1 === clear && clear > start) return true;
    const before = after - 1 > start ? (bytes[after - 2] as number) : 0;
    const others = this.#others[this.#byPair[pairOf(before, bytes[after - 1] as number)] as number] as number[];
    return others.some((literal) => {
      const begin = after - this.#lengthOf(literal);
      return begin < clear ? clear > start : this.#mayBegin(literal, bytes, begin);
    });
  }

  /** In the order in which they end, of those that end together the longest first. @param bytes in lower case, as all literals are */
  #standing(bytes: Uint8Array, length: number, withAsides: boolean): number[] {
    const found: number[] = [];
    const ends: number[] = [];
    const grams = this.#grams;
    const endsOther = this.#endsOther;
    const byPair = this.#byPair;
    let gram = 0;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] as number;
      gram = nextGram(gram, byte);
      if (endsOther[byte] !== 0) {
        const pair = byPair[gram >>> 16] as number;
        if (pair !== 0) this.#addOthers(pair, bytes, at + 1, found, ends);
      }
      const place = placeOfGram(gram);
      if (grams[place] === gram) this.#addKnown(place, bytes, at + 1, length, found, ends);
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

  /** Of the literals that no gram knows those that end at a place. */
  #addOthers(pair: number, bytes: Uint8Array, end: number, found: number[], ends: number[]): void {
    for (const literal of this.#others[pair] as number[]) {
      if (!this.#isAt(literal, bytes, end - this.#lengthOf(literal), end)) continue;
      found.push(literal);
      ends.push(end);
    }
  }

  /** Of the literals that are known by the gram of a place, which ends here, those that stand around it. */
  #addKnown(place: number, bytes: Uint8Array, after: number, length: number, found: number[], ends: number[]): void {
    for (let each = this.#first[place] as number; each !== 0; each = this.#next[each] as number) {
      const begin = after - (this.#ends[each - 1] as number);
      if (!this.#isAt(each - 1, bytes, begin, length)) continue;
      found.push(each - 1);
      ends.push(begin + this.#lengthOf(each - 1));
    }
  }

  #lengthOf(literal: number): number {
    return (this.#begins[literal + 1] as number) - (this.#begins[literal] as number) - 1;
  }

  #isAt(literal: number, bytes: Uint8Array, first: number, length: number): boolean {
    const begin = this.#begins[literal] as number;
    const size = this.#lengthOf(literal);
    if (first < 0 || first + size > length) return false;
    for (let at = 0; at < size; at++) if (bytes[first + at] !== this.#bytes[begin + at]) return false;
    return true;
  }

  /** Whether a literal begins at a place; a colour code or NUL in it leaves that open. */
  #mayBegin(literal: number, bytes: Uint8Array, first: number): boolean {
    const begin = this.#begins[literal] as number;
    const size = this.#lengthOf(literal);
    for (let at = 0; at < size; at++) {
      const byte = bytes[first + at] as number;
      if (lowerCase(byte) !== this.#bytes[begin + at]) return byte === ESCAPE || byte === 0;
    }
    return true;
  }
}

/** Where each literal begins among the bytes of all, and where behind the last one another would. */
function beginsOf(bytes: Uint8Array): Uint32Array {
  const begins = [0];
  for (let at = bytes.indexOf(BREAK); at >= 0; at = bytes.indexOf(BREAK, at + 1)) begins.push(at + 1);
  return Uint32Array.from([...begins, bytes.length + 1]);
}

/** As it may stand in a line, in lower case; nothing where it cannot. Half a character would become a whole one beside its other half. */
function inLine(literal: string): string {
  if (/[\0\n\r\u001b]/.test(literal)) return '';
  return literal.toWellFormed().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Two bytes as the end of a gram. */
function pairOf(first: number, second: number): number {
  return nextGram(nextGram(0, first), second) >>> 16;
}

/** The gram that ends there. */
function gramAt(bytes: Uint8Array, end: number): number {
  let gram = 0;
  for (let at = end - 4; at < end; at++) gram = nextGram(gram, bytes[at] as number);
  return gram;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}
