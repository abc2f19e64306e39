import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { fieldsOf, parsedJson } from '../../core/json.js';
import { type RecordLine, recordLines } from './lines.js';

/** A file of answers that an interrupted stream left behind: what it holds need not be asked again. */
export interface Answered {
  readonly ids: ReadonlySet<string>;
  /** Adds an answer, without its line break. */
  append(answer: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens it, or begins it. A last line that was cut off when it was written is taken away: its record is asked again.
 * @throws KnownError `write-failed`
 */
export async function openAnswered(path: string): Promise<Answered> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a+');
    const ids = new Set<string>();
    const whole = await lastLineBreak(file);
    await file.truncate(whole);
    if (whole > 0) for await (const line of recordLines(createReadStream(path))) collect(line, ids);
    const opened = file;
    return {
      ids,
      append: async (answer) => {
        await opened.appendFile(`${answer}\n`).catch((error: unknown) => {
          throw cannotWrite(path, error);
        });
      },
      close: () => opened.close(),
    };
  } catch (error) {
    await file?.close();
    throw cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): KnownError {
  const kind = codeOf(error) === 'EISDIR' ? 'bad-option' : 'write-failed';
  return new KnownError(kind, { where: path, what: `cannot be written: ${reasonOf(error)}` }, error);
}

const BLOCK_BYTES = 64 * 1024;

/** How many bytes of it are whole lines. */
async function lastLineBreak(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let end = size; end > 0; end -= BLOCK_BYTES) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
  }
  return 0;
}

function collect(line: RecordLine, ids: Set<string>): void {
  if (!('text' in line)) return;
  // What is no answer of ours stays where it is.
  const { id } = fieldsOf(parsedJson(line.text));
  if (typeof id === 'string') ids.add(id);
}
