import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../../core/errors.js';

/**
 * Makes a directory and those above it, as far as they are missing. Node's own `recursive` never ends on Node 20 where a
 * file system answers that a directory does not exist right below one that does (`/proc`), so each is made by itself.
 * Rejects with what the file system answered.
 */
export async function makeDirectory(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path; !(await isDirectory(at)); at = dirname(at)) {
    missing.push(at);
    if (dirname(at) === at) break;
  }
  for (const at of missing.reverse())
    await mkdir(at).catch((error: unknown) => {
      // Somebody else has made it since.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
