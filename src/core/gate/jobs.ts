import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Severity } from '../domain/pattern.js';
import { quote } from '../domain/quoted.js';
import type { ReleaseJob, ToldJob, Tolerance } from '../domain/release.js';
import type { Report } from '../domain/report.js';
import { namedJob, namedJobs } from './named-job.js';
import { couldReport } from './own-report.js';
import { toleratesJob, toleratesSeverity } from './tolerance.js';

/** Nothing to explain: it ended well, or there was nothing for it to do. */
const FINE = new Set(['success', 'skipped', 'neutral']);

/** What a job failed of: a finding in one of its reports. */
export interface JobCause {
  /** Pattern and fingerprint together: a fingerprint alone can be borrowed. */
  readonly key: string;
  /** Undefined for what no pattern knows. */
  readonly severity?: Severity;
}

/** What the jobs of a run mean for its release. */
export interface WeighedJobs {
  readonly jobs: readonly ReleaseJob[];
  /** What they leave open, each a sentence. */
  readonly problems: readonly string[];
  /** Causes that made a job fail and that nobody lets pass, however mild: by key, the name of the job. */
  readonly failed: ReadonlyMap<string, string>;
}

export interface Weighing {
  readonly tolerance: Tolerance;
  /** Whether somebody decided that a finding may stay. */
  readonly isWaived: (key: string) => boolean;
}

/**
 * Weighs the jobs of a run as `needs:` would: one that did not end well keeps the release shut, unless each of its causes
 * is waived or tolerated, or the job itself is.
 * @param jobs without the gate's own
 * @param reports those that count; one explains one job, which it names and holds a finding in
 */
export function weighJobs(jobs: readonly ToldJob[], reports: readonly Report[], weighing: Weighing): WeighedJobs {
  const silent = unexplained(jobs, reports);
  const someFailed = jobs.some(isBad);
  const failed = new Map<string, string>();
  const weighed = jobs.map((job) => {
    const { left, ...weight } = isBad(job)
      ? weighFailed(job, silent.includes(job), causesOf(job, jobs, reports), weighing)
      : weighOther(job, someFailed, weighing.tolerance);
    for (const key of left) if (!failed.has(key)) failed.set(key, job.name);
    return { job, ...weight, isProblem: weight.effect === 'closes' && left.length === 0 };
  });
  return {
    jobs: weighed.map(({ job: { name, url, conclusion }, effect, why }) => ({
      name,
      ...(url !== undefined && { url }),
      ...(conclusion !== undefined && { conclusion }),
      effect,
      ...(why !== undefined && { why }),
    })),
    problems: weighed.flatMap(({ job, why = '', isProblem }) => (isProblem ? [sentence(job, why)] : [])),
    failed,
  };
}

/** The jobs that did not end well and that no report explains, or that have not ended, each a sentence. */
export function unexplainedJobs(jobs: readonly ToldJob[], reports: readonly Report[]): readonly string[] {
  const silent = unexplained(jobs, reports).map((job) => sentence(job, unexplainedWords(job)));
  return [...silent, ...jobs.filter(isRunning).map((job) => sentence(job, RUNNING))];
}

interface Weight {
  readonly effect: ReleaseJob['effect'];
  readonly why?: string;
  /** Keys of the causes that nobody lets pass. */
  readonly left: readonly string[];
}

function weighFailed(
  job: ToldJob,
  isSilent: boolean,
  causes: readonly JobCause[],
  { tolerance, isWaived }: Weighing,
): Weight {
  if (toleratesJob(tolerance, job.name)) return { effect: 'allowed', why: 'tolerated by its name', left: [] };
  if (isSilent) return { effect: 'closes', why: unexplainedWords(job), left: [] };
  const waived = causes.filter(({ key }) => isWaived(key));
  const others = causes.filter((cause) => !waived.includes(cause));
  const left = others.filter(({ severity }) => !toleratesSeverity(tolerance, severity)).map(({ key }) => key);
  if (left.length > 0) return { effect: 'closes', why: `it ${ended(job)}`, left };
  const why = [
    ...(waived.length > 0 ? ['what it failed of is waived'] : []),
    ...(others.length > 0 ? [`what it failed of is tolerated, as ${tolerance.severity} and below is`] : []),
  ];
  return { effect: 'allowed', why: why.join('; '), left: [] };
}

function weighOther(job: ToldJob, someFailed: boolean, tolerance: Tolerance): Weight {
  if (isRunning(job)) return { effect: 'closes', why: RUNNING, left: [] };
  if (job.conclusion !== 'skipped' || !someFailed) return { effect: 'none', left: [] };
  if (toleratesJob(tolerance, job.name)) return { effect: 'allowed', why: 'tolerated by its name', left: [] };
  // What needs a job that failed is skipped.
  const why = 'it was skipped while another job failed, so nobody knows how it would have ended';
  return { effect: 'closes', why, left: [] };
}

const RUNNING = "it has not ended; let the gate's job need it";

function isRunning({ conclusion }: ToldJob): boolean {
  return conclusion === undefined;
}

function isBad({ conclusion }: ToldJob): boolean {
  return conclusion !== undefined && !FINE.has(conclusion);
}

function unexplainedWords(job: ToldJob): string {
  if (couldReport(job)) return `it ${ended(job)}, and no report of it says why`;
  return `it ${ended(job)}, and no step of it passed afterwards that could have handed on a report of its own`;
}

function sentence({ name }: ToldJob, why: string): string {
  return `the job ${quote(name)}${why.replace(/^it(?= )/, '')}`;
}

/** What is known of a finding whoever has it: its pattern and its fingerprint. */
export function findingKey(finding: { readonly fingerprint: string; readonly pattern?: string }): string {
  return JSON.stringify([finding.pattern ?? '', finding.fingerprint]);
}

/** All that the reports of a job found. */
function causesOf(job: ToldJob, jobs: readonly ToldJob[], reports: readonly Report[]): JobCause[] {
  return reports.flatMap((report) => findingsIn(report, job, jobs));
}

/** The findings that a report tells of a job: all of them, or those of the job's own where it tells of several. */
function findingsIn(report: Report, job: ToldJob, jobs: readonly ToldJob[]): JobCause[] {
  const named = namedJobs(report, jobs);
  if (!named.includes(job)) return [];
  const isOf = ({ occurrences }: Diagnosis | Unknown) =>
    report.jobs === undefined ||
    occurrences.some(({ job: where }) => where !== undefined && namedJob({ job: where.name }, named) === job);
  return [
    ...report.diagnoses.filter(isOf).map((finding) => ({ key: findingKey(finding), severity: finding.severity })),
    ...report.unknown.filter(isOf).map((finding) => ({ key: findingKey(finding) })),
  ];
}

/** The failed jobs for which no report is left: each is taken by the first job that it explains. A job that ended with its failure has none. */
function unexplained(jobs: readonly ToldJob[], reports: readonly Report[]): ToldJob[] {
  const left = [...reports];
  return jobs.filter(isBad).filter((job) => {
    const at = couldReport(job) ? left.findIndex((report) => findingsIn(report, job, jobs).length > 0) : -1;
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const ENDED: Readonly<Record<string, string>> = {
  cancelled: 'was cancelled',
  timed_out: 'ran out of time',
  action_required: 'waits for somebody',
};

function ended({ conclusion = '' }: ToldJob): string {
  return ENDED[conclusion] ?? 'failed';
}
