import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import type { Waiver, WaiverUse } from '../domain/waiver.js';

/** What became of each waiver, as sentences of prose without a full stop: what matters most first. */
export function waiverSentences({ waivers = [] }: Report): string[] {
  const order = [...waivers].sort(
    (a, b) => RANK[a.state] - RANK[b.state] || b.fingerprints.length - a.fingerprints.length,
  );
  return order.map(sentence);
}

const RANK = { expired: 0, applied: 1, unused: 2 } as const;

function sentence({ waiver, state, fingerprints }: WaiverUse): string {
  const { owner, expires, reason } = waiver;
  const what = quote(coveredBy(waiver));
  const because = `waived by ${quote(owner)}: ${quote(reason)}`;
  switch (state) {
    case 'applied':
      return `${what} may stay until ${expires}, ${because}`;
    case 'unused':
      return `${what} was not found and may stay until ${expires}, ${because}`;
    case 'expired':
      return `${what} ${fingerprints.length > 0 ? 'counts again' : 'was not found'}: its waiver expired on ${expires}, ${because}`;
  }
}

function coveredBy({ covers }: Waiver): string {
  if ('test' in covers) return covers.test;
  return 'pattern' in covers ? covers.pattern : covers.fingerprint;
}

/** A fingerprint and an id as ours are; others come from a report that somebody else wrote. */
const FINGERPRINT = /^[0-9a-f]{16}$/;
const ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/**
 * The entry of `.github/whydunit.yml` that waives a finding, as YAML to paste. What only a person can say is left empty,
 * which is refused until it is filled in. Undefined where the finding has no fingerprint of ours.
 */
export function waiverEntry(fingerprint: string, pattern?: string): string | undefined {
  if (!FINGERPRINT.test(fingerprint)) return undefined;
  const kind = pattern !== undefined && ID.test(pattern) ? ` # or, for all of its kind, pattern: ${pattern}` : '';
  return [
    'waivers:',
    `  - fingerprint: '${fingerprint}'${kind}`,
    "    reason: '' # why it may stay for now",
    "    owner: '' # who will see to it",
    "    expires: '' # the last day it holds, YYYY-MM-DD",
  ].join('\n');
}
