import type { Pattern } from '../../core/domain/pattern.js';
import { KnownError } from '../../core/errors.js';
import { idOf } from './pattern-id.js';
import type { PatternText } from './pattern-set.js';
import { badReferences } from './references.js';

/** Reads the file of a pattern. */
export type PatternReading = (id: string, file: PatternText) => Pattern;

/**
 * Joins the built-in patterns with the user's. A user's pattern of the same id takes the built-in one's place.
 * @param read asked for the files one after the other
 * @throws KnownError `broken-pattern` naming file, line, column and what to write instead
 */
export function withUserPatterns(
  builtIn: readonly Pattern[],
  files: readonly PatternText[],
  read: PatternReading,
): Pattern[] {
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
    byId.set(id, { ...read(id, file), own: true });
  }
  const patterns = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [bad] = badReferences(patterns);
  if (bad)
    throw new KnownError('broken-pattern', { where: origin.get(bad.id) ?? bad.id, what: bad.what, fix: bad.fix });
  return patterns;
}
