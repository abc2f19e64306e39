import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../core/errors.js';
import { collectionInputs, folderPlace } from '../collection/read.js';
import { fileInputs } from './file.js';
import type { Found, Input } from './input.js';
import { repeatedStepLogs } from './log-archive.js';
import { isLogDirectory, isLogName } from './log-names.js';
import { cannotRead } from './text-file.js';
import { unreadableInput } from './unreadable.js';

/** More than this is a wrong directory, and reading a part of it could miss the failure. */
const MOST_FILES = 10_000;
const MOST_DEPTH = 40;

interface LogFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Why the file cannot even be looked at. */
  readonly error?: KnownError;
}

/**
 * What is in a directory: a collection, or the logs below it, judged by name and content, in order of name. What carries a log's name and cannot be
 * read is an unreadable input; binaries and special files are left out with a note. Links to directories are not followed.
 */
export async function directoryInputs(path: string, name: string): Promise<Found> {
  const collection = await collectionInputs(folderPlace(path, name));
  if (collection !== undefined) return collection;
  const prefix = name === '.' ? '' : name.endsWith('/') ? name : `${name}/`;
  const { files, special } = await logFiles(path, prefix);
  const repeated = repeatedStepLogs(new Map(files.map((file) => [file.name, file.size])));
  const inputs: Input[] = [];
  const notes: string[] = [];
  let binary = 0;
  for (const file of files.filter((found) => !repeated.has(found.name))) {
    try {
      if (file.error !== undefined) throw file.error;
      const found = await fileInputs(file.path, file.name, file.size);
      inputs.push(...found.inputs);
      notes.push(...found.notes);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      if (error.kind === 'binary-input' || error.kind === 'no-logs') binary++;
      else inputs.push(unreadableInput(file.name, 'file', error));
    }
  }
  if (binary > 0)
    notes.push(`${name}: ${binary} ${binary === 1 ? 'file' : 'files'} left out, named like logs but not text`);
  if (special > 0)
    notes.push(
      `${name}: ${special} ${special === 1 ? 'pipe, socket or device' : 'pipes, sockets or devices'} left out`,
    );
  if (inputs.length === 0) throw new KnownError('no-logs', { where: name, what: 'is a directory without logs' });
  return { inputs, notes };
}

async function logFiles(root: string, prefix: string): Promise<{ files: LogFile[]; special: number }> {
  const files: LogFile[] = [];
  let special = 0;
  const walk = async (directory: string, within: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(directory, within)) {
      const [path, name] = [join(directory, entry.name), `${within}${entry.name}`];
      if (entry.isDirectory()) {
        if (depth < MOST_DEPTH && isLogDirectory(entry.name)) await walk(path, `${name}/`, depth + 1);
      } else if (isLogName(entry.name)) {
        const file = await lookAt(path, name);
        if (file === undefined) special++;
        else if (file !== 'directory' && files.push(file) > MOST_FILES) {
          throw new KnownError('too-large', {
            where: root,
            what: `holds more than ${MOST_FILES} logs`,
            fix: 'Name a directory further down',
          });
        }
      }
    }
  };
  await walk(root, prefix, 0);
  return { files, special };
}

/** Entries in order of name; none where Cargo or a virtual environment keeps its own files. */
async function entriesOf(directory: string, within: string): Promise<Dirent[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(directory, { withFileTypes: true });
  } catch (error) {
    throw cannotRead(within === '' ? directory : within, error);
  }
  if (entries.some((entry) => entry.name === '.fingerprint' || entry.name === 'pyvenv.cfg')) return [];
  return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

async function lookAt(path: string, name: string): Promise<LogFile | 'directory' | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return { path, name, size: stats.size };
    return stats.isDirectory() ? 'directory' : undefined;
  } catch (error) {
    return { path, name, size: 0, error: cannotRead(name, error) };
  }
}
