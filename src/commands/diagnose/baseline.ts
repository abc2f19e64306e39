import { notice, warning } from '@actions/core';
import type { Baseline } from '../../core/domain/history.js';
import type { Report } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { baselineOf, compare } from '../../core/reports/compare.js';
import { parseReports } from '../../core/reports/parse-all.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { artifactReports, openArtifacts } from '../../world/github/artifacts.js';
import { latestRun } from '../../world/github/base-run.js';
import { connect } from '../../world/github/client.js';
import { whyNot } from '../../world/github/trouble.js';
import { WorkflowRun } from '../../world/github/workflow-run.js';
import { readBaseline } from '../../world/reports/baseline-file.js';

/** What the jobs of a run call the artifacts with their reports. */
const REPORTS = 'whydunit-*';

/**
 * Compares with what the input baseline names: a report, or `base` for what the latest finished run of the base branch
 * left. Where that is not to be had the report goes on as it is, and a sentence says why.
 */
export async function comparedWithBaseline(report: Report, inputs: ActionInputs): Promise<Report> {
  if (inputs.baseline === undefined) return report;
  try {
    const baseline = inputs.baseline === 'base' ? await ofBaseBranch(inputs) : await readBaseline(inputs.baseline);
    return compare(report, baseline);
  } catch (error) {
    if (error instanceof Uncompared) notice(`baseline: ${error.message}; nothing is called new or known.`);
    else warning(`baseline: ${error instanceof KnownError ? error.message : `${whyNot(error, 'actions: read')}.`}`);
    return report;
  }
}

/** There is nothing to compare with, and nothing is wrong. */
class Uncompared extends Error {}

async function ofBaseBranch({ context, baseBranch, workflowFile, token, runner }: ActionInputs): Promise<Baseline> {
  const { repository, runId, serverUrl = 'https://github.com' } = context;
  if (repository === undefined || baseBranch === undefined || workflowFile === undefined)
    throw new Uncompared('this run has no base branch');
  const github = connect(token, runner.apiUrl);
  const run = await latestRun(github, repository, workflowFile, baseBranch, runId);
  if (run === undefined) throw new Uncompared(`no run of ${workflowFile} on ${baseBranch} has finished yet`);
  const artifacts = await openArtifacts(new WorkflowRun(github, repository, run.id, serverUrl), [REPORTS]);
  const reports = await artifactReports(artifacts.opened);
  const { told, broken } = parseReports(reports.texts);
  for (const problem of [...artifacts.problems, ...reports.problems, ...broken]) warning(`baseline: ${problem}`);
  if (told.length === 0)
    throw new Uncompared(`run ${run.id} on ${baseBranch} left no report in an artifact named ${REPORTS}`);
  return baselineOf(
    told.map((one) => one.report),
    baseBranch,
    run.at,
  );
}
