import { isPublic, isStandIn, looksRandom } from './likeness.js';
import type { Range } from './range.js';

const LONGEST = 2_000;

/**
 * Passwords and tokens in the user part of addresses, `scheme://user:password@host`, `https://token@host`. Scheme, user
 * and host stay: they say which service it was.
 */
export function findInAddresses(text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const run = /^[^\s"'`<>\uE000\uE001]*/.exec(text.slice(start, start + LONGEST))?.[0] ?? '';
    const next = run.indexOf('://');
    const authority = next < 0 ? run : run.slice(0, next);
    const user = userPart(authority);
    if (user !== undefined) found.push(...secretIn(user, start));
  }
  return found;
}

/** What stands before the `@` of an address; a password may hold an `@` or, written wrongly, a `/`. */
function userPart(address: string): string | undefined {
  const slash = address.search(/[/?#\\]/);
  const whole = slash < 0 ? address : address.slice(0, slash);
  const at = whole.lastIndexOf('@');
  if (at >= 0) return whole.slice(0, at);
  const late = address.indexOf('@');
  const colon = address.indexOf(':');
  const odd = late > 0 && colon > 0 && colon < slash && !/^:\d{1,5}(?:[/?#]|$)/.test(address.slice(colon));
  return odd ? address.slice(0, late) : undefined;
}

function secretIn(user: string, start: number): Range[] {
  const colon = user.indexOf(':');
  const secret = user.slice(colon + 1);
  if (secret === '' || isStandIn(secret)) return [];
  const from = start + colon + 1;
  if (colon < 0)
    return looksRandom(secret) && secret.length >= 16 ? [{ from, to: start + user.length, label: 'token' }] : [];
  if (isPublic(secret) || secret === user.slice(0, colon)) return [];
  return [{ from, to: start + user.length, label: 'password' }];
}
