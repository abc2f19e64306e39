import type { ReleaseReport, ToldJob } from '../domain/release.js';
import { namedJob } from '../gate/named-job.js';
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
  /** The run's latest attempt, as GitHub says; a report that claims a later one is no report of it. */
  readonly attempt?: number;
  /** Its jobs, as GitHub tells of them. */
  readonly jobs?: RunJobs;
}

/** The jobs of a run: of each the latest, and those of earlier attempts. */
export interface RunJobs {
  readonly latest: readonly ToldJob[];
  readonly earlier: readonly ToldJob[];
}

export interface Accepted {
  readonly reports: readonly ReportV1[];
  /** What nobody can rely on, each a sentence. */
  readonly problems: readonly string[];
  /** All that lay there, in the order given, with why some does not count. */
  readonly lay: readonly ReleaseReport[];
}

/**
 * Takes only reports of the wanted run: anybody whose code runs in a job can write a report, so what it claims about
 * another run, commit or repository is worth nothing. Of one job all reports count: none replaces another because it
 * came later or says so. Only what GitHub knows takes one out: that its job failed then, and passed in a later attempt.
 */
export function accept(told: readonly Told[], wanted: Wanted): Accepted {
  const problems: string[] = [];
  const lay: ReleaseReport[] = [];
  const reports = new Map<string, ReportV1>();
  for (const { name, report } of told) {
    const foreign = whyForeign(report, wanted);
    const late = foreign === undefined ? whyTooLate(report, wanted) : undefined;
    const aside = foreign ?? whyOver(report, wanted);
    if (foreign !== undefined) problems.push(`${name}: ${foreign}; it was left out`);
    if (late !== undefined) problems.push(`${name}: ${late}`);
    lay.push(layAs(name, report, aside));
    // The same text in a file and in an artifact is one report.
    if (aside === undefined) reports.set(JSON.stringify(report), report);
  }
  return { reports: [...reports.values()].map((report) => withOwnLinks(report, wanted)), problems, lay };
}

/** A report as the page lists it. */
export function layAs(name: string, { run, jobs, diagnoses, unknown }: ReportV1, aside?: string): ReleaseReport {
  const job = jobs === undefined ? run.job : jobs.map((each) => each.name).join(', ');
  return {
    name,
    ...(job !== undefined && job !== '' && { job }),
    ...(run.step !== undefined && { step: run.step }),
    ...(run.runAttempt !== undefined && { attempt: run.runAttempt }),
    findings: diagnoses.length + unknown.length,
    ...(aside !== undefined && { aside }),
  };
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

/** What it found counts all the same: it may be a forger's, and it may be true. */
function whyTooLate({ run: { runAttempt = 1 } }: ReportV1, { attempt }: Wanted): string | undefined {
  if (attempt === undefined || runAttempt <= attempt) return undefined;
  return `it says that it is of attempt ${runAttempt}, and GitHub knows ${attempt === 1 ? 'one' : attempt} of this run`;
}

/** A retry that passed is GitHub's to tell: the job of this report failed, and the latest of that name did not. */
function whyOver({ run, jobs: several }: ReportV1, { jobs }: Wanted): string | undefined {
  if (jobs === undefined || several !== undefined) return undefined;
  const then = namedJob(run, jobs.earlier);
  if (then === undefined || !isFailure(then.conclusion)) return undefined;
  const [now, ...others] = jobs.latest.filter(({ name }) => name === then.name);
  if (now === undefined || others.length > 0) return undefined;
  if (now.conclusion !== 'success' || (now.attempt ?? 1) <= (then.attempt ?? 1)) return undefined;
  return `its job failed in attempt ${then.attempt ?? 1} and passed in attempt ${now.attempt}, as GitHub says`;
}

function isFailure(conclusion: string | undefined): boolean {
  return conclusion !== undefined && !['success', 'skipped', 'neutral'].includes(conclusion);
}
