import type { Proof } from '../../core/domain/proof.js';
import type { ParsedPattern } from './parse.js';

/** A pattern file's examples as its page shows them. */
export function shownExamples({ match, noMatch }: ParsedPattern): Pick<Proof, 'match' | 'noMatch'> {
  return {
    match: match.map(({ log, captures }) => ({ log, captures })),
    noMatch: noMatch.map(({ log, captures, because }) => ({ log, captures, because })),
  };
}
