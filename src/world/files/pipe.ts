import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../core/errors.js';
import { cannotRead } from './text-file.js';

const CHUNK_BYTES = 64 * 1024;
/** How long a named pipe may stand without a writer before it counts as empty. */
const WRITER_MS = 2000;
const POLL_MS = 5;

/**
 * Reads a named pipe or what `<(command)` leaves in /dev/fd. Opened without blocking: a pipe nobody writes into would
 * otherwise hold the process for ever.
 */
export async function* readPipe(path: string): AsyncGenerator<Uint8Array> {
  let pipe: FileHandle | undefined;
  try {
    pipe = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const deadline = Date.now() + WRITER_MS;
    for (let begun = false; ; ) {
      const chunk = await available(pipe);
      if (chunk !== undefined && chunk.length > 0) {
        begun = true;
        yield chunk;
      } else if (chunk?.length === 0 && (begun || Date.now() > deadline)) return;
      else {
        begun ||= chunk === undefined;
        await sleep(POLL_MS);
      }
    }
  } catch (error) {
    throw cannotRead(path, error);
  } finally {
    await pipe?.close();
  }
}

/** What stands in the pipe: nothing yet (undefined), or an empty chunk when nobody has it open for writing. */
async function available(pipe: FileHandle): Promise<Uint8Array | undefined> {
  try {
    const { bytesRead, buffer } = await pipe.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return undefined;
    throw error;
  }
}
