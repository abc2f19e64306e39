import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { normalize, sep } from 'node:path';
import { KnownError } from '../../core/errors.js';
import { directoryInputs } from './directory.js';
import { fileInputs } from './file.js';
import type { Found } from './input.js';
import { readPipe } from './pipe.js';
import { streamInput } from './stream.js';
import { cannotRead } from './text-file.js';

/** What one path on the command line leads to. Throws a KnownError when that is nothing we can read. */
export async function pathInputs(path: string): Promise<Found> {
  const name = normalize(path).replaceAll(sep, '/');
  const stats = await statsOf(path, name);
  if (stats.isDirectory()) return directoryInputs(path, name);
  if (stats.isFIFO()) return { inputs: [await streamInput(readPipe(path), name, 'file')], notes: [] };
  if (!stats.isFile()) throw new KnownError('not-a-file', { where: name, what: `is ${kindOf(stats)}, not a file` });
  return fileInputs(path, name, stats.size);
}

async function statsOf(path: string, name: string): Promise<Stats> {
  if (path.includes('\0')) throw new KnownError('missing-file', { where: name, what: 'is no path' });
  try {
    return await stat(path);
  } catch (error) {
    throw cannotRead(name, error);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isCharacterDevice()) return 'a character device';
  if (stats.isBlockDevice()) return 'a block device';
  return stats.isSocket() ? 'a socket' : 'something special';
}
