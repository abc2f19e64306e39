import { codeOf } from '../../core/errors.js';
import type { EngineAddress } from './connection/address.js';

/** Ways in which an engine does not do what we ask. */
export type TroubleKind = 'no-engine' | 'no-permission' | 'not-answering' | 'gone' | 'refused';

/** An engine that could not be asked, or did not answer as hoped; its message is one sentence. */
export class EngineTrouble extends Error {
  override readonly name = 'EngineTrouble';
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.kind = kind;
  }
}

/** What to try, for a kind of trouble with reaching an engine. */
export const REMEDY: Readonly<Record<TroubleKind, string>> = {
  'no-engine':
    'Start it (sudo systemctl start docker, or podman system service), or name it in DOCKER_HOST; docker context ls lists the known ones',
  'no-permission': 'Add yourself to its group and log in again: sudo usermod -aG docker "$USER"; or run this with sudo',
  'not-answering': 'See whether it works at all: docker version; then restart it: sudo systemctl restart docker',
  gone: 'Look again while it is there',
  refused: 'See what the engine says: sudo journalctl -u docker -n 50',
};

/** Turns what a call threw into trouble in words. `what` was asked, e.g. `the log of web`. */
export function troubleOf(error: unknown, what: string, { url }: EngineAddress): EngineTrouble {
  if (error instanceof EngineTrouble) return error;
  const code = codeOf(error);
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (code === 'ENOENT' || code === 'ENOTFOUND')
    return new EngineTrouble('no-engine', `There is no container engine at ${url}`, error);
  if (code === 'ECONNREFUSED')
    return new EngineTrouble('no-engine', `Nothing listens at ${url}: the container engine does not run`, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new EngineTrouble('no-permission', `This user may not use the container engine's socket ${url}`, error);
  if (status === 404) return new EngineTrouble('gone', `${what}: it is no longer there`, error);
  if (typeof status === 'number')
    return new EngineTrouble('refused', `${what}: the engine answered ${status}, ${said(error)}`, error);
  return new EngineTrouble('not-answering', `${what}: the engine at ${url} went away: ${said(error)}`, error);
}

/** The engine's own words, without what the client puts around them. */
function said(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^\(HTTP code \d+\) [a-z ,]{0,60} - /, '')
    .trim()
    .slice(0, 300);
}
