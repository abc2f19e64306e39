import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { makeDirectory } from '../sinks/directory.js';

/** One file of what is written, its path with forward slashes. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** Evidence may hold what is not for everybody on the machine. */
const [PRIVATE_FOLDER, PRIVATE_FILE] = [0o700, 0o600];

/**
 * Writes files into a new folder, or into a zip archive when the path ends in `.zip`: whole or not at all, in their order.
 * Throws a KnownError `write-failed` when something is there already or cannot be written.
 * @param modified the time that entries of an archive carry
 */
export async function writeCollection(path: string, files: readonly WrittenFile[], modified: Date): Promise<void> {
  const neighbour = join(dirname(resolve(path)), `.whydunit-${randomUUID()}.tmp`);
  try {
    await refuseOverwriting(path);
    await makeDirectory(dirname(neighbour));
    if (isArchive(path)) await writeArchive(neighbour, files, modified);
    else await writeFolder(neighbour, files);
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { recursive: true, force: true }).catch(() => undefined);
    if (error instanceof KnownError) throw error;
    throw new KnownError('write-failed', { where: path, what: `cannot be written: ${reasonOf(error)}` }, error);
  }
}

/** Whether a collection at that path is one file. */
function isArchive(path: string): boolean {
  return path.toLowerCase().endsWith('.zip');
}

/** An empty folder is no evidence; whatever else is there may be. */
export async function refuseOverwriting(path: string): Promise<void> {
  const stats = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return;
  if (stats.isDirectory() && !isArchive(path) && (await readdir(path)).length === 0) return;
  throw new KnownError('write-failed', {
    where: path,
    what: 'is there already, and evidence is not overwritten',
    fix: 'Name another place with --output, or move it away',
  });
}

async function writeFolder(folder: string, files: readonly WrittenFile[]): Promise<void> {
  await mkdir(folder, { mode: PRIVATE_FOLDER });
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: PRIVATE_FOLDER });
    await writeFile(join(folder, path), text, { mode: PRIVATE_FILE, flag: 'wx' });
  }
}

async function writeArchive(file: string, files: readonly WrittenFile[], mtime: Date): Promise<void> {
  const zip = new ZipFile();
  for (const { path, text } of files) zip.addBuffer(Buffer.from(text), path, { mtime, mode: 0o100000 | PRIVATE_FILE });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file, { mode: PRIVATE_FILE, flags: 'wx' }));
}
