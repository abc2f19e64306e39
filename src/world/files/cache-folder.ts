import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Whoever may write into it decides what we run: bits of group and others. */
const OTHERS_WRITE = 0o022;

/**
 * Where the user's system keeps what can be had again, ours. Facts: specifications.freedesktop.org/basedir-spec, which
 * also says that a relative path counts as none.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find((path) => path !== undefined && isAbsolute(path));
  return join(named ?? join(homedir(), '.cache'), 'whydunit');
}

/**
 * Makes a folder where there is none, and tells whether nobody else may write to it. On Windows it lies in the user's
 * profile, which nobody else writes to.
 * @throws where it cannot be made
 */
export function isOwnFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0);
}
