import type { KnownLiterals } from '../core/reading/literal-index.js';

/** `Tables` as JSON. Words are named by their numbers. */
export interface PackedTables extends KnownLiterals {
  readonly starts: readonly (readonly [
    word: number,
    parser: number,
    isGoodNews: 0 | 1,
    beside: readonly number[] | 0,
  ])[];
  readonly wakes: readonly (readonly [word: number, parser: number])[];
  readonly foreign: readonly (readonly [word: number, english: readonly number[]])[];
  readonly marks: readonly number[];
  readonly masks: readonly number[];
  readonly telling: readonly number[];
  readonly loose: readonly number[];
  readonly asides: readonly number[];
  readonly besides: readonly number[];
}

/** What all parsers and all built-in patterns look for. */
export interface Prebuilt {
  readonly tables: PackedTables;
  /** All literals of all patterns. */
  readonly inFailures: () => KnownLiterals;
  /** How many patterns there are. */
  readonly patterns: number;
}

/** Made when the program is built (`scripts/build.ts`) of the same sources; there is none before. */
export const PREBUILT: Prebuilt | undefined = undefined;
