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
