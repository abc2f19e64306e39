import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { firstBytes } from '../first-bytes.js';
import type { FileContent } from './engine.js';

/** How much to take out of an archive. */
interface Limits {
  /** Bytes of one file, and of all files together. */
  readonly most: number;
  /** Files; what comes after is not looked at. */
  readonly stopAfter: number;
}

/** The regular files in a tar stream, by the last part of their names. Rejects when the stream breaks off. */
export async function filesIn(stream: Readable, { most, stopAfter }: Limits): Promise<Map<string, FileContent>> {
  const files = new Map<string, FileContent>();
  const unpacked = extract();
  stream.on('error', (error) => unpacked.destroy(error));
  stream.pipe(unpacked);
  let left = most;
  try {
    for await (const entry of unpacked) {
      const { header } = entry;
      if (header.type !== 'file' && header.type !== 'contiguous-file') {
        entry.resume();
        continue;
      }
      const bytes = await firstBytes(entry, left);
      left -= bytes.length;
      const name = header.name.slice(header.name.lastIndexOf('/') + 1);
      files.set(name, {
        bytes,
        whole: bytes.length === (header.size ?? 0),
        permissions: (header.mode ?? 0) % 512,
        user: header.uid ?? 0,
        group: header.gid ?? 0,
      });
      if (left <= 0 || files.size >= stopAfter) break;
    }
  } finally {
    // A large file is not read to its end.
    stream.destroy();
  }
  return files;
}
