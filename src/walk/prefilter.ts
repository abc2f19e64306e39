import { patternLiterals } from '../core/classify/literals.js';
import type { Pattern } from '../core/domain/pattern.js';
import type { Parser } from '../core/parse/parser.js';
import { Automaton } from '../core/reading/automaton.js';
import { SECTION_MARKS } from '../core/reading/sections.js';
import { MASK_LITERAL } from '../core/redact/masks.js';
import { TELLING_WORDS } from '../core/telling/score.js';

const NONE: ReadonlySet<number> = new Set();

/** Whom a line is for. */
export interface Sorted {
  /** Indices of the parsers to wake. */
  readonly anchored: ReadonlySet<number>;
  readonly isMark: boolean;
  /** Whether it may name a value that is to be masked. */
  readonly isMask: boolean;
  /** Whether it holds a word that tells of a failure. */
  readonly isTelling: boolean;
  /** A literal of a pattern that stands in the line. */
  readonly pattern: number | undefined;
}

const NOBODY: Sorted = { anchored: NONE, isMark: false, isMask: false, isTelling: false, pattern: undefined };

/** Who wants a literal. */
interface Wanted {
  readonly wakes: number[];
  isMark: boolean;
  isTelling: boolean;
  isPattern: boolean;
}

/**
 * The one automaton over everything anybody wants to see: what marks a step's end, what wakes a parser, what a pattern
 * needs. Knows whom a hit is for.
 */
export class Prefilter {
  readonly automaton: Automaton;
  readonly #literals: readonly string[];
  /** Indices of the parsers each literal wakes. */
  readonly #wakes: readonly (readonly number[])[];
  /** Whether each literal tells where a step begins or ends. */
  readonly #isMark: readonly boolean[];
  readonly #mask: number;
  readonly #isTelling: readonly boolean[];
  /** Whether each literal belongs to a pattern. */
  readonly #isPattern: readonly boolean[];

  constructor(parsers: readonly Parser[], patterns: readonly Pattern[]) {
    const wanted = new Map<string, Wanted>();
    const want = (literal: string): Wanted => {
      const key = literal.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      const known = wanted.get(key) ?? { wakes: [], isMark: false, isTelling: false, isPattern: false };
      wanted.set(key, known);
      return known;
    };
    want(MASK_LITERAL);
    for (const mark of SECTION_MARKS) want(mark).isMark = true;
    for (const word of TELLING_WORDS) want(word).isTelling = true;
    parsers.forEach((parser, index) => {
      for (const anchor of parser.anchors) want(anchor).wakes.push(index);
    });
    for (const literal of patternLiterals(patterns)) want(literal).isPattern = true;
    this.#literals = [...wanted.keys()];
    this.#mask = this.#literals.indexOf(MASK_LITERAL);
    this.#wakes = [...wanted.values()].map(({ wakes }) => wakes);
    this.#isMark = [...wanted.values()].map(({ isMark }) => isMark);
    this.#isTelling = [...wanted.values()].map(({ isTelling }) => isTelling);
    this.#isPattern = [...wanted.values()].map(({ isPattern }) => isPattern);
    this.automaton = Automaton.build(this.#literals);
  }

  /** Whom a line's hits are for: the steps, the parsers to wake, and the first literal of a pattern if there is one. */
  sort(hits: readonly number[] | undefined): Sorted {
    if (hits === undefined) return NOBODY;
    let anchored: Set<number> | undefined;
    let isMark = false;
    let isMask = false;
    let isTelling = false;
    let pattern: number | undefined;
    for (const hit of hits) {
      for (const parser of this.#wakes[hit] ?? []) (anchored ??= new Set()).add(parser);
      if (this.#isMark[hit]) isMark = true;
      if (hit === this.#mask) isMask = true;
      if (this.#isTelling[hit]) isTelling = true;
      if (this.#isPattern[hit]) pattern ??= hit;
    }
    return { anchored: anchored ?? NONE, isMark, isMask, isTelling, pattern };
  }

  /** The literals that stand in a text. */
  literalsIn(text: string): ReadonlySet<string> {
    return new Set([...this.automaton.find(text)].map((index) => this.#literals[index] as string));
  }
}
