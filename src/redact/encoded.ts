import { findPrivateKeys } from './private-keys.js';
import type { Range } from './range.js';
import { findTokens } from './tokens.js';

/** Shorter ones hold no token. */
const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Nothing a tool prints in one piece is longer. */
const LONGEST_RUN = 64 * 1024;

/** Runs of base64 that hold a token or a private key, whole: wherever in them it begins. */
export function findEncoded(text: string): Range[] {
  return [...text.matchAll(RUN)].flatMap((run) => {
    const label = labelOf(run[0].slice(0, LONGEST_RUN));
    return label === undefined ? [] : [{ from: run.index, to: run.index + run[0].length, label }];
  });
}

function labelOf(run: string): string | undefined {
  for (const shift of [0, 1, 2, 3]) {
    const decoded = Buffer.from(run.slice(shift), 'base64').toString('latin1');
    const [found] = [...findTokens(decoded), ...findPrivateKeys(decoded)];
    if (found !== undefined) return found.label;
  }
  return undefined;
}
