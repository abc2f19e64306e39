import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { KnownError } from '../../core/errors.js';
import type { PinnedPack } from './address.js';
import { checksumOf } from './checksum.js';
import { fetchPack, type PackHosts } from './fetch.js';
import { keepPack, keptPack } from './kept.js';

/** How packs are come by. */
export interface PackAccess {
  readonly hosts: PackHosts;
  /** Where those are kept that were downloaded once. */
  readonly folder: string;
}

/**
 * The patterns of packs, as one's own.
 * @returns files whose paths begin with the pack's address
 * @throws KnownError `not-downloaded`, or `refused-pack` for one that is not what its checksum says
 */
export async function packFiles(packs: readonly PinnedPack[], access: PackAccess): Promise<RepositoryFile[]> {
  const all = await Promise.all(packs.map(async (pack) => named(pack, await filesOf(pack, access))));
  return all.flat();
}

async function filesOf(pack: PinnedPack, { hosts, folder }: PackAccess): Promise<readonly RepositoryFile[]> {
  const kept = await keptPack(folder, pack.checksum);
  if (kept !== undefined) return kept;
  const files = await fetchPack(pack.address, pack.written, hosts);
  const checksum = checksumOf(files);
  if (checksum !== pack.checksum)
    throw new KnownError('refused-pack', {
      where: pack.written,
      what: `holds other patterns than were pinned: ${checksum}`,
    });
  await keepPack(folder, files);
  return files;
}

function named({ written }: PinnedPack, files: readonly RepositoryFile[]): RepositoryFile[] {
  return files.map(({ path, text }) => ({ path: `${written}/${path}`, text }));
}
