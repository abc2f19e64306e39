import { KnownError } from '../../core/errors.js';
import type { Found, Input } from './input.js';
import { contentOfFile, fileSource } from './text-file.js';

/** No log is larger; a sparse file may claim to be. */
const MOST_BYTES = 64 * 1024 ** 3;

/** A regular file: a log, or an archive of logs. Throws a KnownError when it is neither. */
export async function fileInputs(path: string, name: string, size: number): Promise<Found> {
  if (size > MOST_BYTES)
    throw new KnownError('too-large', {
      where: name,
      what: `claims to hold ${Math.round(size / 1024 ** 3)} GiB`,
      fix: 'Cut out the part that failed: tail -c 1G FILE | whydunit -',
    });
  const content = await contentOfFile(path, name, size);
  if (content === 'zip' || (name.toLowerCase().endsWith('.zip') && content !== 'empty')) {
    const { archiveInputs } = await import(/* webpackMode: "eager" */ './archives.js');
    return archiveInputs(path, name);
  }
  if (content === 'binary') throw new KnownError('binary-input', { where: name, what: 'is a binary file, not a log' });
  const input: Input = { state: content === 'empty' ? 'empty' : 'readable', source: fileSource(path, name, size) };
  return { inputs: [input], notes: [] };
}
