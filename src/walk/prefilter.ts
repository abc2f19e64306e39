import { utf8 } from '../core/bytes.js';
import { patternLiterals } from '../core/classify/literals.js';
import { matchesLooseLines } from '../core/classify/match.js';
import type { Pattern } from '../core/domain/pattern.js';
import { Memo } from '../core/memo.js';
import type { Parser } from '../core/parse/parser.js';
import { rarestGram } from '../core/reading/gram.js';
import { FOREIGN_WORDS } from '../core/reading/in-english.js';
import { TASK_MARKS } from '../core/reading/learned-prefix.js';
import { LiteralIndex } from '../core/reading/literal-index.js';
import { SECTION_MARKS } from '../core/reading/sections.js';
import { MASK_LITERAL } from '../core/redact/masks.js';
import { TELLING_WORDS } from '../core/telling/score.js';
import { PARSERS } from '../knowledge/families.js';

const NONE: ReadonlySet<number> = new Set();

/** Whom a line is for. */
export interface Sorted {
  /** Indices of the parsers that may start here. */
  readonly anchored: ReadonlySet<number>;
  /** Indices of the parsers whose dozing readings wait for it. */
  readonly waking: ReadonlySet<number>;
  /** Whether it is only for parsers that may start here, and only tells that something went well. */
  readonly isGoodNews: boolean;
  readonly isMark: boolean;
  /** Whether it may name a value that is to be masked. */
  readonly isMask: boolean;
  /** Whether it holds a word that tells of a failure. */
  readonly isTelling: boolean;
  /** The literals of patterns that stand in the line, each once. */
  readonly loose: readonly number[];
}

const NOBODY: Sorted = {
  anchored: NONE,
  waking: NONE,
  isGoodNews: false,
  isMark: false,
  isMask: false,
  isTelling: false,
  loose: [],
};

/** A parser that may start where a literal stands. */
interface Start {
  readonly parser: number;
  /** Need be only with one of these literals beside it. */
  readonly beside: readonly number[] | undefined;
  readonly isGoodNews: boolean;
}

/** What a literal is looked for. */
interface Want {
  readonly starts: Start[];
  /** The parsers whose dozing readings wait for it. */
  readonly wakes: number[];
  /** It tells where a step begins or ends. */
  isMark: boolean;
  isMask: boolean;
  /** It tells of a failure. */
  isTelling: boolean;
  /** A pattern waits for it in lines that lie in no failure. */
  isLoose: boolean;
}

/**
 * The index over everything anybody wants to see in a log: what marks a step's end, what wakes a parser, what a pattern
 * needs that can match where no parser was. Knows whom a hit is for.
 */
export class Prefilter {
  static readonly #made = new WeakMap<readonly Pattern[], Prefilter>();

  readonly index: LiteralIndex;
  /** The index's literals by their numbers, in lower case. */
  readonly words: readonly string[];
  /** What each of the index's literals is looked for. */
  readonly #wants: readonly Want[];
  /** Words of other languages by their numbers: the literals that may stand in what they say in English. */
  readonly #foreign: ReadonlyMap<number, readonly number[]>;
  readonly #patterns: readonly Pattern[];
  #inFailures: { readonly literals: readonly string[]; readonly index: LiteralIndex } | undefined;
  /** Failures repeat the lines around them. */
  readonly #found = new Memo<ReadonlySet<string>>(5_000, 400);

  /** The one for all parsers and these patterns, made once. */
  static of(patterns: readonly Pattern[]): Prefilter {
    const known = Prefilter.#made.get(patterns);
    if (known !== undefined) return known;
    const made = new Prefilter(PARSERS, patterns);
    Prefilter.#made.set(patterns, made);
    return made;
  }

  constructor(parsers: readonly Parser[], patterns: readonly Pattern[]) {
    const wants: Want[] = [];
    const numbers = new Map<string, number>();
    const numberOf = (literal: string): number => {
      const key = literal.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, wants.length);
      return wants.push({ starts: [], wakes: [], isMark: false, isMask: false, isTelling: false, isLoose: false }) - 1;
    };
    const besides = new Set<number>();
    const sought = new Set<number>();
    const want = (literal: string): Want => wants[numberOf(literal)] as Want;
    want(MASK_LITERAL).isMask = true;
    for (const mark of [...SECTION_MARKS, ...TASK_MARKS]) want(mark).isMark = true;
    for (const word of TELLING_WORDS) want(word).isTelling = true;
    parsers.forEach((parser, index) => {
      for (const anchor of parser.anchors) {
        const others = parser.beside?.[anchor] ?? [];
        for (const other of others) besides.add(numberOf(other));
        for (const word of rarer(anchor, others)) sought.add(numberOf(word));
        const beside = others.length > 0 ? others.map(numberOf) : undefined;
        want(anchor).starts.push({ parser: index, beside, isGoodNews: parser.goodNews?.includes(anchor) === true });
      }
      for (const word of parser.wakes ?? []) want(word).wakes.push(index);
    });
    for (const literal of patternLiterals(patterns.filter(matchesLooseLines))) want(literal).isLoose = true;
    const english = [...numbers.keys()];
    const foreign = new Map<number, readonly number[]>();
    for (const [said, words] of FOREIGN_WORDS) {
      const same = sharing(english, said);
      if (same.length > 0) for (const word of words) foreign.set(numberOf(word), same);
    }
    const all = wants.map((_, index) => index);
    const asides = all.filter((index) => onlyWakes(wants[index] as Want) && !besides.has(index));
    const silent = all.filter((index) => onlyStarts(wants[index] as Want) && !sought.has(index) && !foreign.has(index));
    this.words = [...numbers.keys()];
    this.index = LiteralIndex.build(this.words, { asides: new Set(asides), besides: new Set(silent) });
    this.#wants = wants;
    this.#foreign = foreign;
    this.#patterns = patterns;
  }

  /** Whom a line's hits are for: the steps, the parsers to wake, and the words of patterns that stand in it. */
  sort(hits: readonly number[] | undefined): Sorted {
    if (hits === undefined) return NOBODY;
    const all = new Set(hits.flatMap((hit) => [hit, ...(this.#foreign.get(hit) ?? [])]));
    const anchored = new Set<number>();
    const waking = new Set<number>();
    let isMark = false;
    let isMask = false;
    let isTelling = false;
    let isGoodNews = true;
    const loose: number[] = [];
    for (const hit of all) {
      const want = this.#wants[hit] as Want;
      for (const start of want.starts) {
        if (start.beside !== undefined && !start.beside.some((other) => all.has(other))) continue;
        anchored.add(start.parser);
        isGoodNews &&= start.isGoodNews;
      }
      for (const parser of want.wakes) waking.add(parser);
      if (want.isMark) isMark = true;
      if (want.isMask) isMask = true;
      if (want.isTelling) isTelling = true;
      if (want.isLoose) loose.push(hit);
    }
    isGoodNews &&= waking.size === 0 && !isMark;
    return { anchored, waking, isGoodNews, isMark, isMask, isTelling, loose };
  }

  /** The literals of patterns that stand in a text. Only lines of failures are asked for: a green log needs no index for them. */
  literalsIn(text: string): ReadonlySet<string> {
    this.#inFailures ??= indexOver(patternLiterals(this.#patterns));
    const { literals, index } = this.#inFailures;
    return this.#found.of(text, () => new Set([...index.find(text)].map((each) => literals[each] as string)));
  }
}

/** The numbers of the literals of which one stands in what is said in English, or holds it. */
function sharing(literals: readonly string[], said: string): number[] {
  const pieces = said
    .toLowerCase()
    .split(/\{\d\}/)
    .map((piece) => piece.replace(/^[\s'\]]+|[\s':]+$/g, ''));
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best));
  return literals.flatMap((literal, number) => {
    const word = literal.replace(/^[\s:]+|[\s:]+$/g, '');
    return word.length > 3 && (longest.includes(word) || word.includes(longest)) ? [number] : [];
  });
}

function indexOver(literals: readonly string[]) {
  return { literals, index: LiteralIndex.build(literals) };
}

/** Of an anchor and the words beside it, which stand on each starting line, those to look for. */
function rarer(anchor: string, others: readonly string[]): readonly string[] {
  return others.length > 0 && Math.max(...others.map(commonness)) < commonness(anchor) ? others : [anchor];
}

function commonness(literal: string): number {
  return rarestGram(utf8(literal))?.commonness ?? Number.POSITIVE_INFINITY;
}

/** Only for who is awake already: where nobody is, the line need not be looked at. */
function onlyWakes({ starts, wakes, isMark, isMask, isTelling, isLoose }: Want): boolean {
  return wakes.length > 0 && starts.length === 0 && !(isMark || isMask || isTelling || isLoose);
}

/** Only for parsers that start with another word beside it. */
function onlyStarts({ wakes, isMark, isMask, isTelling, isLoose }: Want): boolean {
  return wakes.length === 0 && !(isMark || isMask || isTelling || isLoose);
}
