import type { Source } from '../../core/domain/source.js';
import type { KnownError } from '../../core/errors.js';

/**
 * One thing to read, and what looking at its beginning told. Inputs are read in order of their names; `order` stands for
 * the name where another order is known.
 */
export type Input =
  | { readonly state: 'readable'; readonly source: Source; readonly order?: string }
  | { readonly state: 'empty'; readonly source: Source }
  | { readonly state: 'unreadable'; readonly source: Source; readonly error: KnownError };

/** What one path led to. Notes say in words what was left out. */
export interface Found {
  readonly inputs: readonly Input[];
  readonly notes: readonly string[];
}
