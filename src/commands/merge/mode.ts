import { warning } from '@actions/core';
import type { RunContext } from '../../core/domain/report.js';
import { unexplainedJobs } from '../../core/gate/jobs.js';
import { Redactor, redactText } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { accept } from '../../core/reports/accept.js';
import { merge } from '../../core/reports/merge.js';
import { noting } from '../../core/reports/noting.js';
import { parseReports } from '../../core/reports/parse-all.js';
import { restore } from '../../core/reports/restore.js';
import { withWhose } from '../../core/reports/whose/whose.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { rulesOfRun } from '../../settings/rules/of-run.js';
import { connect } from '../../world/github/client.js';
import { earlierJobs, latestAttempt, type RunJob, runJobs, withoutOwn } from '../../world/github/run-jobs.js';
import { whyNot } from '../../world/github/trouble.js';
import { conclude } from '../deliver/conclude.js';
import { deliver } from '../deliver/deliver.js';
import { comparedWithBaseline } from '../diagnose/baseline.js';
import { whoseOf } from '../whose.js';
import { reportTexts } from './report-texts.js';

/** Joins the reports that other jobs wrote into one, says it, and judges anew; returns the exit code. */
export async function mergeMode(inputs: ActionInputs): Promise<number> {
  const { rules, ...trusted } = await rulesOfRun(inputs);
  const { patterns } = rules.patterns;
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const { texts, problems, missing } = await reportTexts(inputs);
  const { told, broken } = parseReports(texts);
  const run = runOf(inputs);
  const jobs = await jobsOf(inputs, run);
  const accepted = accept(told, { ...run, ...(jobs !== undefined && { jobs, attempt: latestAttempt(jobs.latest) }) });
  const reports = accepted.reports.map((report) => restore(report, known));
  const trouble = [
    ...inputs.missing,
    ...trusted.problems,
    ...missing,
    ...problems,
    ...broken,
    ...accepted.problems,
    ...(jobs === undefined ? [] : unexplainedJobs(jobs.latest, reports)),
  ];
  for (const sentence of trouble) warning(redactText(sentence, inputs));
  const { waiving, redact: expressions, template } = rules;
  const merged = merge(reports, run, { failOn: inputs.failOn, problems: trouble, waiving });
  // Another version, or somebody else, may have written them.
  const redacted = redactReport(merged, new Redactor({ ...inputs, expressions }));
  const compared = await comparedWithBaseline(redacted, inputs, { patterns: rules.patterns, redact: expressions });
  const whose = await whoseOf(compared, inputs);
  const report = noting(withWhose(compared, whose), trusted.notes);
  await deliver(report, inputs, { patterns, ...(template !== undefined && { template }) }, whose);
  return conclude(report, 0);
}

/** The run whose reports are joined; of another run than this one, commit and attempt are not known. */
function runOf({ context, runId }: ActionInputs): RunContext {
  const { job: _job, jobId: _id, step: _step, ...run } = context;
  if (runId === undefined || runId === context.runId) return run;
  const { sha: _sha, runAttempt: _attempt, ...other } = run;
  return { ...other, runId };
}

/**
 * The run's jobs as GitHub tells of them: a job that died before it could write a report is no good news, and a retry that
 * passed is. Undefined where it does not tell.
 */
async function jobsOf(
  { token, runner, triggeringRun }: ActionInputs,
  { repository, runId }: RunContext,
): Promise<{ latest: readonly RunJob[]; earlier: readonly RunJob[] } | undefined> {
  if (repository === undefined || runId === undefined) return undefined;
  const github = connect(token, runner.apiUrl);
  try {
    const all = await runJobs(github, repository, runId);
    const earlier = await earlierJobs(github, repository, runId, all);
    return { latest: triggeringRun?.id === runId ? all : withoutOwn(all, runner.name), earlier };
  } catch (error) {
    warning(`Whether a job failed and left no report is not known: ${whyNot(error, 'actions: read')}.`);
    return undefined;
  }
}
