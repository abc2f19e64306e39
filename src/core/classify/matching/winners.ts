import type { Failure } from '../../domain/failure.js';
import type { Pattern } from '../../domain/pattern.js';
import { matchesReference } from '../../domain/pattern.js';
import type { Match } from '../match.js';

/** Leaves out what yields to another match: it says the same less precisely. Of the rest the more specific goes first. */
export function winnersFirst(matches: readonly Match[], failure: Failure): Match[] {
  const yields = (match: Match): boolean => {
    const { pattern } = match;
    return matches.some(
      (other) =>
        other.pattern !== pattern &&
        isBeside(match, other, failure) &&
        yieldsTo(pattern, other.pattern) &&
        !yieldsTo(other.pattern, pattern) &&
        !(isCatchAll(other.pattern) && !isCatchAll(pattern)),
    );
  };
  return matches
    .filter((match) => !yields(match))
    .sort(
      (a, b) =>
        specificity(b) - specificity(a) ||
        compare(a.pattern.severity, b.pattern.severity) ||
        compare(a.pattern.id, b.pattern.id),
    );
}

/** Of loose lines, which anybody may have printed, nothing milder speaks for another line than its own. */
function isBeside({ pattern, lines }: Match, other: Match, { kind }: Failure): boolean {
  return (
    kind !== 'output' || other.pattern.severity <= pattern.severity || other.lines.some((line) => lines.includes(line))
  );
}

/** A catch-all (any exception, any failed test) is never more precise than a pattern that names words, codes or facts. */
function isCatchAll({ when }: Pattern): boolean {
  return when.all.length + when.any.length + when.codes.length + Object.keys(when.facts).length === 0;
}

/** Says of a failure only what sort it is: beside a pattern that says more it is no second opinion. */
export function isFallback({ when }: Pattern): boolean {
  const isVague = Object.values(when.facts).every((condition) => condition.startsWith('!='));
  return when.all.length + when.any.length + when.codes.length === 0 && isVague;
}

function yieldsTo(pattern: Pattern, other: Pattern): boolean {
  return pattern.yieldsTo.some((reference) => matchesReference(reference, other.id));
}

/** Words beat codes, codes beat facts, facts beat kinds. */
function specificity({ pattern: { when, status } }: Match): number {
  if (status === 'draft') return 0;
  const words = when.all.length + Math.min(when.any.length, 1);
  return (
    words * 8 + Math.min(when.codes.length, 1) * 4 + Object.keys(when.facts).length * 2 + Math.min(when.kinds.length, 1)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
