import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { makeDirectory } from './directory.js';

/**
 * Writes a file whole or not at all: into a neighbour first, which then takes its place. Missing directories are made;
 * a pipe or device (`/dev/stdout`) is written in place. Throws a KnownError `write-failed`.
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const { randomUUID } = await import('node:crypto');
  const neighbour = join(dirname(path), `.whydunit-${randomUUID()}.tmp`);
  try {
    if (await isSpecial(path)) return await write(path, text);
    await makeDirectory(dirname(path));
    await write(neighbour, text);
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true }).catch(() => undefined);
    throw new KnownError('write-failed', { where: path, what: `cannot be written: ${reasonOf(error)}` }, error);
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text, 'utf8');
  } finally {
    await file.close();
  }
}

async function isSpecial(path: string): Promise<boolean> {
  try {
    const stats = await stat(path);
    return !stats.isFile() && !stats.isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
