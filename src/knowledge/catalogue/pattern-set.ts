import type { Pattern } from '../../core/domain/pattern.js';

/** All patterns a run knows, built in and the user's, checked against each other. */
export interface PatternSet {
  /** Those that are built in are read when they are asked for. */
  readonly patterns: readonly Pattern[];
  /** Set for the built-in ones alone, as they are. */
  readonly isBuiltIn?: true;
}

/** A user's pattern file. */
export interface PatternText {
  readonly path: string;
  readonly text: string;
}

/** A user's pattern file and what it was read as. */
export interface ReadPattern extends PatternText {
  readonly pattern: Pattern;
}

/** What pattern files were read as before. */
export interface KeptPatterns {
  /** What a file was read as that had the same path and text; undefined where there was none. */
  known(file: PatternText): Pattern | undefined;
  /** Keeps what all files of a run were read as, for the next one. */
  keep(read: readonly ReadPattern[]): void;
}
