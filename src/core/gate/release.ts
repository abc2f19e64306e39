import type { Incident } from '../domain/incident.js';
import type { ReleaseReport, ToldJob, Tolerance } from '../domain/release.js';
import type { Report } from '../domain/report.js';
import { findingKey, weighJobs } from './jobs.js';
import type { Judging } from './judge.js';
import { verdict } from './verdict.js';
import { waive } from './waive.js';

/** The run that is to be released. */
export interface RunTold {
  /** Its jobs without the gate's own. */
  readonly jobs: readonly ToldJob[];
  /** The reports that count, one by one. */
  readonly reports: readonly Report[];
  /** Every report that lay there, for whoever reads the page. */
  readonly lay: readonly ReleaseReport[];
  readonly tolerance: Tolerance;
}

/**
 * Judges a release anew: what its reports found, what is still open from earlier runs, and how its jobs ended. Each
 * counts for itself: no finding settles an incident, no report settles another one's finding, and a waiver covers what it
 * names, finding and incident alike.
 * @param report the reports of all its jobs, joined; their own verdicts do not count
 */
export function judgeRelease(
  report: Report,
  incidents: readonly Incident[],
  { failOn, problems, waiving }: Judging,
  run: RunTold,
): Report {
  const known = [...report.diagnoses, ...incidents];
  const waived = waive(known, report.unknown, waiving?.waivers ?? [], waiving?.today ?? '');
  const found = report.diagnoses.length;
  const diagnoses = report.diagnoses.map((each, index) => ({ ...each, state: stateOf(waived.diagnoses[index]) }));
  const open = incidents.map((each, index) => ({ ...each, state: stateOf(waived.diagnoses[found + index]) }));
  const settled = new Set(
    [...diagnoses, ...waived.unknown].filter(({ state }) => state === 'waived').map((each) => findingKey(each)),
  );
  const jobs = weighJobs(run.jobs, run.reports, { tolerance: run.tolerance, isWaived: (key) => settled.has(key) });
  const weighed = <T extends { readonly fingerprint: string; readonly pattern?: string }>(finding: T) => {
    const failedJob = jobs.failed.get(findingKey(finding));
    return failedJob === undefined ? finding : { ...finding, failedJob };
  };
  const all = [...problems, ...jobs.problems];
  return {
    ...report,
    diagnoses,
    unknown: waived.unknown,
    incidents: open,
    verdict: verdict([...diagnoses.map(weighed), ...open], waived.unknown.map(weighed), failOn, all, waived.uses),
    release: { jobs: jobs.jobs, reports: run.lay },
    ...(waived.uses.length > 0 && { waivers: waived.uses }),
  };
}

function stateOf(finding: Pick<Incident, 'state'> | undefined): Incident['state'] {
  return finding?.state ?? 'new';
}
