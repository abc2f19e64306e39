import { warning } from '@actions/core';
import type { Report, RunContext } from '../../core/domain/report.js';
import { unexplained } from '../../core/gate/unexplained.js';
import { Redactor, redactText } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { accept } from '../../core/reports/accept.js';
import { merge } from '../../core/reports/merge.js';
import { noting } from '../../core/reports/noting.js';
import { parseReports } from '../../core/reports/parse-all.js';
import { restore } from '../../core/reports/restore.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { rulesOfRun } from '../../settings/rules/of-run.js';
import { connect } from '../../world/github/client.js';
import { runJobs, withoutOwn } from '../../world/github/run-jobs.js';
import { whyNot } from '../../world/github/trouble.js';
import { conclude } from '../deliver/conclude.js';
import { deliver } from '../deliver/deliver.js';
import { comparedWithBaseline } from '../diagnose/baseline.js';
import { reportTexts } from './report-texts.js';

/** Joins the reports that other jobs wrote into one, says it, and judges anew; returns the exit code. */
export async function mergeMode(inputs: ActionInputs): Promise<number> {
  const { rules, ...trusted } = await rulesOfRun(inputs);
  const { patterns } = rules.patterns;
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const { texts, problems, missing } = await reportTexts(inputs);
  const { told, broken } = parseReports(texts);
  const run = runOf(inputs);
  const accepted = accept(told, run);
  const reports = accepted.reports.map((report) => restore(report, known));
  const trouble = [
    ...trusted.problems,
    ...missing,
    ...problems,
    ...broken,
    ...accepted.problems,
    ...(await silentJobs(inputs, run, reports)),
  ];
  for (const sentence of trouble) warning(redactText(sentence, inputs));
  const { waiving, redact: expressions } = rules;
  const merged = merge(reports, run, { failOn: inputs.failOn, problems: trouble, waiving });
  // Another version, or somebody else, may have written them.
  const redacted = redactReport(merged, new Redactor({ ...inputs, expressions }));
  const report = noting(await comparedWithBaseline(redacted, inputs), trusted.notes);
  await deliver(report, inputs, patterns);
  return conclude(report, 0);
}

/** The run whose reports are joined; of another run than this one, commit and attempt are not known. */
function runOf({ context, runId }: ActionInputs): RunContext {
  const { job: _, ...run } = context;
  if (runId === undefined || runId === context.runId) return run;
  const { sha: _sha, runAttempt: _attempt, ...other } = run;
  return { ...other, runId };
}

/** The jobs that failed and left no report, each a sentence: a job that died before it could write one is no good news. */
async function silentJobs(
  { token, runner, triggeringRun }: ActionInputs,
  { repository, runId }: RunContext,
  reports: readonly Report[],
): Promise<readonly string[]> {
  if (repository === undefined || runId === undefined) return [];
  try {
    const jobs = await runJobs(connect(token, runner.apiUrl), repository, runId);
    return unexplained(triggeringRun?.id === runId ? jobs : withoutOwn(jobs, runner.name), reports);
  } catch (error) {
    warning(`Whether a job failed and left no report is not known: ${whyNot(error, 'actions: read')}.`);
    return [];
  }
}
