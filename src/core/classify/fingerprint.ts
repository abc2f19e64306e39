import { sha256 } from '@noble/hashes/sha2.js';
import { hex, utf8 } from '../bytes.js';
import type { Failure } from '../domain/failure.js';
import type { Block } from '../telling/telling.js';
import { templateText } from '../telling/template.js';

/** Parts of a message that differ between two runs of the same failure, and what stands for them. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>'],
  [/0x[0-9a-f]+/gi, '<hex>'],
  [/\b[0-9a-f]{12,64}\b/gi, '<hash>'],
  [/(?:\/tmp|\/var\/folders|\/home\/runner\/work\/_temp)\/[^\s'"`:]{1,200}/g, '<temp>'],
  [/\d+/g, '0'],
];

const MOST_OF_MESSAGE = 2_000;

/**
 * Sixteen hex digits that stay the same for the same failure in another run: times, counts, addresses and what `mask`
 * takes out do not count.
 */
export function failureFingerprint(failure: Failure, mask: (text: string) => string): string {
  const { tool, kind, name, code, message, location } = failure;
  const stable = (text = ''): string => withoutVolatile(mask(text));
  return digest([
    tool,
    kind,
    code ?? '',
    stable(name),
    stable(message.slice(0, MOST_OF_MESSAGE)),
    stable(location?.file),
  ]);
}

/** All that a failure's fingerprint is made of. */
export function identityOf({ tool, kind, name, code, message, location }: Failure): string {
  return JSON.stringify([tool, kind, code, name, message.slice(0, MOST_OF_MESSAGE), location?.file]);
}

/** The same for a failure that is only known by its telling lines: twelve jobs that print them fail for one reason. */
export function tellingFingerprint(blocks: readonly Block[], mask: (text: string) => string): string {
  return digest(['telling', ...blocks.map(({ head }) => templateText(mask(head.text.toWellFormed())))]);
}

/** Sixteen hex digits over a list of strings. */
export function digest(parts: readonly string[]): string {
  return hex(sha256(utf8(JSON.stringify(parts))).subarray(0, 8));
}

function withoutVolatile(text: string): string {
  return VOLATILE.reduce((masked, [expression, stand]) => masked.replace(expression, stand), text.toWellFormed());
}
