import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { checksumOf } from './checksum.js';

/**
 * The files of a pack that was downloaded before.
 * @returns undefined where there are none that are what the checksum says, whatever the reason
 */
export async function keptPack(folder: string, checksum: string): Promise<readonly RepositoryFile[] | undefined> {
  try {
    const files = JSON.parse(await readFile(fileOf(folder, checksum), 'utf8')) as RepositoryFile[];
    return checksumOf(files) === checksum ? files : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the files of a pack for the next time. That it cannot be kept is no reason to fail: it is downloaded again then. */
export async function keepPack(folder: string, files: readonly RepositoryFile[]): Promise<void> {
  const path = fileOf(folder, checksumOf(files));
  const written = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(written, JSON.stringify(files), { mode: 0o600 });
    await rename(written, path);
  } catch {
    // A home that is read-only, a disk that is full.
  }
}

function fileOf(folder: string, checksum: string): string {
  return join(folder, `${Buffer.from(checksum.slice('sha256-'.length), 'base64').toString('hex')}.json`);
}
