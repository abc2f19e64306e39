import { mkdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from '../files/cache-folder.js';

/** What `node:module` has from Node 22.8 on. */
interface Keeping {
  enableCompileCache(folder: string): unknown;
}

/** Whoever may write into it decides what we run: bits of group and others. */
const OTHERS_WRITE = 0o022;

/**
 * From here on what Node compiles of this program is kept for the next start, which then takes half the time: in a folder of
 * the user's own, where Node knows how (from 22.8 on) and NODE_DISABLE_COMPILE_CACHE does not forbid it. Where that cannot
 * be, a home that is read-only, a folder of somebody else's, everything goes on as without.
 */
export function keepCompiled(
  env: Readonly<Record<string, string | undefined>>,
  keepIn = (module as Partial<Keeping>).enableCompileCache,
): void {
  try {
    const folder = join(cacheFolder(env), 'compiled');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOwn(folder)) keepIn?.(folder);
  } catch {
    // It is only faster with it.
  }
}

/** On Windows the folder lies in the user's profile, which nobody else writes to. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0);
}
