import { readFileSync, statSync } from 'node:fs';
import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { KnownError } from '../../core/errors.js';
import { noPatternFile, pathsMatching } from '../files/pattern-globs.js';
import { cannotRead } from '../files/text-file.js';

/** A pattern file is a page of text. */
const LARGEST_BYTES = 1024 * 1024;

/** The user's pattern files, in order of path. Throws a KnownError when a glob leads to none or one cannot be read. */
export async function readPatternFiles(globs: readonly string[]): Promise<RepositoryFile[]> {
  const { paths, unmatched } = await pathsMatching(globs, '.');
  const [none] = unmatched;
  if (none !== undefined) throw noPatternFile(none);
  // Nothing else is done meanwhile: waiting for each of two thousand small files takes longer than reading them.
  return paths.map(readPattern);
}

function readPattern(path: string): RepositoryFile {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_BYTES)
      throw new KnownError('broken-pattern', { where: path, what: `is larger than ${LARGEST_BYTES / 1024} kB` });
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    throw cannotRead(path, error);
  }
}
