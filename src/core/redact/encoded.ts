import { fromBase64 } from '../bytes.js';
import { findPrivateKeys } from './private-keys.js';
import type { Range } from './range.js';
import { findTokens } from './tokens.js';

/** Shorter ones hold no token. */
const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Nothing a tool prints in one piece is longer. */
const LONGEST_RUN = 64 * 1024;

/** Runs of base64 that hold a token or a private key, whole: wherever in them it begins. */
export function findEncoded(text: string): Range[] {
  const runs = [...text.matchAll(RUN)].filter(([run]) => /[A-Z]/.test(run) && /[a-z]/.test(run));
  if (runs.length === 0) return [];
  const found: Range[] = [];
  for (const shift of [0, 1, 2, 3]) {
    // All are decoded into one text: looking for a hundred marks costs as much in a short one.
    const decoded = runs.map(([run]) => fromBase64(run.slice(shift, LONGEST_RUN)));
    for (const { from, label } of secretsIn(decoded.join('\n'))) {
      const run = runs[indexAt(decoded, from)];
      if (run !== undefined) found.push({ from: run.index, to: run.index + run[0].length, label });
    }
  }
  return found;
}

function secretsIn(text: string): Range[] {
  return [...findTokens(text), ...findPrivateKeys(text)];
}

/** Which of the joined texts an offset lies in. */
function indexAt(texts: readonly string[], offset: number): number {
  let end = -1;
  return texts.findIndex((text) => {
    end += text.length + 1;
    return offset <= end;
  });
}
