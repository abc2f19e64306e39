import type { Gone } from '../../../core/domain/history.js';
import type { Report } from '../../../core/domain/report.js';
import { type Contribution, type Memory, memoryOf, type Remembered } from './contribution.js';
import { headOf, type State } from './state.js';

/**
 * What earlier results of the pull request reported and the newest commit does not show any more. Only jobs that have
 * reported for this commit can say so, and of a finding that several had, all of them must have.
 */
export function goneOf(state: State, head = headOf(state)): readonly Gone[] {
  const entries = [...state.values()];
  const current = entries.filter(({ now }) => now.sha === head);
  const still = new Set(current.flatMap(({ now }) => fingerprints(now.report)));
  const awaited = new Set(entries.filter(({ now }) => now.sha !== head).flatMap(({ now }) => fingerprints(now.report)));
  const gone = new Map<string, Gone>();
  const add = (finding: Remembered, by: Gone['by']) => {
    const { fingerprint, title, pattern, severity } = finding;
    if (still.has(fingerprint) || awaited.has(fingerprint) || gone.has(fingerprint)) return;
    gone.set(fingerprint, {
      fingerprint,
      title,
      ...(pattern !== undefined && { pattern }),
      ...(severity !== undefined && { severity }),
      by,
    });
  };
  for (const { now, tried } of current)
    if (tried?.status === 'failed' && now.report.status === 'passed')
      for (const finding of tried.findings) add(finding, 'retry');
  for (const { now, before } of current) for (const finding of fixed(before, now)) add(finding, 'fixed');
  return [...gone.values()].sort(bySeverity);
}

/** What this job had reported, of all that is gone. */
export function goneOfJob(state: State, key: string, head = headOf(state)): readonly Gone[] {
  const { before, tried } = state.get(key) ?? {};
  const own = new Set(
    [before, tried].flatMap((memory) => memory?.findings ?? []).map(({ fingerprint }) => fingerprint),
  );
  return goneOf(state, head).filter(({ fingerprint }) => own.has(fingerprint));
}

/** A job that failed again has shown a failure gone only if it came as far: it failed with another one of that sort. */
function fixed(before: Memory | undefined, now: Contribution): readonly Remembered[] {
  if (before === undefined) return [];
  if (now.report.status !== 'failed') return before.findings;
  const sorts = new Set(memoryOf(now).findings.map(({ sort }) => sort));
  return now.left.findings > 0 ? [] : before.findings.filter(({ sort }) => sorts.has(sort));
}

function fingerprints({
  diagnoses,
  unknown,
}: Pick<Report, 'diagnoses' | 'unknown'> | Contribution['report']): string[] {
  return [...diagnoses, ...unknown].map(({ fingerprint }) => fingerprint);
}

function bySeverity(a: Gone, b: Gone): number {
  const [left, right] = [a, b].map(({ severity = 'P4', fingerprint }) => `${severity} ${fingerprint}`) as [
    string,
    string,
  ];
  return left < right ? -1 : 1;
}
