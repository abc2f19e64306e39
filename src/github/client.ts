import { debug } from '@actions/core';
import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export type GitHub = ReturnType<typeof getOctokit>;

/** One request may take so long, its body included. */
const REQUEST_MS = 20_000;
/** Everything together may take so long, and as long is waited for rate limits. */
const TOTAL_MS = 300_000;

/**
 * A client that repeats what failed for a passing reason, waits as it is told, and gives up in bounded time. Creating
 * something is never repeated here: only the caller knows how to find out whether it was stored.
 */
export function connect(token: string, apiUrl: string): GitHub {
  const deadline = AbortSignal.timeout(TOTAL_MS);
  let waited = 0;
  const wait = (seconds: number): boolean => {
    waited += seconds * 1000;
    debug(`GitHub asks to wait ${seconds} s`);
    return waited <= TOTAL_MS;
  };
  const fetch = (url: string, options: object) =>
    defaults.request?.fetch(url, { ...options, signal: AbortSignal.any([deadline, AbortSignal.timeout(REQUEST_MS)]) });
  const options = {
    baseUrl: apiUrl,
    request: { ...defaults.request, fetch },
    retry: { retries: 2 },
    throttle: { onRateLimit: wait, onSecondaryRateLimit: wait },
    log: { debug: () => {}, info: () => {}, warn: debug, error: debug },
  };
  return getOctokit(token, options, retry, throttling);
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
