import type { Pattern } from '../../core/domain/pattern.js';
import type { Proof } from '../../core/domain/proof.js';
import { KnownError } from '../../core/errors.js';
import { idOf, parsePattern } from './parse.js';
import type { PatternText } from './pattern-set.js';
import { badReferences } from './references.js';
import { shownExamples } from './shown-examples.js';

/**
 * Joins the built-in patterns with the user's. A user's pattern of the same id takes the built-in one's place.
 * @throws KnownError `broken-pattern` naming file, line, column and what to write instead
 */
export function withUserPatterns(builtIn: readonly Pattern[], files: readonly PatternText[]): Pattern[] {
  const byId = new Map(builtIn.map((pattern) => [pattern.id, pattern]));
  const origin = new Map<string, string>();
  for (const file of files) {
    const id = idOf(file.path);
    const other = origin.get(id);
    if (other !== undefined) {
      throw new KnownError('broken-pattern', {
        where: file.path,
        what: `The id ${id} is already used by ${other}`,
        fix: 'Rename one of the files',
      });
    }
    origin.set(id, file.path);
    byId.set(id, { ...parsePattern(id, file.path, file.text).pattern, own: true });
  }
  const patterns = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [bad] = badReferences(patterns);
  if (bad)
    throw new KnownError('broken-pattern', { where: origin.get(bad.id) ?? bad.id, what: bad.what, fix: bad.fix });
  return patterns;
}

/** The examples of a pattern of the user's own; undefined when it is not among the files. */
export function userProof(id: string, files: readonly PatternText[]): Proof | undefined {
  const file = files.find(({ path }) => idOf(path) === id);
  return file === undefined ? undefined : { ...shownExamples(parsePattern(id, file.path, file.text)), runs: [] };
}
