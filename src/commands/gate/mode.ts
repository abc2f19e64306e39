import { setFailed } from '@actions/core';
import { quote } from '../../core/domain/quoted.js';
import type { RunContext } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { todayBy } from '../../core/gate/clock.js';
import { toleranceOf } from '../../core/gate/tolerance.js';
import { Redactor } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { releaseReason } from '../../core/render/gate/reason.js';
import { accept, type RunJobs } from '../../core/reports/accept.js';
import { parseReports } from '../../core/reports/parse-all.js';
import { releaseReport } from '../../core/reports/release.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { trustedRules } from '../../settings/rules/trusted.js';
import { connect, type GitHub } from '../../world/github/client.js';
import { openIncidents } from '../../world/github/incidents/open.js';
import { earlierJobs, latestAttempt, runJobs, withoutOwn } from '../../world/github/run-jobs.js';
import { whyNot } from '../../world/github/trouble.js';
import { deliverGate } from '../deliver/gate.js';
import { reportTexts } from '../merge/report-texts.js';

/**
 * Decides whether a release may go on: by how GitHub says that the jobs of a run ended, by what their reports hold, and by
 * the incidents that are still open. What cannot be read keeps it shut. Returns the exit code.
 */
export async function gateMode(inputs: ActionInputs): Promise<number> {
  const release = releaseOf(inputs);
  const github = connect(inputs.token, inputs.runner.apiUrl);
  const [{ rules, ...trusted }, incidents, jobs, texts] = await Promise.all([
    trustedRules(github, {
      ...release,
      ...(inputs.rulesBranch !== undefined && { branch: inputs.rulesBranch }),
      patterns: inputs.patterns,
      packs: inputs.packs,
      ...(inputs.config !== undefined && { config: inputs.config }),
    }),
    openIncidents(github, release.repository),
    jobsOf(github, release, inputs.runner.name),
    reportTexts(inputs),
  ]);
  const { told, broken } = parseReports(texts.texts);
  const accepted = accept(told, { ...release.run, ...(jobs.attempt !== undefined && { attempt: jobs.attempt }), jobs });
  const today = todayBy(new Date(), incidents.date);
  // A release without reports is judged by its jobs and incidents; what was named has to be there.
  const named = inputs.logs.length + inputs.artifacts.length > 0;
  const judged = releaseReport({
    run: release.run,
    jobs: jobs.latest,
    reports: accepted.reports,
    lay: accepted.lay,
    incidents: incidents.incidents,
    patterns: rules.patterns.patterns,
    waiving: { ...rules.waiving, today: today.day },
    failOn: inputs.failOn,
    tolerance: toleranceOf(inputs.tolerate),
    problems: [
      ...inputs.missing,
      ...(named ? texts.missing : []),
      ...texts.problems,
      ...broken,
      ...accepted.problems,
      ...jobs.problems,
      ...incidents.problems,
      ...trusted.problems,
      ...(today.problem === undefined ? [] : [today.problem]),
    ],
  });
  const notes = [...trusted.notes, ...incidents.notes, ...toleranceNotes(inputs.tolerate)];
  const report = redactReport({ ...judged, notes }, new Redactor({ ...inputs, expressions: rules.redact }));
  await deliverGate(report, inputs);
  if (report.verdict.gate === 'pass') return 0;
  setFailed(releaseReason(report));
  return 1;
}

/** Said at every use: whoever reads the page sees what was decided in a workflow. */
function toleranceNotes(tolerate: readonly string[]): readonly string[] {
  return tolerate.length === 0 ? [] : [`The workflow tolerates ${tolerate.map(quote).join(', ')}`];
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
  const { job: _job, jobId: _id, step: _step, ...run } = context;
  const { repository, sha } = run;
  const wanted = runId ?? run.runId;
  if (repository === undefined || sha === undefined || wanted === undefined) {
    const missing = [
      ...(repository === undefined ? ['GITHUB_REPOSITORY'] : []),
      ...(sha === undefined ? ['GITHUB_SHA'] : []),
      ...(wanted === undefined ? ['GITHUB_RUN_ID'] : []),
    ];
    throw new KnownError('platform', {
      where: missing.join(', '),
      what: 'The runner does not say which run and commit this is',
    });
  }
  return { repository, sha, runId: wanted, own: wanted === run.runId, run: { ...run, runId: wanted } };
}

/** What GitHub tells of the run that is released. */
interface JobsTold extends RunJobs {
  /** The run's latest attempt; undefined where nobody knows. */
  readonly attempt: number | undefined;
  readonly problems: readonly string[];
}

/** The jobs of the release's run but the gate's own, and why they are not known. */
async function jobsOf(
  github: GitHub,
  { repository, runId, sha, own, run }: Release,
  runner: string | undefined,
): Promise<JobsTold> {
  try {
    const all = await runJobs(github, repository, runId);
    const earlier = await earlierJobs(github, repository, runId, all);
    const attempt = Math.max(latestAttempt(all), own ? (run.runAttempt ?? 1) : 1);
    const foreign = own ? undefined : all.find((job) => job.sha !== sha);
    if (foreign !== undefined) {
      const commits = `${foreign.sha.slice(0, 7)}, and ${sha.slice(0, 7)} is released`;
      return { latest: all, earlier, attempt, problems: [`run ${runId} is one of commit ${commits}`] };
    }
    return { latest: own ? withoutOwn(all, runner) : all, earlier, attempt, problems: [] };
  } catch (error) {
    const problems = [`the jobs of run ${runId} are not known: ${whyNot(error, 'actions: read')}`];
    return { latest: [], earlier: [], attempt: undefined, problems };
  }
}
