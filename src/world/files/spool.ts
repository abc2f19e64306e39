import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../core/domain/source.js';
import { KnownError, reasonOf } from '../../core/errors.js';

const CHUNK_BYTES = 256 * 1024;

/**
 * Keeps a stream on disk until its outcome is known, so that output of any size needs little memory. The file has
 * no name once it is open: nothing is left behind, however the process ends.
 */
export class Spool {
  readonly #file: number;
  #size = 0;

  constructor() {
    const folder = write(tmpdir(), () => mkdtempSync(join(tmpdir(), 'whydunit-')));
    const path = join(folder, 'spool.log');
    this.#file = write(path, () => openSync(path, 'wx+', 0o600));
    try {
      rmSync(folder, { recursive: true });
    } catch {
      // Windows may refuse while it is open; the temporary directory is cleaned by the system then.
    }
  }

  get size(): number {
    return this.#size;
  }

  /** The open file, for readers that jump about in it; whoever closes it closes the spool. */
  get descriptor(): number {
    return this.#file;
  }

  append(chunk: Uint8Array): void {
    for (let done = 0; done < chunk.length; ) {
      done += write(tmpdir(), () => writeSync(this.#file, chunk, done, chunk.length - done, this.#size + done));
    }
    this.#size += chunk.length;
  }

  /** What was kept, as a source. It can be opened any number of times until `close`. */
  source(about: Pick<Source, 'name' | 'kind' | 'outcome' | 'exitCode' | 'ran'>): Source {
    return { ...about, size: this.#size, open: () => this.#read() };
  }

  close(): void {
    closeSync(this.#file);
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    for (let position = 0; position < this.#size; ) {
      const chunk = new Uint8Array(CHUNK_BYTES);
      const read = readSync(this.#file, chunk, 0, CHUNK_BYTES, position);
      if (read === 0) return;
      position += read;
      yield chunk.subarray(0, read);
    }
  }
}

function write<T>(where: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new KnownError('write-failed', { where, what: `what came in cannot be kept: ${reasonOf(error)}` }, error);
  }
}
