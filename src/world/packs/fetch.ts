import { text } from 'node:stream/consumers';
import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { KnownError } from '../../core/errors.js';
import type { Spool } from '../files/spool.js';
import { connectQuietly } from '../github/client.js';
import { download } from '../github/download.js';
import { whyNot } from '../github/trouble.js';
import type { PackAddress } from './address.js';
import { patternsIn } from './unpack.js';

/** From where packs are had. */
export interface PackHosts {
  /** The registry that `npm:` means, without a slash at its end. */
  readonly npm: string;
  /** The GitHub that `github:` means; without a token it is asked as a stranger. */
  readonly github: { readonly serverUrl: string; readonly apiUrl: string; readonly token?: string };
}

const TOTAL_MS = 60_000;
/** Packed. Patterns are text. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/**
 * Downloads a pack.
 * @param written how people wrote the address, for errors
 * @returns its pattern files, with paths relative to its root; nothing of them is checked
 * @throws KnownError `not-downloaded`, `broken-archive`, `too-large`, or `broken-pattern` where it holds no pattern
 */
export async function fetchPack(address: PackAddress, written: string, hosts: PackHosts): Promise<RepositoryFile[]> {
  const archive = await downloaded(address, hosts).catch((error: unknown) => {
    const what = error instanceof KnownError ? error.details.what : whyNot(error, 'contents: read');
    const fix = 'Check that this version is there for everybody, or give a token that may read it';
    throw new KnownError('not-downloaded', { where: written, what, fix }, error);
  });
  try {
    const files = await patternsIn(archive.source({ name: written, kind: 'file', outcome: 'unknown' }).open(), written);
    if (files.length > 0) return files;
    const fix = 'A pack holds them in its folder patterns, as patterns/family/name.yaml';
    throw new KnownError('broken-pattern', { where: written, what: 'holds no pattern', fix });
  } finally {
    archive.close();
  }
}

function downloaded(address: PackAddress, hosts: PackHosts): Promise<Spool> {
  const limits = { most: LARGEST_BYTES, deadline: AbortSignal.timeout(TOTAL_MS) };
  if (address.host === 'npm') return fromRegistry(address, hosts.npm, limits);
  const { serverUrl, apiUrl, token } = hosts.github;
  const [owner = '', repo = ''] = address.repository.split('/');
  if (token === undefined)
    return download(
      () => redirect(serverUrl, `${serverUrl}/${address.repository}/archive/${address.commit}.tar.gz`),
      limits,
    );
  const asked = { owner, repo, ref: address.commit, request: { redirect: 'manual' } } as const;
  return download(() => connectQuietly(token, apiUrl).rest.repos.downloadTarballArchive(asked), limits);
}

/** Where a registry keeps an archive is its own affair; it tells in what it says about the version. */
async function fromRegistry(
  { name, version }: PackAddress & { host: 'npm' },
  registry: string,
  limits: { readonly most: number; readonly deadline: AbortSignal },
): Promise<Spool> {
  const about = await download(() => redirect(registry, `${registry}/${name.replace('/', '%2f')}/${version}`), limits);
  try {
    const told = await text(about.source({ name, kind: 'file', outcome: 'unknown' }).open());
    const { dist } = JSON.parse(told) as { dist?: { tarball?: unknown } };
    if (typeof dist?.tarball !== 'string') throw new SyntaxError('no dist.tarball');
    const { tarball } = dist;
    return await download(() => redirect(registry, tarball), limits);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new KnownError('not-downloaded', { what: `${registry} does not answer as a registry of npm does` }, error);
  } finally {
    about.close();
  }
}

async function redirect(url: string, location: string): Promise<{ url: string; headers: { location: string } }> {
  return { url, headers: { location } };
}
