/** What GitHub answered to a request that it did not carry out. */
export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** How long to wait where GitHub does not say, in milliseconds; doubled with every further refusal. */
const WITHOUT_A_WORD = 60_000;

/**
 * How long GitHub wants us to wait before the same request, in milliseconds; undefined where it was refused for another
 * reason. Rules: docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api, "Exceeding the rate limit".
 * @param refusals how often it was refused like this before
 * @param now epoch milliseconds, used where the answer bears no date
 */
export function waitFor({ status, message, headers }: Refused, refusals: number, now: number): number | undefined {
  const told = Number(headers['retry-after'] ?? Number.NaN);
  const usedUp = String(headers['x-ratelimit-remaining'] ?? '') === '0';
  const limited =
    status === 429 || (status === 403 && (usedUp || told >= 0 || /rate limit|abuse detection/i.test(message)));
  if (!limited) return undefined;
  if (told >= 0) return told * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000;
  // Their clock and ours may differ: their own date is what the reset is told by. A second more, as it is cut to seconds.
  const theirs = Date.parse(String(headers['date'] ?? ''));
  if (usedUp && reset > 0) return Math.max(0, reset - (Number.isNaN(theirs) ? now : theirs)) + 1000;
  return WITHOUT_A_WORD * 2 ** refusals;
}
