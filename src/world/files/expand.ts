import { existsSync } from 'node:fs';
import { pathsMatching } from './pattern-globs.js';

/**
 * Globs that the shell left as they are (quoted, or on Windows), opened up; a path that exists under its own name stays,
 * and so does what leads to nothing: whoever reads it says so.
 */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  for (const path of paths) {
    const isGlob = /[*?{[]/.test(path) && !existsSync(path);
    const found = isGlob ? (await pathsMatching([path], '.')).paths : [];
    opened.push(...(found.length > 0 ? found : [path]));
  }
  return opened;
}
