import { builtIn } from './bundle.generated.js';
import type { KeptPatterns, PatternSet, PatternText, ReadPattern } from './pattern-set.js';
import { withUserPatterns } from './user-patterns.js';

const BUILT_IN: PatternSet = {
  get patterns() {
    return builtIn();
  },
  isBuiltIn: true,
};

/**
 * The built-in catalogue, joined with the user's patterns.
 * @param kept what their files were read as before
 * @throws KnownError `broken-pattern` naming file, line, column and what to write instead
 */
export async function loadCatalogue(userFiles: readonly PatternText[], kept?: KeptPatterns): Promise<PatternSet> {
  if (userFiles.length === 0) return BUILT_IN;
  const known = new Map(userFiles.map((file) => [file, kept?.known(file)]));
  // YAML and schema libraries take longer to start than all the rest: only who has new patterns waits for them.
  const reader = [...known.values()].includes(undefined)
    ? await import(/* webpackMode: "eager" */ './parse.js')
    : undefined;
  const read: ReadPattern[] = [];
  const patterns = withUserPatterns(builtIn(), userFiles, (id, file) => {
    const pattern =
      known.get(file) ?? (reader as NonNullable<typeof reader>).parsePattern(id, file.path, file.text).pattern;
    read.push({ ...file, pattern });
    return pattern;
  });
  if (reader !== undefined) kept?.keep(read);
  return { patterns };
}
