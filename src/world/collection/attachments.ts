import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attachment, attachmentsAmong, MOST_ATTACHMENTS } from '../../core/domain/attachment.js';
import { KnownError } from '../../core/errors.js';
import { isLogDirectory } from '../files/log-names.js';

const MOST_DEPTH = 40;

/**
 * The files below these folders, and in these archives, that may show what a failed test saw: screenshots, videos, traces, HAR
 * files. None of them is opened. What cannot be looked at is left out: who reads the logs there says so.
 */
export async function attachmentsBelow(paths: readonly string[]): Promise<Attachment[]> {
  const found: Attachment[] = [];
  for (const path of paths) found.push(...attachmentsAmong(await namesIn(path), { artifact: path }));
  return found.slice(0, MOST_ATTACHMENTS);
}

async function namesIn(path: string): Promise<string[]> {
  try {
    if ((await stat(path)).isDirectory()) return await namesBelow(path, '', 0);
    if (!path.toLowerCase().endsWith('.zip')) return [];
    const { openArchive } = await import('../files/zip.js');
    return (await openArchive(path, path)).files.map((file) => file.path);
  } catch (error) {
    if (error instanceof KnownError || isSystemError(error)) return [];
    throw error;
  }
}

async function namesBelow(root: string, within: string, depth: number): Promise<string[]> {
  const entries: Dirent[] = await readdir(join(root, within), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${within}${entry.name}`;
    if (!entry.isDirectory()) names.push(name);
    else if (depth < MOST_DEPTH && isLogDirectory(entry.name))
      names.push(...(await namesBelow(root, `${name}/`, depth + 1)));
  }
  return names;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
