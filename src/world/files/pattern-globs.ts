import type { FileSystemAdapter } from 'tinyglobby';
import { KnownError } from '../../core/errors.js';

const MOST_FILES = 2000;

/** Where globs of pattern files lead to. */
export interface GlobbedPaths {
  /** In order, with `/`, relative to where the search began. */
  readonly paths: readonly string[];
  /** Globs that lead to nothing. */
  readonly unmatched: readonly string[];
}

/**
 * Looks for pattern files.
 * @param from a directory
 * @param files what the directories hold; the disk by default
 */
export async function pathsMatching(
  globs: readonly string[],
  from: string,
  files?: FileSystemAdapter,
): Promise<GlobbedPaths> {
  if (globs.length === 0) return { paths: [], unmatched: [] };
  const { glob } = await import(/* webpackMode: "eager" */ 'tinyglobby');
  const paths = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of globs) {
    const found = await glob(pattern.replaceAll('\\', '/'), {
      cwd: from,
      expandDirectories: false,
      dot: true,
      absolute: false,
      ignore: ['**/node_modules/**'],
      ...(files !== undefined && { fs: files, followSymbolicLinks: false }),
    });
    if (found.length === 0) unmatched.push(pattern);
    for (const path of found) paths.add(path);
  }
  if (paths.size > MOST_FILES)
    throw new KnownError('too-large', {
      where: globs.join(' '),
      what: `matches ${paths.size} files`,
      fix: 'Narrow the glob',
    });
  return { paths: [...paths].sort(), unmatched };
}

/** The error for a glob that leads to nothing. */
export function noPatternFile(glob: string): KnownError {
  return new KnownError('no-input', {
    where: glob,
    what: 'no pattern file matches',
    fix: "Quote the glob, e.g. --patterns '.whydunit/**/*.yaml'",
  });
}
