import { setFailed } from '@actions/core';
import type { RunContext } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { todayBy } from '../../core/gate/clock.js';
import { judgeRelease } from '../../core/gate/release.js';
import { unexplained } from '../../core/gate/unexplained.js';
import { unread } from '../../core/gate/unread.js';
import { Redactor } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { releaseReason } from '../../core/render/gate/reason.js';
import { accept } from '../../core/reports/accept.js';
import { merge } from '../../core/reports/merge.js';
import { parseReports } from '../../core/reports/parse-all.js';
import { restore } from '../../core/reports/restore.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { trustedRules } from '../../settings/rules/trusted.js';
import { connect, type GitHub } from '../../world/github/client.js';
import { openIncidents } from '../../world/github/incidents/open.js';
import { type RunJob, runJobs, withoutOwn } from '../../world/github/run-jobs.js';
import { whyNot } from '../../world/github/trouble.js';
import { deliverGate } from '../deliver/gate.js';
import { reportTexts } from '../merge/report-texts.js';

/**
 * Decides whether a release may go on: by the reports of a run's jobs, by what GitHub itself says of these jobs, and by
 * the incidents that are still open. What cannot be read keeps it shut. Returns the exit code.
 */
export async function gateMode(inputs: ActionInputs): Promise<number> {
  const { failOn } = inputs;
  const release = releaseOf(inputs);
  const github = connect(inputs.token, inputs.runner.apiUrl);
  const [{ rules, ...trusted }, incidents, jobs, texts] = await Promise.all([
    trustedRules(github, {
      ...release,
      ...branchOf(inputs),
      patterns: inputs.patterns,
      ...(inputs.config !== undefined && { config: inputs.config }),
    }),
    openIncidents(github, release.repository),
    jobsOf(github, release, inputs.runner.name),
    reportTexts(inputs),
  ]);
  const { told, broken } = parseReports(texts.texts);
  const accepted = accept(told, release.run);
  const known = new Map(rules.patterns.patterns.map((pattern) => [pattern.id, pattern]));
  const reports = accepted.reports.map((report) => restore(report, known));
  const today = todayBy(new Date(), incidents.date);
  // A release without reports is judged by its jobs and incidents; what was named has to be there.
  const named = inputs.logs.length + inputs.artifacts.length > 0;
  const problems = [
    ...(named ? texts.missing : []),
    ...texts.problems,
    ...broken,
    ...accepted.problems,
    ...unread(reports),
    ...jobs.problems,
    ...unexplained(jobs.jobs, reports),
    ...incidents.problems,
    ...trusted.problems,
    ...(today.problem === undefined ? [] : [today.problem]),
  ];
  const joined = merge(reports, release.run, { failOn, problems });
  const notes = [...trusted.notes, ...incidents.notes];
  const waiving = { ...rules.waiving, today: today.day };
  const judged = judgeRelease({ ...joined, notes }, incidents.incidents, { failOn, problems, waiving });
  const report = redactReport(judged, new Redactor({ ...inputs, expressions: rules.redact }));
  await deliverGate(report, inputs);
  if (report.verdict.gate === 'pass') return 0;
  setFailed(releaseReason(report));
  return 1;
}

/** What is released: a commit, as one run has built and tested it. */
interface Release {
  readonly repository: string;
  readonly runId: number;
  readonly sha: string;
  /** Whether the gate is a job of that run. */
  readonly own: boolean;
  readonly run: RunContext;
}

function releaseOf({ context, runId }: ActionInputs): Release {
  const { job: _, ...run } = context;
  const { repository, sha } = run;
  const wanted = runId ?? run.runId;
  if (repository === undefined || sha === undefined || wanted === undefined)
    throw new KnownError('platform', { what: 'The runner does not say which run and commit this is' });
  return { repository, sha, runId: wanted, own: wanted === run.runId, run: { ...run, runId: wanted } };
}

/**
 * The branch whose rules count: the one a pull request wants to go into, or the one that is released if it is protected.
 * Of another, or of a tag, anybody who can push could write its rules; there the default branch's count.
 */
function branchOf({ pullRequest, branch, baseBranch }: ActionInputs): { readonly branch?: string } {
  const name = pullRequest === undefined && branch?.protected !== true ? undefined : baseBranch;
  return name === undefined ? {} : { branch: name };
}

/** The jobs of the release's run but the gate's own, and why they are not known. */
async function jobsOf(
  github: GitHub,
  { repository, runId, sha, own }: Release,
  runner: string | undefined,
): Promise<{ jobs: readonly RunJob[]; problems: readonly string[] }> {
  try {
    const all = await runJobs(github, repository, runId);
    const foreign = own ? undefined : all.find((job) => job.sha !== sha);
    if (foreign !== undefined) {
      const commits = `${foreign.sha.slice(0, 7)}, and ${sha.slice(0, 7)} is released`;
      return { jobs: all, problems: [`run ${runId} is one of commit ${commits}`] };
    }
    return { jobs: own ? withoutOwn(all, runner) : all, problems: [] };
  } catch (error) {
    return { jobs: [], problems: [`the jobs of run ${runId} are not known: ${whyNot(error, 'actions: read')}`] };
  }
}
