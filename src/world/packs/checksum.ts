import { createHash } from 'node:crypto';
import type { RepositoryFile } from '../../core/domain/repository-files.js';

/**
 * What the files of a pack are, whichever host keeps them and however they are packed: archives of one commit are not
 * the same bytes twice.
 * @param files with paths relative to the pack's root
 * @returns `sha256-` and base64 over path, length and text of each file, in order of path
 */
export function checksumOf(files: readonly RepositoryFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path}\0${Buffer.byteLength(text)}\0${text}`);
  return `sha256-${hash.digest('base64')}`;
}
