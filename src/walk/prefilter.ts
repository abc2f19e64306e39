import { patternLiterals } from '../core/classify/literals.js';
import type { Pattern } from '../core/domain/pattern.js';
import { Memo } from '../core/memo.js';
import type { Parser } from '../core/parse/parser.js';
import { type KnownLiterals, LiteralIndex, SEPARATOR } from '../core/reading/literal-index.js';
import type { PatternSet } from '../knowledge/catalogue/pattern-set.js';
import { PARSERS } from '../knowledge/families.js';
import { PREBUILT, type Prebuilt } from './prebuilt.js';
import { type Tables, tablesOf, unpacked, type Want, withPatterns, wordsOf } from './tables.js';

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

/**
 * The index over everything anybody wants to see in a log: what marks a step's end, what wakes a parser, what a pattern
 * needs that can match where no parser was. Knows whom a hit is for.
 */
export class Prefilter {
  static readonly #made = new WeakMap<readonly Pattern[], Prefilter>();

  static #ofBuiltIn: Prefilter | undefined;

  readonly index: LiteralIndex;
  readonly #tables: Tables;
  #words: readonly string[] | undefined;
  readonly #patterns: readonly Pattern[];
  readonly #built: Prebuilt | undefined;
  #inFailures: { readonly literals: readonly string[]; readonly index: LiteralIndex } | undefined;
  readonly #inText = new Map<string, ReadonlySet<number>>();
  /** Failures repeat the lines around them. */
  readonly #found = new Memo<ReadonlySet<string>>(5_000, 400);

  /** The one for all parsers and these patterns, made once. */
  static of(patterns: readonly Pattern[]): Prefilter {
    const known = Prefilter.#made.get(patterns);
    if (known !== undefined) return known;
    const own = patterns.filter((pattern) => pattern.own === true);
    // Where a built-in one is left out, its words must not be looked for.
    const isWhole = PREBUILT?.patterns === patterns.length - own.length;
    const made = isWhole ? new Prefilter(PARSERS, own, PREBUILT) : new Prefilter(PARSERS, patterns);
    Prefilter.#made.set(patterns, made);
    return made;
  }

  /** The one for all parsers and a set. The built-in patterns alone need not be read for it where it was built with the program. */
  static ofSet(set: PatternSet): Prefilter {
    if (PREBUILT === undefined || set.isBuiltIn !== true) return Prefilter.of(set.patterns);
    Prefilter.#ofBuiltIn ??= new Prefilter(PARSERS, [], PREBUILT);
    return Prefilter.#ofBuiltIn;
  }

  /** @param built tables that hold the built-in patterns already: `patterns` are then those beside them */
  constructor(parsers: readonly Parser[], patterns: readonly Pattern[], built?: Prebuilt) {
    const tables = built === undefined ? tablesOf(parsers, patterns) : withPatterns(unpacked(built.tables), patterns);
    this.index = LiteralIndex.build(tables.more, tables, tables.known);
    this.#tables = tables;
    this.#patterns = patterns;
    this.#built = built;
  }

  /** The index's literals by their numbers, in lower case. */
  get words(): readonly string[] {
    this.#words ??= wordsOf(this.#tables);
    return this.#words;
  }

  /** Whether of a line's hits none stands outside a text, which should be one of few. */
  standIn(hits: readonly number[], text: string): boolean {
    if (hits.length === 0) return true;
    if (text === '') return false;
    let inText = this.#inText.get(text);
    if (inText === undefined) this.#inText.set(text, (inText = this.index.find(text)));
    return hits.every((hit) => inText.has(hit));
  }

  /** Whom a line's hits are for: the steps, the parsers to wake, and the words of patterns that stand in it. */
  sort(hits: readonly number[] | undefined): Sorted {
    if (hits === undefined) return NOBODY;
    const { wants, foreign } = this.#tables;
    const all = new Set(hits.flatMap((hit) => [hit, ...(foreign.get(hit) ?? [])]));
    const anchored = new Set<number>();
    const waking = new Set<number>();
    let isMark = false;
    let isMask = false;
    let isTelling = false;
    let isGoodNews = true;
    const loose: number[] = [];
    for (const hit of all) {
      const want = wants[hit] as Want;
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
    this.#inFailures ??= indexOver(patternLiterals(this.#patterns), this.#built?.inFailures());
    const { literals, index } = this.#inFailures;
    return this.#found.of(text, () => new Set([...index.find(text)].map((each) => literals[each] as string)));
  }
}

function indexOver(literals: readonly string[], known?: KnownLiterals) {
  const before = known?.words.split(SEPARATOR) ?? [];
  const all = [...new Set([...before, ...literals])];
  return { literals: all, index: LiteralIndex.build(all.slice(before.length), {}, known) };
}
