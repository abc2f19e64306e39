import type { Incident } from '../domain/incident.js';
import type { Report } from '../domain/report.js';
import type { Judging } from './judge.js';
import { verdict } from './verdict.js';
import { waive } from './waive.js';

/**
 * Judges a release anew: what its reports found, and what is still open from earlier runs. A waiver covers an incident
 * like a finding; what is both counts once.
 * @param report the reports of all its jobs, joined; their own verdicts do not count
 */
export function judgeRelease(
  report: Report,
  incidents: readonly Incident[],
  { failOn, problems, waiving }: Judging,
): Report {
  const known = [...report.diagnoses, ...incidents];
  const waived = waive(known, report.unknown, waiving?.waivers ?? [], waiving?.today ?? '');
  const found = report.diagnoses.length;
  const diagnoses = report.diagnoses.map((each, index) => ({ ...each, state: stateOf(waived.diagnoses[index]) }));
  const open = incidents.map((each, index) => ({ ...each, state: stateOf(waived.diagnoses[found + index]) }));
  const here = new Set(diagnoses.map(({ fingerprint }) => fingerprint));
  const others = open.filter(({ fingerprint }) => !here.has(fingerprint));
  return {
    ...report,
    diagnoses,
    unknown: waived.unknown,
    incidents: open,
    verdict: verdict([...diagnoses, ...others], waived.unknown, failOn, problems, waived.uses),
    ...(waived.uses.length > 0 && { waivers: waived.uses }),
  };
}

function stateOf(finding: Pick<Incident, 'state'> | undefined): Incident['state'] {
  return finding?.state ?? 'new';
}
