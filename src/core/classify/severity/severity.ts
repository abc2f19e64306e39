import { type Severity, severityAt } from '../../domain/pattern.js';
import { containerOf } from '../../domain/source.js';
import type { Candidate, Recognised } from '../candidate.js';
import type { Findings } from '../findings.js';
import type { Match } from '../match.js';

/** The lines a program prints as it dies are the last ones. */
const LAST = 3;

/** Of loose lines: whether the program that printed them did not die there. */
export function isPassing({ lines }: Match, findings: Findings): boolean {
  if (containerOf(findings.group) !== undefined && findings.outcome === 'failed') return false;
  const end = lastFrom(findings);
  return lines.every((line) => line < end);
}

/** From which line on are the last ones that say anything; 0 where none is known, since each may be. */
export function lastFrom({ tail }: Pick<Findings, 'tail'>): number {
  return tail.filter(({ text }) => text.trim() !== '').slice(-LAST)[0]?.number ?? 0;
}

/** How bad it is: the worst of its occurrences, each at its place. Something said in passing is no P0. */
export function severityOf({ pattern, occurrences }: Pick<Candidate, 'pattern' | 'occurrences'>): Severity | undefined {
  if (pattern === undefined) return undefined;
  const all = occurrences.map(({ place, isPassing }: Recognised): Severity => {
    const severity = severityAt(pattern, place);
    return isPassing && severity === 'P0' ? 'P1' : severity;
  });
  return all.sort()[0];
}
