import type { ReportV1 } from '../render/json/v1.js';
import { withOwnLinks } from './own-links.js';

/** A report from elsewhere, checked for form, and what it came in. */
export interface Told {
  /** Shown in sentences: a file, an artifact. */
  readonly name: string;
  readonly report: ReportV1;
}

/** The run whose reports are wanted. */
export interface Wanted {
  readonly repository?: string;
  /** Where people see the repository. */
  readonly serverUrl?: string;
  readonly runId?: number;
  /** Head of the pull request, or the commit the run is for. */
  readonly sha?: string;
}

export interface Accepted {
  readonly reports: readonly ReportV1[];
  /** Why others were left out, each a sentence. */
  readonly problems: readonly string[];
}

/**
 * Takes only reports of the wanted run: anybody whose code runs in a job can write a report, so what it claims about
 * another run, commit or repository is worth nothing. Of one job's attempts the latest counts.
 */
export function accept(told: readonly Told[], wanted: Wanted): Accepted {
  const problems: string[] = [];
  const latest = new Map<string, ReportV1>();
  for (const [index, { name, report }] of told.entries()) {
    const foreign = whyForeign(report, wanted);
    if (foreign !== undefined) {
      problems.push(`${name}: ${foreign}; it was left out`);
      continue;
    }
    const { workflow, job, runAttempt = 1 } = report.run;
    // Reports without a job cannot replace each other.
    const key =
      job === undefined ? String(index) : JSON.stringify([workflow, job, report.jobs?.map((each) => each.name)]);
    const before = latest.get(key);
    if (before === undefined || (before.run.runAttempt ?? 1) <= runAttempt) latest.set(key, report);
  }
  return { reports: [...latest.values()].map((report) => withOwnLinks(report, wanted)), problems };
}

function whyForeign({ run }: ReportV1, wanted: Wanted): string | undefined {
  if (wanted.repository !== undefined && run.repository !== wanted.repository)
    return `it is a report of ${run.repository ?? 'no repository'}, not of ${wanted.repository}`;
  if (wanted.runId !== undefined && run.runId !== wanted.runId)
    return `it is a report of run ${run.runId ?? 'unknown'}, not of run ${wanted.runId}`;
  if (wanted.sha !== undefined && run.sha !== wanted.sha)
    return `it is a report of commit ${run.sha?.slice(0, 7) ?? 'unknown'}, not of ${wanted.sha.slice(0, 7)}`;
  return undefined;
}
