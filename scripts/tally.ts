import { matchesReference } from '../src/core/domain/pattern.js';
import type { Measured } from './corpus-cases.js';

/** How often a pattern should have been the headline, was, and was where it should not. */
export interface Tally {
  should: number;
  won: number;
  wrong: number;
}

/** Tallies by pattern id; a pattern nothing was said of has zeros. */
export class Tallies {
  readonly #byId = new Map<string, Tally>();

  of(id: string): Tally {
    const tally = this.#byId.get(id) ?? { should: 0, won: 0, wrong: 0 };
    this.#byId.set(id, tally);
    return tally;
  }

  /** A log whose headline should have been `expected`; undefined where any pattern would have been wrong. */
  add(expected: string | undefined, headline: string): void {
    if (expected !== undefined) this.of(expected).should += 1;
    if (expected === headline) this.of(headline).won += 1;
    else this.of(headline).wrong += 1;
  }
}

/**
 * Adds logs of a labelled corpus. A label may accept several patterns: where one of them won it is the expected one,
 * else the first of them that exists is.
 */
export function addCorpus(tallies: Tallies, measured: readonly Measured[], ids: readonly string[]): void {
  for (const { mark, right, headline } of measured) {
    if (mark === 'quiet') continue;
    if (mark === 'FIRED') for (const said of headline.split(', ')) tallies.add(undefined, said);
    else if (mark === 'OK') tallies.add(headline, headline);
    else tallies.add(first(right, ids), headline);
  }
}

function first(right: readonly string[], ids: readonly string[]): string | undefined {
  return right.flatMap((reference) => ids.filter((id) => matchesReference(reference, id)))[0];
}
