import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Source } from '../../core/domain/source.js';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { type Content, contentOf, SAMPLE_BYTES } from './sniff.js';

/** Bytes asked of the disk at once. */
const CHUNK_BYTES = 256 * 1024;

/** A regular file. Its text is read when it is opened, not before. */
export function fileSource(path: string, name: string, size: number): Source {
  return { name, kind: 'file', outcome: 'unknown', size, open: () => readFile(path, name) };
}

async function* readFile(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw cannotRead(name, error);
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
