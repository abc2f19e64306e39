import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where the user's system keeps what can be had again, ours. Facts: specifications.freedesktop.org/basedir-spec, which
 * also says that a relative path counts as none.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find((path) => path !== undefined && isAbsolute(path));
  return join(named ?? join(homedir(), '.cache'), 'whydunit');
}
