import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The directory at or above a path that holds a git repository; undefined outside of one. */
export function repositoryRoot(path: string): string | undefined {
  const directory = resolve(path);
  if (existsSync(join(directory, '.git'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : repositoryRoot(parent);
}
