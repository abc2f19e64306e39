import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { KnownError, reasonOf } from '../../core/errors.js';

/** Below the folder that an archive of npm or GitHub has around everything. */
const PATTERN_FILE = /^[^/]+\/(?<path>patterns\/(?:[\w.@-]+\/)*[\w.@-]+\.ya?ml)$/;
const LARGEST_FILE = 1024 * 1024;
const MOST_FILES = 2000;
/** Of everything in the archive, unpacked. */
const MOST_BYTES = 128 * 1024 * 1024;

/**
 * The pattern files of a pack: all `.yaml` below its folder `patterns`. Links and everything else are passed over.
 * @param archive a tar archive through gzip, as npm and GitHub make them
 * @param where it came from, for errors
 * @returns paths relative to the pack's root, in order; may be empty
 * @throws KnownError `broken-archive`, `too-large`
 */
export async function patternsIn(archive: AsyncIterable<Uint8Array>, where: string): Promise<RepositoryFile[]> {
  try {
    return (await unpack(archive)).sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    if (error instanceof TooLarge)
      throw new KnownError('too-large', { where, what: error.message, fix: 'It is no pack of patterns' });
    throw new KnownError('broken-archive', { where, what: `cannot be unpacked: ${reasonOf(error)}` }, error);
  }
}

class TooLarge extends Error {}

async function unpack(archive: AsyncIterable<Uint8Array>): Promise<RepositoryFile[]> {
  const files: RepositoryFile[] = [];
  const unpacked = extract();
  const gunzip = createGunzip();
  const bytes = Readable.from(archive);
  let left = MOST_BYTES;
  gunzip.on('data', (chunk: Uint8Array) => {
    left -= chunk.length;
    if (left < 0) unpacked.destroy(new TooLarge(`holds more than ${MOST_BYTES / 1024 ** 2} MiB`));
  });
  for (const stream of [bytes, gunzip]) stream.on('error', (error) => unpacked.destroy(error));
  bytes.pipe(gunzip).pipe(unpacked);
  try {
    for await (const entry of unpacked) {
      const path = PATTERN_FILE.exec(entry.header.name)?.groups?.['path'];
      if (path === undefined || path.includes('..') || entry.header.type !== 'file') {
        entry.resume();
        continue;
      }
      if ((entry.header.size ?? 0) > LARGEST_FILE || files.length >= MOST_FILES)
        throw new TooLarge(`holds more than ${MOST_FILES} patterns, or one of more than ${LARGEST_FILE / 1024} kB`);
      files.push({ path, text: await text(entry) });
    }
  } finally {
    bytes.destroy();
  }
  return files;
}
