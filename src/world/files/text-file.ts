import { type FileHandle, open } from 'node:fs/promises';
import type { Source } from '../../core/domain/source.js';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { type Content, contentOf, SAMPLE_BYTES } from './sniff.js';

/** Bytes asked of the disk at once; of a small file one more than it holds, to see that it is over. */
const CHUNK_BYTES = 256 * 1024;

/** A regular file. Its text is read when it is opened, not before. */
export function fileSource(path: string, name: string, size: number): Source {
  return { name, kind: 'file', outcome: 'unknown', size, open: () => readFile(path, name, size) };
}

/** By hand: a stream takes memory for each time it asks, which for thousands of small files is most of what they take. */
async function* readFile(path: string, name: string, size: number): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    let buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, size + 1));
    for (let from = 0; ; ) {
      const { bytesRead } = await file.read(buffer, from, buffer.length - from, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(from, from + bytesRead);
      from += bytesRead;
      if (from < buffer.length) continue;
      buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      from = 0;
    }
  } catch (error) {
    throw cannotRead(name, error);
  } finally {
    await file?.close();
  }
}

/** Looks at the beginning of a regular file. Throws a KnownError when it cannot be opened or read. */
export async function contentOfFile(path: string, name: string, size: number): Promise<Content> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { bytesRead, buffer } = await file.read(new Uint8Array(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return contentOf(buffer.subarray(0, bytesRead), bytesRead >= size);
  } catch (error) {
    throw cannotRead(name, error);
  } finally {
    await file?.close();
  }
}

/** The known error for a path that the operating system would not let us read. */
export function cannotRead(name: string, error: unknown): KnownError {
  if (error instanceof KnownError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT') return new KnownError('missing-file', { where: name, what: 'does not exist' }, error);
  const kind = code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP' ? 'missing-file' : 'unreadable';
  return new KnownError(kind, { where: name, what: `cannot be read: ${reasonOf(error)}` }, error);
}
