import { setTimeout as pause } from 'node:timers/promises';
import { defaults } from '@actions/github/lib/utils';
import { KnownError } from '../../core/errors.js';
import { Spool } from '../files/spool.js';
import { statusOf } from './client.js';

/** The host is given up when it sends nothing for so long. */
const STALL_MS = 20_000;
const ATTEMPTS = 3;
const PAUSE_MS = 500;
const MOST_REDIRECTS = 3;

/** What may be downloaded. */
export interface Limits {
  /** Bytes. */
  readonly most: number;
  readonly deadline: AbortSignal;
}

/** GitHub's answer when it is asked for an archive or a log. */
interface Redirect {
  readonly url: string;
  readonly headers: { readonly location?: string | undefined };
}

/**
 * Downloads what GitHub keeps on another host. GitHub's answer, which the token is for, holds an address that is its own
 * permission: the token is never sent there, wherever it leads.
 * @param ask asks GitHub without following the redirect
 * @returns the bytes on disk, in a file without a name
 * @throws KnownError not-downloaded, or what `ask` rejects with
 */
export async function download(ask: () => Promise<Redirect>, limits: Limits): Promise<Spool> {
  const { url, headers } = await ask();
  const address = next(headers.location, new URL(url));
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetched(address, limits);
    } catch (error) {
      if (attempt === ATTEMPTS || limits.deadline.aborted || !isPassing(error)) throw asKnown(error);
      await pause(PAUSE_MS * attempt);
    }
  }
}

async function fetched(from: URL, limits: Limits): Promise<Spool> {
  const spool = new Spool();
  const watch = new Watch(limits.deadline);
  try {
    for await (const chunk of body(await reached(from, watch))) {
      watch.rest();
      if (spool.size + chunk.length > limits.most)
        throw failure(`is larger than ${Math.round(limits.most / 1024 ** 2)} MiB`);
      spool.append(chunk);
    }
    return spool;
  } catch (error) {
    spool.close();
    throw error;
  } finally {
    watch.stop();
  }
}

/** Follows the host's own redirects, with nothing of ours in the requests. */
async function reached(from: URL, watch: Watch): Promise<Response> {
  let address = from;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response: Response = await defaults.request?.fetch(address.href, {
      redirect: 'manual',
      signal: watch.signal,
    });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status < 300 || response.status > 399) throw new HostError(response.status);
    address = next(response.headers.get('location') ?? undefined, address);
  }
  throw failure('is redirected again and again');
}

/** Where a redirect leads; never from an encrypted address to an open one. */
function next(location: string | undefined, from: URL): URL {
  if (location === undefined) throw failure('is not where GitHub says: it names no address');
  const address = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (address === undefined || (address.protocol !== 'https:' && address.protocol !== from.protocol))
    throw failure('is redirected to an address that is not safe to follow');
  return address;
}

async function* body(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body !== null) yield* response.body as unknown as AsyncIterable<Uint8Array>;
}

/** Ends a download that has stalled, or that all of them together took too long for. */
class Watch {
  readonly #stalled = new AbortController();
  readonly #timer = setTimeout(() => this.#stalled.abort(), STALL_MS);
  readonly signal: AbortSignal;

  constructor(deadline: AbortSignal) {
    this.signal = AbortSignal.any([deadline, this.#stalled.signal]);
  }

  /** Something came. */
  rest(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** The host answered, but not with what it should hold. */
class HostError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the host that keeps it answered ${status}`);
    this.status = status;
  }
}

/** Worth another try: no answer, or one that says that it is busy. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (error instanceof KnownError || isAbort(error)) return false;
  return status === undefined || status >= 500 || status === 429;
}

function asKnown(error: unknown): KnownError {
  if (error instanceof KnownError) return error;
  if (error instanceof HostError) return failure(`cannot be downloaded: ${error.message}`, error);
  return failure(`cannot be downloaded: ${isAbort(error) ? 'it took too long' : 'the connection failed'}`, error);
}

/** We gave it up. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && /^(AbortError|TimeoutError)$/.test(error.name);
}

function failure(what: string, cause?: unknown): KnownError {
  return new KnownError('not-downloaded', { what }, cause);
}
