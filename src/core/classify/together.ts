import { groupBy } from '../group-by.js';
import type { Recognised } from './candidate.js';
import { digest } from './fingerprint.js';
import type { Ranked } from './rank.js';

/** More findings than this, of those with a pattern or of those without, are not told apart any more. */
const MOST_TOLD = 200;

/** What a report tells of. */
export interface Told {
  /** Most important first; what is told together comes last. */
  readonly entries: readonly Ranked[];
  /** How many findings are told together with others of their pattern, or with others that nobody knows. */
  readonly together: number;
}

/**
 * As many findings as a report can hold: the most important ones each, of the others those of one pattern as one, and
 * those nobody knows as one.
 * @param ranked most important first
 */
export function bounded(ranked: readonly Ranked[]): Told {
  const isKnown = ({ candidate }: Ranked): boolean => candidate.pattern !== undefined;
  const left = new Set([
    ...beyond(ranked.filter((entry) => isKnown(entry))),
    ...beyond(ranked.filter((entry) => !isKnown(entry))),
  ]);
  const groups = [...groupBy(left, ({ candidate }) => candidate.pattern).values()];
  return {
    entries: [...ranked.filter((entry) => !left.has(entry)), ...groups.map(asOne)],
    together: groups.reduce((sum, { length }) => sum + (length > 1 ? length : 0), 0),
  };
}

function beyond(entries: readonly Ranked[]): readonly Ranked[] {
  return entries.length > MOST_TOLD ? entries.slice(MOST_TOLD - 1) : [];
}

/** Findings that have their pattern in common, or that nobody knows them: each is still there, and what is folded under it. */
function asOne(entries: readonly Ranked[]): Ranked {
  const [only] = entries as [Ranked];
  if (entries.length === 1) return only;
  const [first, ...more] = entries.flatMap(({ candidate }) => candidate.occurrences);
  const { pattern } = only.candidate;
  return {
    candidate: {
      fingerprint: digest(entries.map(({ candidate }) => candidate.fingerprint).sort()),
      occurrences: [first as Recognised, ...more],
      ...(pattern && { pattern }),
    },
    folded: entries.flatMap(({ folded }) => folded),
  };
}
