import { setTimeout } from 'node:timers/promises';
import { debug } from '@actions/core';
import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { type Refused, waitFor } from './rate-limit.js';

export type GitHub = ReturnType<typeof getOctokit>;

/** How time passes; a test may let it pass faster. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}

export const REAL_CLOCK: Clock = { now: () => Date.now(), pause: (milliseconds) => setTimeout(milliseconds) };

/** One request may take so long, its body included. */
const REQUEST_MS = 20_000;
/** Everything together may take so long, waiting for rate limits included. */
const TOTAL_MS = 300_000;
/** GitHub asks for as much between two requests that change something. */
const BETWEEN_WRITES_MS = 1_000;

/** Refused statuses that no repetition changes; for rate limits is waited as told. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

/**
 * For requests that only their caller can repeat, because it has to look first: whether a comment was stored, what
 * stands there by now. A rate limit is still waited for as told; after it the request is rejected, with `isWaited`.
 */
export const ONCE = { retries: 0, once: true } as const;

/**
 * For what is read in order to be written at once: it waits for the turn of the write, so that the write need not and
 * nobody else's falls in between.
 */
export const TAKES_TURN = { turn: 'takes' } as const;
/** For the write that follows upon `TAKES_TURN`. */
export const IN_TURN = { ...ONCE, turn: 'has' } as const;

/**
 * A client that repeats what failed for a passing reason, waits as it is told, and gives up in bounded time: connect
 * anew for each thing to be said, so that one does not use up the patience of another.
 * @param say is told of repetitions and waiting; by default the runner, which prints it where debugging is on
 */
export function connect(token: string, apiUrl: string, clock: Clock = REAL_CLOCK, say = debug): GitHub {
  const deadline = AbortSignal.timeout(TOTAL_MS);
  const fetch = (url: string, options: object) =>
    defaults.request?.fetch(url, { ...options, signal: AbortSignal.any([deadline, AbortSignal.timeout(REQUEST_MS)]) });
  const github = getOctokit(
    token,
    {
      baseUrl: apiUrl,
      request: { ...defaults.request, fetch },
      retry: { retries: 2, doNotRetry: FINAL },
      log: { debug: () => {}, info: () => {}, warn: say, error: say },
    },
    retry,
  );
  bePatient(github, clock, say);
  return github;
}

/** The same on the command line, where nothing but the answer may stand on standard output. */
export function connectQuietly(token: string, apiUrl: string): GitHub {
  return connect(token, apiUrl, REAL_CLOCK, () => undefined);
}

/** Waits between writes, and as long as GitHub asks for; what would take longer than is left fails at once. */
function bePatient(github: GitHub, clock: Clock, say: (text: string) => void): void {
  const end = clock.now() + TOTAL_MS;
  let nextWrite = 0;
  github.hook.wrap('request', async (request, options) => {
    const { turn } = options.request as { turn?: 'takes' | 'has' };
    const writes = options.method !== 'GET' && !options.url.endsWith('/graphql');
    for (let refusals = 0; ; refusals++) {
      if (turn === 'takes' || (writes && turn !== 'has')) {
        const early = nextWrite - clock.now();
        nextWrite = Math.max(nextWrite, clock.now()) + BETWEEN_WRITES_MS;
        if (early > 0) await clock.pause(early);
      }
      try {
        return await request(options);
      } catch (error) {
        const refused = refusedBy(error);
        const wait = refused && waitFor(refused, refusals, clock.now());
        if (wait === undefined || clock.now() + wait > end) throw error;
        say(`GitHub asks to wait ${wait} ms`);
        await clock.pause(wait);
        if (options.request['once'] === true) throw Object.assign(error as Error, { waited: true });
      }
    }
  });
}

/** True for a refusal that was waited for: its request may be sent again, once its caller has looked. */
export function isWaited(error: unknown): boolean {
  return error instanceof Error && (error as { waited?: unknown }).waited === true;
}

function refusedBy(error: unknown): Refused | undefined {
  const status = statusOf(error);
  if (status === undefined || !(error instanceof Error)) return undefined;
  const { response } = error as { response?: { headers?: Refused['headers'] } };
  return { status, message: error.message, headers: response?.headers ?? {} };
}

/**
 * Who the token writes as: `github-actions[bot]` for a workflow's own, the app's bot or the person for others. The REST
 * API does not tell an app its own name; GraphQL does.
 */
export async function login(github: GitHub): Promise<string> {
  try {
    const { viewer } = await github.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login;
  } catch (error) {
    // Not knowing in passing is no reason to take the comment for somebody else's.
    if ((statusOf(error) ?? 0) >= 500) throw error;
    debug(`The token's account is not known: ${String(error)}`);
    return 'github-actions[bot]';
  }
}

/** The status GitHub answered with; 500 where no answer came. Undefined for errors of another kind. */
export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error ? (error as { status?: unknown }).status : undefined;
  return typeof status === 'number' ? status : undefined;
}
