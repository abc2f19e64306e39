import type { Incident } from '../domain/incident.js';
import type { Pattern } from '../domain/pattern.js';
import type { ReleaseReport, ToldJob, Tolerance } from '../domain/release.js';
import type { Report, RunContext } from '../domain/report.js';
import type { FailOn } from '../domain/verdict.js';
import { conflicts, strangers } from '../gate/conflicts.js';
import type { Waiving } from '../gate/judge.js';
import { judgeRelease } from '../gate/release.js';
import { unread } from '../gate/unread.js';
import type { ReportV1 } from '../render/json/v1.js';
import { merge } from './merge.js';
import { restore } from './restore.js';

/** All that a release is judged by. */
export interface ReleaseAsked {
  readonly run: RunContext;
  /** The run's jobs without the gate's own; empty where nobody tells of them. */
  readonly jobs: readonly ToldJob[];
  /** Reports of this run, checked for form. */
  readonly reports: readonly ReportV1[];
  readonly lay: readonly ReleaseReport[];
  readonly incidents: readonly Incident[];
  /** The built-in patterns and those of the base branch. */
  readonly patterns: readonly Pattern[];
  readonly waiving: Waiving;
  readonly failOn: FailOn;
  readonly tolerance: Tolerance;
  /** What could not be read or is not to be relied on, each a sentence. */
  readonly problems: readonly string[];
}

/**
 * Whether a release may go on, from values alone. Whatever is added to the reports can only close it: the one thing that
 * a report opens is what only it can tell, that a failed job failed of something that somebody waived or tolerates.
 */
export function releaseReport(asked: ReleaseAsked): Report {
  const { run, jobs, lay, incidents, waiving, failOn, tolerance } = asked;
  const known = new Map(asked.patterns.map((pattern) => [pattern.id, pattern]));
  const reports = asked.reports.map((report) => restore(report, known));
  const problems = [
    ...asked.problems,
    ...unread(reports),
    ...conflicts(reports),
    ...strangers(reports, new Set(known.keys())),
  ];
  const joined = merge(reports, run, { failOn, problems });
  return judgeRelease(joined, incidents, { failOn, problems, waiving }, { jobs, reports, lay, tolerance });
}
