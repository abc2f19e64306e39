import { builtIn } from './bundle.generated.js';
import type { PatternSet, PatternText } from './pattern-set.js';

const BUILT_IN: PatternSet = {
  get patterns() {
    return builtIn();
  },
  isBuiltIn: true,
};

/**
 * The built-in catalogue, joined with the user's patterns.
 * @throws KnownError `broken-pattern` naming file, line, column and what to write instead
 */
export async function loadCatalogue(userFiles: readonly PatternText[]): Promise<PatternSet> {
  if (userFiles.length === 0) return BUILT_IN;
  // YAML and schema libraries take longer to start than all the rest: only who has own patterns waits for them.
  const { withUserPatterns } = await import(/* webpackMode: "eager" */ './user-patterns.js');
  return { patterns: withUserPatterns(builtIn(), userFiles) };
}
