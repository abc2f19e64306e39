import type { RunContext } from '../../domain/report.js';
import { withoutTail } from '../../trim.js';
import { wellFormed } from './clean.js';

/** Where hosted runners and containers put the checkout; `R` is the repository's name. */
const CHECKOUTS = [
  /^\/home\/[^/]+\/work\/[^/]+\/[^/]+\//,
  /^\/Users\/[^/]+\/work\/[^/]+\/[^/]+\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^[A-Za-z]:\/a\/[^/]+\/[^/]+\//,
];
const FOREIGN = /(^|\/)(site-packages|dist-packages|node_modules|\.venv|venv|\.cargo|\.rustup|target|\.git)\//;

/**
 * The path inside the repository a tool's path most likely means, with `/` between its parts; undefined where it
 * lies outside (a dependency, the standard library, another root) or is no plain path.
 */
export function repositoryPath(file: string): string | undefined {
  let path = file.replace(/\\/g, '/');
  for (const root of CHECKOUTS) path = path.replace(root, '');
  path = path.replace(/^(\.\/)+/, '');
  const odd = path === '' || path.length > 500 || /[\x00-\x1F\x7F\uE000\uE001<>"|?*]|\p{Surrogate}/u.test(path);
  if (odd || path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  if (path.split('/').some((part) => part === '..' || part === '.' || part === '')) return undefined;
  return FOREIGN.test(path) ? undefined : path;
}

/** The address of a line of code at the run's commit, where the run is known well enough. */
export function codeAddress(run: RunContext, file: string, line?: number): string | undefined {
  const path = repositoryPath(file);
  if (path === undefined || !/^[0-9a-f]{7,64}$/i.test(run.sha ?? '')) return undefined;
  const base = repositoryAddress(run);
  return (
    base &&
    `${base}${run.forge === 'gitlab' ? '/-' : ''}/blob/${run.sha}/${encodedPath(path)}${line === undefined ? '' : `#L${line}`}`
  );
}

/** The address of the repository, where the run names one. */
export function repositoryAddress(run: RunContext): string | undefined {
  if (!/^https?:\/\/[^/\s]+/.test(run.serverUrl ?? '')) return undefined;
  // GitLab's groups stand in groups.
  const parts = (run.repository ?? '').split('/');
  if (parts.length < 2 || parts.length > (run.forge === 'gitlab' ? 21 : 2)) return undefined;
  if (!parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))) return undefined;
  return `${withoutTail(run.serverUrl ?? '', '/')}/${run.repository}`;
}

/** A path as part of an address: each part percent-encoded. */
export function encodedPath(path: string): string {
  return wellFormed(path)
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[()'!*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
}
