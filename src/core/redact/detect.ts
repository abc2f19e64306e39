import { findInAddresses } from './addresses.js';
import { findAssignments } from './assignments.js';
import { findBroken } from './broken.js';
import { findEchoed } from './echoed.js';
import { findEncoded } from './encoded.js';
import { findCredentials } from './headers.js';
import { findPrivateKeys } from './private-keys.js';
import type { Range } from './range.js';
import { findTokens } from './tokens.js';
import { originals, percentDecoded, unwrapped, type View } from './view.js';
import { findWrapped } from './wrapped.js';

/** Everything in a text of one or more lines that looks like a secret. Time: linear in the text. */
export function findSecrets(text: string): Range[] {
  const decoded = percentDecoded(text);
  return [
    ...findPlain(text),
    ...findEncoded(text),
    ...(text.includes('\n') ? findOverLines(unwrapped(text)) : []),
    ...(decoded === undefined ? [] : findPlain(decoded.text).flatMap((range) => originals(decoded, range))),
  ];
}

function findOverLines(view: View): Range[] {
  return [...findBroken(view), ...findWrapped(view, (joined) => [...findTokens(joined), ...findEncoded(joined)])];
}

function findPlain(text: string): Range[] {
  return [
    ...findTokens(text),
    ...findPrivateKeys(text),
    ...findInAddresses(text),
    ...findAssignments(text),
    ...awsSecrets(text),
    ...findEchoed(text),
    ...findCredentials(text),
  ];
}

/** The forty characters that go with the id of a key of AWS: without it they could be anything. */
function awsSecrets(text: string): Range[] {
  if (!/\bA(?:KIA|SIA)[A-Z0-9]{16}\b/.test(text)) return [];
  return [...text.matchAll(/(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/g)].flatMap(
    ({ index, 0: run }) =>
      /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run)
        ? [{ from: index, to: index + 40, label: 'AWS secret' }]
        : [],
  );
}
