import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { archivePlace, collectionInputs } from '../collection/read.js';
import type { Found, Input } from './input.js';
import { repeatedStepLogs } from './log-archive.js';
import { isLogName } from './log-names.js';
import { type Archive, type ArchivedFile, openArchive } from './zip.js';

/**
 * The collection or the logs in a zip archive, read in place. Archives inside it are left alone.
 * @param where its path, or a file that is open already
 */
export async function archiveInputs(where: string | number, name: string): Promise<Found> {
  const archive = await openArchive(where, name);
  return (await collectionInputs(archivePlace(archive))) ?? logsIn(archive);
}

/**
 * The logs among an archive's files.
 * @throws KnownError no-logs
 */
export function logsIn({ name, files }: Archive): Found {
  const repeated = repeatedStepLogs(new Map(files.map(({ path, size }) => [path, size])));
  const logs = files.filter((file) => isLogName(baseName(file.path)) && !isArchive(file));
  const inputs = logs.filter(({ path }) => !repeated.has(path)).map((file) => fileInput(file, name));
  const nested = files.filter(isArchive).length;
  if (inputs.length === 0) {
    const what =
      nested > 0
        ? 'holds only other archives, which are not opened'
        : `holds no logs among its ${count(files.length, 'file')}`;
    throw new KnownError('no-logs', { where: name, what, fix: 'Unpack it and name the log file' });
  }
  return { inputs, notes: nested > 0 ? [`${name}: ${count(nested, 'archive')} inside it not opened`] : [] };
}

function fileInput({ path, size, open }: ArchivedFile, archive: string): Input {
  const source: Source = { name: `${archive}/${path}`, kind: 'archive-entry', outcome: 'unknown', size, open };
  return { state: size === 0 ? 'empty' : 'readable', source };
}

function isArchive({ path }: ArchivedFile): boolean {
  return path.toLowerCase().endsWith('.zip');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
