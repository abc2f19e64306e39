import type { Pattern } from '../../core/domain/pattern.js';
import { BUILT_IN } from './bundle.generated.js';

/** All patterns a run knows, built in and the user's, checked against each other. */
export interface PatternSet {
  readonly patterns: readonly Pattern[];
}

/** A user's pattern file. */
export interface PatternText {
  readonly path: string;
  readonly text: string;
}

/**
 * The built-in catalogue, joined with the user's patterns.
 * @throws KnownError `broken-pattern` naming file, line, column and what to write instead
 */
export async function loadCatalogue(userFiles: readonly PatternText[]): Promise<PatternSet> {
  if (userFiles.length === 0) return { patterns: BUILT_IN };
  // YAML and schema libraries take longer to start than all the rest: only who has own patterns waits for them.
  const { withUserPatterns } = await import(/* webpackMode: "eager" */ './user-patterns.js');
  return { patterns: withUserPatterns(BUILT_IN, userFiles) };
}
