import { utf8 } from '../core/bytes.js';
import { patternLiterals } from '../core/classify/literals.js';
import { matchesLooseLines } from '../core/classify/match.js';
import type { Pattern } from '../core/domain/pattern.js';
import type { Parser } from '../core/parse/parser.js';
import { rarestGram } from '../core/reading/gram.js';
import { foreignWords } from '../core/reading/in-english.js';
import { TASK_MARKS } from '../core/reading/learned-prefix.js';
import { type KnownLiterals, SEPARATOR } from '../core/reading/literal-index.js';
import { SECTION_MARKS } from '../core/reading/sections.js';
import { MASK_LITERAL } from '../core/redact/masks.js';
import { TELLING_WORDS } from '../core/telling/score.js';
import type { PackedTables } from './prebuilt.js';

/** A parser that may start where a literal stands. */
interface Start {
  readonly parser: number;
  /** Need be only with one of these literals beside it. */
  readonly beside: readonly number[] | undefined;
  readonly isGoodNews: boolean;
}

/** What a literal is looked for. */
export interface Want {
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

/** All literals that anybody looks for, by their numbers. */
export interface Tables {
  /** The first ones, where it was found out before how each is known. */
  readonly known?: KnownLiterals;
  /** Those after them, in lower case. */
  readonly more: readonly string[];
  readonly wants: readonly Want[];
  /** Words of other languages by their numbers: the literals that may stand in what they say in English. */
  readonly foreign: ReadonlyMap<number, readonly number[]>;
  /** Those that matter only to who is awake, and those that matter only beside others. */
  readonly asides: ReadonlySet<number>;
  readonly besides: ReadonlySet<number>;
}

/** What these parsers, and the patterns that can match where no parser was, look for. */
export function tablesOf(parsers: readonly Parser[], patterns: readonly Pattern[]): Tables {
  const words = new Words([], []);
  const besides = new Set<number>();
  const sought = new Set<number>();
  words.want(MASK_LITERAL).isMask = true;
  for (const mark of [...SECTION_MARKS, ...TASK_MARKS]) words.want(mark).isMark = true;
  for (const word of TELLING_WORDS) words.want(word).isTelling = true;
  parsers.forEach((parser, index) => {
    for (const anchor of parser.anchors) {
      const others = parser.beside?.[anchor] ?? [];
      for (const other of others) besides.add(words.numberOf(other));
      for (const word of rarer(anchor, others)) sought.add(words.numberOf(word));
      const beside = others.length > 0 ? others.map((other) => words.numberOf(other)) : undefined;
      const isGoodNews = parser.goodNews?.includes(anchor) === true;
      words.want(anchor).starts.push({ parser: index, beside, isGoodNews });
    }
    for (const word of parser.wakes ?? []) words.want(word).wakes.push(index);
  });
  for (const literal of looseLiterals(patterns)) words.want(literal).isLoose = true;
  const foreign = new Map<number, readonly number[]>();
  addForeign(foreign, words, 0);
  const { wants } = words;
  const all = [...wants.keys()];
  return {
    more: words.all,
    wants,
    foreign,
    asides: new Set(all.filter((index) => onlyWakes(wants[index] as Want) && !besides.has(index))),
    besides: new Set(
      all.filter((index) => onlyStarts(wants[index] as Want) && !sought.has(index) && !foreign.has(index)),
    ),
  };
}

/** The same, for more patterns. */
export function withPatterns(tables: Tables, patterns: readonly Pattern[]): Tables {
  const literals = looseLiterals(patterns);
  if (literals.length === 0) return tables;
  const before = wordsOf(tables);
  const words = new Words(before, tables.wants);
  const asides = new Set(tables.asides);
  const besides = new Set(tables.besides);
  for (const literal of literals) {
    const number = words.numberOf(literal);
    words.replace(number, { ...words.want(literal), isLoose: true });
    asides.delete(number);
    besides.delete(number);
  }
  const foreign = new Map(tables.foreign);
  addForeign(foreign, words, before.length);
  for (const number of foreign.keys()) besides.delete(number);
  const more = words.all.slice(before.length - tables.more.length);
  return { ...tables, more, wants: words.wants, foreign, asides, besides };
}

/** All literals by their numbers. */
export function wordsOf({ known, more }: Tables): readonly string[] {
  return known === undefined ? more : [...known.words.split(SEPARATOR), ...more];
}

/** Adds the words that say in another language what the literals from a number on say. */
function addForeign(foreign: Map<number, readonly number[]>, words: Words, from: number): void {
  const english = words.all.slice(from);
  for (const [said, others] of foreignWords()) {
    const same = sharing(english, said).map((index) => from + index);
    if (same.length === 0) continue;
    for (const other of others) {
      const number = words.numberOf(other);
      foreign.set(number, [...(number < from ? (foreign.get(number) ?? []) : []), ...same]);
    }
  }
}

/** The places of the literals of which one stands in what is said in English, or holds it. */
function sharing(literals: readonly string[], said: string): number[] {
  const pieces = said
    .toLowerCase()
    .split(/\{\d\}/)
    .map((piece) => piece.replace(/^[\s'\]]+|(?<![\s':])[\s':]+$/g, ''));
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best));
  return literals.flatMap((literal, number) => {
    const word = literal.replace(/^[\s:]+|(?<![\s:])[\s:]+$/g, '');
    return word.length > 3 && (longest.includes(word) || word.includes(longest)) ? [number] : [];
  });
}

/** Numbers literals as they come, without regard to ASCII case. */
class Words {
  readonly wants: Want[];
  readonly #numbers: Map<string, number>;

  constructor(words: readonly string[], wants: readonly Want[]) {
    this.wants = [...wants];
    this.#numbers = new Map(words.map((word, index) => [word, index]));
  }

  get all(): string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(literal: string): number {
    const key = literal.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.wants.length);
    return this.wants.push(nothing()) - 1;
  }

  want(literal: string): Want {
    return this.wants[this.numberOf(literal)] as Want;
  }

  replace(number: number, want: Want): void {
    this.wants[number] = want;
  }
}

function nothing(): Want {
  return { starts: [], wakes: [], isMark: false, isMask: false, isTelling: false, isLoose: false };
}

function looseLiterals(patterns: readonly Pattern[]): string[] {
  return patternLiterals(patterns.filter(matchesLooseLines));
}

/** As JSON. */
export function packed({ wants, foreign, asides, besides }: Tables, literals: KnownLiterals): PackedTables {
  const which = (is: (want: Want) => boolean): number[] => wants.flatMap((want, word) => (is(want) ? [word] : []));
  return {
    ...literals,
    starts: wants.flatMap(({ starts }, word) =>
      starts.map(({ parser, beside, isGoodNews }) => [word, parser, isGoodNews ? 1 : 0, beside ?? 0] as const),
    ),
    wakes: wants.flatMap(({ wakes }, word) => wakes.map((parser) => [word, parser] as const)),
    foreign: [...foreign],
    marks: which(({ isMark }) => isMark),
    masks: which(({ isMask }) => isMask),
    telling: which(({ isTelling }) => isTelling),
    loose: which(({ isLoose }) => isLoose),
    asides: [...asides],
    besides: [...besides],
  };
}

/** As they were packed. Most words are those of a pattern alone: these share what they are wanted for. */
export function unpacked(tables: PackedTables): Tables {
  const wants: Want[] = tables.ends.map(() => NOTHING);
  for (const word of tables.loose) wants[word] = LOOSE;
  const own = (word: number): Want => {
    const want = wants[word] as Want;
    if (want !== NOTHING && want !== LOOSE) return want;
    const made = { ...nothing(), isLoose: want.isLoose };
    wants[word] = made;
    return made;
  };
  for (const [word, parser, isGoodNews, beside] of tables.starts)
    own(word).starts.push({ parser, beside: beside === 0 ? undefined : beside, isGoodNews: isGoodNews === 1 });
  for (const [word, parser] of tables.wakes) own(word).wakes.push(parser);
  for (const word of tables.marks) own(word).isMark = true;
  for (const word of tables.masks) own(word).isMask = true;
  for (const word of tables.telling) own(word).isTelling = true;
  return {
    known: tables,
    more: [],
    wants,
    foreign: new Map(tables.foreign),
    asides: new Set(tables.asides),
    besides: new Set(tables.besides),
  };
}

const NOTHING: Want = nothing();
const LOOSE: Want = { ...nothing(), isLoose: true };

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
