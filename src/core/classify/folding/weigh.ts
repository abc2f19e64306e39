import type { Diagnosis, Folded, Unknown } from '../../domain/diagnosis.js';
import type { Severity } from '../../domain/pattern.js';

/**
 * Nothing folds downwards: a finding weighs as much as the worst it explains, and says which that is. A draft by itself
 * weighs nothing.
 * @param severity what it would weigh alone
 */
export function weigh(
  severity: Severity,
  isDraft: boolean,
  folded: readonly Folded[],
): Pick<Diagnosis, 'severity' | 'draft' | 'raisedBy'> {
  const { severity: worst, raisedBy } = weighFolded(folded);
  if (worst === undefined || raisedBy === undefined || (!isDraft && severity <= worst))
    return { severity, draft: isDraft };
  return { severity: worst, draft: false, raisedBy };
}

/** What an unknown failure weighs by what is folded under it: nothing, or as much as the worst of that. */
export function weighFolded(folded: readonly Folded[]): Pick<Unknown, 'severity' | 'raisedBy'> {
  let worst: Pick<Unknown, 'severity' | 'raisedBy'> = {};
  for (const { severity, pattern } of folded) {
    const isWorse = severity !== undefined && (worst.severity === undefined || severity < worst.severity);
    if (isWorse && pattern !== undefined) worst = { severity, raisedBy: pattern };
  }
  return worst;
}
