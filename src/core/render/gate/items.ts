import type { Diagnosis, Unknown } from '../../domain/diagnosis.js';
import type { Incident } from '../../domain/incident.js';
import type { Severity } from '../../domain/pattern.js';
import { quote } from '../../domain/quoted.js';
import type { Report } from '../../domain/report.js';
import { title } from '../findings.js';

/** A problem of a release as its manager sees it: found in this run, still open from an earlier one, or both. */
export interface GateItem {
  readonly fingerprint: string;
  /** Undefined for what no pattern knows. */
  readonly severity: Severity | undefined;
  readonly pattern: string | undefined;
  /** Prose. */
  readonly title: string;
  readonly effect: 'closes' | 'waived' | 'none';
  readonly incident: Incident | undefined;
  /** Whether a report of this run shows it. */
  readonly found: boolean;
  /** Names of the jobs that show it, each once. */
  readonly jobs: readonly string[];
}

/** All problems, those that close the gate first, then the waived ones, each part by severity. */
export function gateItems(report: Report): readonly GateItem[] {
  const { diagnoses, unknown, incidents = [], verdict } = report;
  // A fingerprint alone can be borrowed: what is found is an open incident only where the pattern is the same too.
  const byKey = new Map(incidents.map((incident) => [keyOf(incident), incident]));
  const found = [...diagnoses, ...unknown].map((finding) => fromFinding(finding, byKey.get(keyOf(finding))));
  const here = new Set([...diagnoses, ...unknown].map(keyOf));
  const open = [...byKey].flatMap(([key, incident]) => (here.has(key) ? [] : [fromIncident(incident)]));
  const closing = new Set<string>(verdict.blocking);
  return [...found, ...open]
    .map(
      (item): GateItem =>
        item.effect === 'none' && closing.has(item.fingerprint) ? { ...item, effect: 'closes' } : item,
    )
    .map((item, index) => ({ item, index }))
    .sort((a, b) => RANK[a.item.effect] - RANK[b.item.effect] || bySeverity(a.item, b.item) || a.index - b.index)
    .map(({ item }) => item);
}

function keyOf({ fingerprint, pattern = '' }: { readonly fingerprint: string; readonly pattern?: string }): string {
  return JSON.stringify([pattern, fingerprint]);
}

const RANK = { closes: 0, waived: 1, none: 2 } as const;

function bySeverity(a: GateItem, b: GateItem): number {
  const [left, right] = [a.severity ?? 'P9', b.severity ?? 'P9'];
  return left < right ? -1 : left > right ? 1 : 0;
}

function fromFinding(finding: Diagnosis | Unknown, incident: Incident | undefined): GateItem {
  const known = 'pattern' in finding;
  const jobs = finding.occurrences.flatMap(({ job }) => (job === undefined ? [] : [job.name]));
  return {
    fingerprint: finding.fingerprint,
    severity: known ? finding.severity : undefined,
    pattern: known ? finding.pattern : undefined,
    title: title(known ? { known, diagnosis: finding } : { known, unknown: finding }),
    effect: finding.state === 'waived' ? 'waived' : 'none',
    incident,
    found: true,
    jobs: [...new Set(jobs)],
  };
}

function fromIncident(incident: Incident): GateItem {
  const { fingerprint, severity, pattern, state, title: called } = incident;
  return {
    fingerprint,
    severity,
    pattern,
    title: called ?? quote(pattern),
    effect: state === 'waived' ? 'waived' : 'none',
    incident,
    found: false,
    jobs: [],
  };
}
