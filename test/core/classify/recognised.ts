import type { Candidate, Recognised } from '../../../src/core/classify/candidate.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { failure, pattern } from './failures.js';

/** A failure of these lines as it was recognised, by a pattern that hit some lines or by none. */
export function recognised(text: string, what: Parameters<typeof failure>[1] = {}, over: Partial<Recognised> = {}) {
  return from(failure(text, what), over);
}

function from(failed: Failure, over: Partial<Recognised>): Recognised {
  return {
    source: 'a.log',
    group: 'a.log',
    fingerprint: () => failed.message,
    section: 0,
    telling: [],
    alternatives: [],
    failure: failed,
    ...over,
  };
}

/** What recognised a failure, by the lines it hit. */
export function hit(id: string, lines: readonly number[], captures: Readonly<Record<string, string>> = {}) {
  return { pattern: pattern(id, {}), lines, captures, place: 'scope' } as const;
}

export function candidate(occurrences: readonly Recognised[], of?: Pattern): Candidate {
  const [first, ...others] = occurrences as readonly [Recognised];
  return { fingerprint: first.fingerprint(), occurrences: [first, ...others], ...(of && { pattern: of }) };
}
