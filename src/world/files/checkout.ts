import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryFile, RepositoryFiles } from '../../core/domain/repository-files.js';
import { codeOf, KnownError } from '../../core/errors.js';
import { type GlobbedPaths, noPatternFile, pathsMatching } from './pattern-globs.js';
import { cannotRead } from './text-file.js';

/** Files that decide are pages of text: of a larger one so much is read that its reader sees that it is too large. */
const MOST_BYTES = 1024 * 1024;

/** The files of a repository that lies on the disk. */
export class Checkout implements RepositoryFiles {
  readonly notes: readonly string[] = [];
  readonly #root: string;

  /** @param root its directory; paths in errors are relative to it */
  constructor(root: string) {
    this.#root = root;
  }

  async text(path: string): Promise<string | undefined> {
    return (await this.bytes(path))?.toString('utf8');
  }

  /** Throws a KnownError when it is there and cannot be read. */
  async bytes(path: string): Promise<Buffer | undefined> {
    const whole = join(this.#root, path);
    try {
      const { size } = await regularFile(whole, path);
      return await beginning(whole, Math.min(size, MOST_BYTES));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw cannotRead(path, error);
    }
  }

  paths(globs: readonly string[]): Promise<GlobbedPaths> {
    return pathsMatching(globs, this.#root);
  }

  async matching(globs: readonly string[]): Promise<RepositoryFile[]> {
    const { paths, unmatched } = await this.paths(globs);
    const [none] = unmatched;
    if (none !== undefined) throw noPatternFile(none);
    return Promise.all(paths.map(async (path) => ({ path, text: (await this.text(path)) ?? '' })));
  }
}

/** Opening something else than a file could wait for ever. */
async function regularFile(whole: string, path: string): Promise<{ size: number }> {
  const stats = await stat(whole);
  if (!stats.isFile()) throw new KnownError('not-a-file', { where: path, what: 'is no file', fix: 'Name a file' });
  return stats;
}

async function beginning(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
