import type { Pattern } from '../../core/domain/pattern.js';

/** All patterns a run knows, built in and the user's, checked against each other. */
export interface PatternSet {
  readonly patterns: readonly Pattern[];
}

/** A user's pattern file. */
export interface PatternText {
  readonly path: string;
  readonly text: string;
}
