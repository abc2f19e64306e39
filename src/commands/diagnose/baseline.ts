import { notice, warning } from '@actions/core';
import type { Baseline } from '../../core/domain/history.js';
import type { Report } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { baselineOf, compare } from '../../core/reports/compare.js';
import { parseReports } from '../../core/reports/parse-all.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { artifactReports, openArtifacts } from '../../world/github/artifacts.js';
import { type BaseRun, latestRun } from '../../world/github/base-run.js';
import { connect, type GitHub } from '../../world/github/client.js';
import { greenLogs, ownName } from '../../world/github/green-logs.js';
import { whyNot } from '../../world/github/trouble.js';
import { WorkflowRun } from '../../world/github/workflow-run.js';
import { readBaseline } from '../../world/reports/baseline-file.js';
import { printInert } from '../../world/sinks/log.js';
import { type Against, against, type Rules } from './against.js';

/** What the jobs of a run call the artifacts with their reports. */
const REPORTS = 'whydunit-*';

/**
 * What the input baseline names: a report or logs in files, or `base` for what the latest finished run of the base branch
 * left: its reports or, without them, what the same jobs printed when the branch was green last. Where that is not to be
 * had the diagnosis goes on without it, and a sentence says why.
 * @param sources what will be diagnosed; undefined where no log is read
 */
export async function earlierRun(
  inputs: ActionInputs,
  sources: readonly Source[] | undefined,
  rules: Rules,
): Promise<Against | undefined> {
  if (inputs.baseline === undefined) return undefined;
  try {
    if (inputs.baseline === 'base') return await ofBaseBranch(inputs, sources, rules);
    const earlier = await readBaseline(inputs.baseline, inputs.context);
    if ('notes' in earlier && earlier.notes.length > 0) printInert(earlier.notes.join('\n'));
    return await against(earlier, rules);
  } catch (error) {
    if (error instanceof Uncompared) notice(`baseline: ${error.message}; nothing is called new or known.`);
    else warning(`baseline: ${error instanceof KnownError ? error.message : `${whyNot(error, 'actions: read')}.`}`);
    return undefined;
  }
}

/** Reports that others made, compared with what the input baseline names; their logs are not there any more. */
export async function comparedWithBaseline(report: Report, inputs: ActionInputs, rules: Rules): Promise<Report> {
  const earlier = await earlierRun(inputs, undefined, rules);
  return earlier === undefined ? report : compare(report, earlier.baseline);
}

/** There is nothing to compare with, and nothing is wrong. */
class Uncompared extends Error {}

/** The base branch of this run, and where to ask for it. */
interface Base {
  readonly github: GitHub;
  readonly repository: string;
  readonly workflow: string;
  readonly branch: string;
  readonly serverUrl: string;
  readonly except?: number;
}

async function ofBaseBranch(
  inputs: ActionInputs,
  sources: readonly Source[] | undefined,
  rules: Rules,
): Promise<Against> {
  const { context, baseBranch: branch, workflowFile: workflow, token, runner } = inputs;
  const { repository, runId, serverUrl = 'https://github.com' } = context;
  if (repository === undefined || branch === undefined || workflow === undefined)
    throw new Uncompared('this run has no base branch');
  const github = connect(token, runner.apiUrl);
  const base: Base = { github, repository, workflow, branch, serverUrl, ...(runId !== undefined && { except: runId }) };
  const run = await latestRun(github, base);
  if (run === undefined) throw new Uncompared(`no run of ${workflow} on ${branch} has finished yet`);
  const reported = await reportsOf(run, base);
  if (reported !== undefined) return reported;
  const none = `run ${run.id} on ${branch} left no report in an artifact named ${REPORTS}`;
  if (sources === undefined) throw new Uncompared(none);
  return whenGreen(base, await jobNames(inputs, base, sources), none, rules);
}

async function reportsOf(run: BaseRun, { github, repository, serverUrl, branch }: Base): Promise<Against | undefined> {
  const artifacts = await openArtifacts(new WorkflowRun(github, repository, run.id, serverUrl), [REPORTS]);
  const reports = await artifactReports(artifacts.opened);
  const { told, broken } = parseReports(reports.texts);
  for (const problem of [...artifacts.problems, ...reports.problems, ...broken]) warning(`baseline: ${problem}`);
  if (told.length === 0) return undefined;
  const known = told.map((one) => one.report);
  return { baseline: passedBy(run, baselineOf(known, branch, run.at)) };
}

/** That a run passed is GitHub's to say, not its reports'. */
function passedBy({ sha, at, passed }: BaseRun, { passed: _, ...baseline }: Baseline): Baseline {
  return passed ? { ...baseline, passed: { sha, at } } : baseline;
}

/** What the same jobs printed when the branch was green last. */
async function whenGreen(base: Base, names: readonly string[], noReport: string, rules: Rules): Promise<Against> {
  const { github, repository, branch, serverUrl } = base;
  const run = await latestRun(github, { ...base, passed: true });
  if (run === undefined) throw new Uncompared(`${noReport}, and no run there has passed`);
  const logs = await greenLogs(new WorkflowRun(github, repository, run.id, serverUrl), names);
  if (logs.length > 0) {
    const told = await against({ name: branch, logs, notes: [], passed: true }, rules);
    return { ...told, baseline: passedBy(run, told.baseline) };
  }
  throw new Uncompared(`${noReport}, and run ${run.id}, the last that passed, has no log of this job`);
}

/** The jobs whose logs are diagnosed; without any, the one that this is. */
async function jobNames(
  { context: { runId }, runner }: ActionInputs,
  { github, repository, serverUrl }: Base,
  sources: readonly Source[],
): Promise<readonly string[]> {
  const names = new Set(sources.flatMap(({ job }) => job?.name ?? []));
  if (names.size > 0 || runId === undefined) return [...names];
  const own = await ownName(new WorkflowRun(github, repository, runId, serverUrl), runner.name);
  return own === undefined ? [] : [own];
}
