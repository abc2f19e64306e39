import { createReadStream } from 'node:fs';
import { KnownError } from '../../core/errors.js';
import { cannotRead } from '../files/text-file.js';

/** A report holds excerpts, not logs. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * A report written earlier; `-` is standard input.
 * @param fix what to name instead, for whoever named something else
 * @returns its text, and its name for messages
 * @throws KnownError when it cannot be read, is empty or too large
 */
export async function readReportFile(
  path: string,
  fix = 'Name a report of whydunit',
): Promise<{ readonly name: string; readonly text: string }> {
  const name = path === '-' ? 'standard input' : path;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > LARGEST_BYTES)
        throw new KnownError('too-large', {
          where: name,
          what: 'is larger than 64 MiB',
          fix,
        });
      chunks.push(chunk as Uint8Array);
    }
  } catch (error) {
    throw cannotRead(name, error);
  }
  if (bytes === 0) throw new KnownError('empty-input', { where: name, what: 'is empty', fix });
  return { name, text: Buffer.concat(chunks).toString('utf8') };
}
