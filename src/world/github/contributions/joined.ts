import type { Diagnosis, Unknown } from '../../../core/domain/diagnosis.js';
import type { Job } from '../../../core/domain/job.js';
import type { Pattern } from '../../../core/domain/pattern.js';
import type { Report, RunContext } from '../../../core/domain/report.js';
import type { FailOn } from '../../../core/domain/verdict.js';
import { judge } from '../../../core/gate/judge.js';
import { unreadIn } from '../../../core/gate/unread.js';
import { merge } from '../../../core/reports/merge.js';
import { withOwnLinks } from '../../../core/reports/own-links.js';
import { restore } from '../../../core/reports/restore.js';
import type { Contribution, Left } from './contribution.js';
import { goneOf } from './gone.js';
import { headOf, type State } from './state.js';

/** From the strictest on. */
const FAIL_ON: readonly FailOn[] = ['any', 'P3', 'P2', 'P1', 'P0', 'never'];

/**
 * What all jobs say of the newest commit, as one report.
 * @param state texts in it are hostile
 * @param own our own report: where the comment stands, and the rules we judge by, are never taken from the comment
 * @param patterns those we trust
 * @param today YYYY-MM-DD in UTC
 * @param head the pull request's commit, where GitHub told; that of the newest run otherwise
 */
export function joinedReport(
  state: State,
  own: Report,
  patterns: ReadonlyMap<string, Pattern>,
  today: string,
  head = headOf(state),
): Report {
  const context = own.run;
  const entries = [...state.values()];
  const current = entries.flatMap(({ now }) => (now.sha === head ? [now] : []));
  const awaited = entries.flatMap(({ now }) => (now.sha === head ? [] : [jobOf(now)]));
  const reports = current.map((contribution) => reportOf(contribution, context, patterns));
  const [first, second] = reports;
  const joined =
    first !== undefined && second === undefined
      ? alone(first, current[0], awaited.length > 0)
      : merge(reports, runOf(current, context, head), { failOn: strictest(reports), problems: [] });
  const gone = goneOf(state, head);
  const omitted = current.reduce((sum, { left }) => sum + left.findings, 0);
  const { baseline, basePassed } = reports.find((report) => report.baseline !== undefined) ?? {};
  return {
    ...byOwnRules(joined, own, today),
    ...(omitted > 0 && { omitted }),
    ...(gone.length > 0 && { gone }),
    ...(awaited.length > 0 && { awaited }),
    ...(baseline !== undefined && { baseline }),
    ...(basePassed !== undefined && { basePassed }),
  };
}

/** The gate speaks in our own words, and waivers come from our own configuration. */
function byOwnRules(report: Report, { notes, waivers = [] }: Report, today: string): Report {
  const { gate, failOn, reasons } = report.verdict;
  const problems = gate === 'blocked' ? reasons : [];
  const judging = {
    failOn,
    problems,
    unread: report.sources.flatMap(unreadIn),
    undecided: report.possible !== undefined,
  };
  const waiving = { waivers: waivers.map(({ waiver }) => waiver), today };
  return {
    ...report,
    ...(notes !== undefined && { notes }),
    ...judge(report.diagnoses, report.unknown, { ...judging, ...(waivers.length > 0 && { waiving }) }),
  };
}

/** A single job's report stays as it was; where others are awaited, it is named beside them. */
function alone(report: Report, contribution: Contribution | undefined, named: boolean): Report {
  if (!named || contribution === undefined || report.jobs !== undefined) return report;
  return { ...report, jobs: [{ ...jobOf(contribution), status: report.status }] };
}

function reportOf(
  contribution: Contribution,
  { repository, serverUrl, pullRequest }: RunContext,
  patterns: ReadonlyMap<string, Pattern>,
): Report {
  const { report, sha, run, attempt, job, workflow, left } = contribution;
  const restored = restore(withOwnLinks(report, { repository, serverUrl }), patterns);
  const told = <T extends Diagnosis | Unknown>(finding: T): T => ({ ...finding, ...omittedOf(finding, left) });
  return {
    ...restored,
    diagnoses: restored.diagnoses.map(told),
    unknown: restored.unknown.map(told),
    run: {
      ...(repository !== undefined && { repository }),
      ...(serverUrl !== undefined && { serverUrl }),
      ...(pullRequest !== undefined && { pullRequest }),
      sha,
      runId: run,
      runAttempt: attempt,
      ...(report.jobs === undefined && { job }),
      ...(workflow !== undefined && { workflow }),
    },
  };
}

/** The run that all belong to, or at least their commit. */
function runOf(contributions: readonly Contribution[], context: RunContext, sha: string | undefined): RunContext {
  const { repository, serverUrl, pullRequest } = context;
  const [first] = contributions;
  const one = contributions.every(({ run }) => run === first?.run) ? first : undefined;
  return {
    ...(repository !== undefined && { repository }),
    ...(serverUrl !== undefined && { serverUrl }),
    ...(pullRequest !== undefined && { pullRequest }),
    ...(sha !== undefined && { sha }),
    ...(one !== undefined && { runId: one.run }),
  };
}

function omittedOf({ fingerprint }: { readonly fingerprint: string }, { parts }: Left): Partial<Diagnosis> {
  const [occurrences, evidence] = (Object.hasOwn(parts, fingerprint) ? parts[fingerprint] : undefined) ?? [0, 0];
  return occurrences + evidence > 0 ? { omitted: { occurrences, evidence } } : {};
}

function strictest(reports: readonly Report[]): FailOn {
  return FAIL_ON.find((failOn) => reports.some(({ verdict }) => verdict.failOn === failOn)) ?? 'P0';
}

function jobOf({ job, workflow }: Contribution): Job {
  return { name: job, ...(workflow !== undefined && { workflow }) };
}
