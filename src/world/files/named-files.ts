import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../core/errors.js';
import { cannotRead } from './text-file.js';

/** A file that was named, or that lies below a folder that was. */
export interface NamedFile {
  readonly path: string;
  /** When it was written last, ISO 8601. */
  readonly at: string;
  /** Found in a folder: it may be something else altogether. */
  readonly found: boolean;
}

/**
 * Files by their paths. Of what lies below a folder those with a name that is wanted, in order of name; what cannot be looked at
 * there is left out with a note. Links to folders are not followed.
 * @param notes takes why files were left out, each a sentence
 * @throws KnownError for a path that was named and cannot be looked at
 */
export async function* namedFiles(
  paths: readonly string[],
  isWanted: (path: string) => boolean,
  notes: string[],
): AsyncGenerator<NamedFile> {
  for (const path of paths) {
    const stats = await lookAt(path);
    if (!stats.isDirectory()) yield { path, at: stats.mtime.toISOString(), found: false };
    else
      for (const name of (await readdir(path, { recursive: true })).filter(isWanted).sort())
        yield* foundFile(join(path, name), notes);
  }
}

async function* foundFile(path: string, notes: string[]): AsyncGenerator<NamedFile> {
  try {
    const stats = await lookAt(path);
    if (stats.isFile()) yield { path, at: stats.mtime.toISOString(), found: true };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    notes.push(error.message);
  }
}

async function lookAt(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
}
