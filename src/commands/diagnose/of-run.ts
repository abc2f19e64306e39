import { warning } from '@actions/core';
import type { Attachment } from '../../core/domain/attachment.js';
import type { RunContext } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { redactText } from '../../core/redact/redactor.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { artifactLogs, openArtifacts } from '../../world/github/artifacts.js';
import { attachmentsIn } from '../../world/github/attachments.js';
import { connect } from '../../world/github/client.js';
import { jobLogs } from '../../world/github/job-logs.js';
import { WorkflowRun } from '../../world/github/workflow-run.js';
import { printInert } from '../../world/sinks/log.js';

/** What a workflow run on GitHub has to read. */
export interface CollectedRun {
  readonly sources: readonly Source[];
  /** What is there and could not be read, each a sentence. */
  readonly problems: readonly string[];
  /** Screenshots and the like that may belong to a failed test. */
  readonly attachments: readonly Attachment[];
  /** Where what was read took place. */
  readonly context: RunContext;
  /** Whether reading took all requests that it may take. */
  readonly isSpent?: boolean;
}

/**
 * The artifacts and job logs that the inputs ask for, of this run or another. What GitHub does not give is a problem: the
 * rest is still diagnosed, and the verdict cannot be green.
 * @param besides whether there is anything else to read
 * @throws KnownError no-logs when there is nothing to read at all, platform when the run is not known
 */
export async function collectRun(inputs: ActionInputs, besides: boolean): Promise<CollectedRun> {
  const { artifacts, jobLogs: wanted, context } = inputs;
  if (artifacts.length === 0 && !wanted) return { sources: [], problems: [], attachments: [], context };
  const run = runOf(inputs);
  const own = run.address.run_id === context.runId;
  const logs = wanted ? await jobLogs(run, own ? { runner: inputs.runner.name } : undefined) : NO_LOGS;
  const files = artifacts.length > 0 ? await filesOf(run, artifacts) : NO_FILES;
  const sources = [...logs.sources, ...files.sources];
  // Where this job's own failure is read from elsewhere, it need not be read from here.
  const problems = [...logs.problems, ...(logs.own !== undefined && !besides ? [logs.own] : []), ...files.problems];
  for (const problem of problems) warning(redactText(problem, inputs));
  if (sources.length + problems.length === 0 && !besides) throw nothing(artifacts, run.address.run_id);
  return {
    ...{ sources, problems, attachments: files.attachments },
    context: contextOf(run, own, context, logs.commit),
    isSpent: run.isSpent,
  };
}

const NO_LOGS = { sources: [], problems: [], own: undefined, commit: undefined };
const NO_FILES = { sources: [], problems: [], attachments: [] };

async function filesOf(
  run: WorkflowRun,
  patterns: readonly string[],
): Promise<typeof NO_FILES | Omit<CollectedRun, 'context' | 'isSpent'>> {
  const { opened, unmatched, problems } = await openArtifacts(run, patterns);
  for (const pattern of unmatched) warning(`artifacts: run ${run.address.run_id} has none that ${pattern} names`);
  const logs = opened.map(artifactLogs);
  const notes = logs.flatMap((each) => each.notes);
  if (notes.length > 0) printInert(notes.join('\n'));
  return { sources: logs.flatMap(({ sources }) => sources), problems, attachments: opened.flatMap(attachmentsIn) };
}

function runOf({ token, runner, context, runId = context.runId }: ActionInputs): WorkflowRun {
  const { repository, serverUrl = 'https://github.com' } = context;
  if (repository === undefined || runId === undefined)
    throw new KnownError('platform', { what: 'Which run artifacts and job logs are taken from is not known' });
  return new WorkflowRun(connect(token, runner.apiUrl), repository, runId, serverUrl);
}

/** Links to code lead to the commit of the run that was read; of another run than this one, job and attempt are not known. */
function contextOf(
  { address }: WorkflowRun,
  own: boolean,
  context: RunContext,
  commit: string | undefined,
): RunContext {
  if (own) return context;
  const { job: _job, jobId: _id, step: _step, runAttempt: _attempt, ...rest } = context;
  return { ...rest, runId: address.run_id, ...(commit !== undefined && { sha: commit }) };
}

function nothing(patterns: readonly string[], run: number): KnownError {
  return new KnownError('no-logs', {
    where: 'artifacts',
    what: `run ${run} has no artifact with a log that ${patterns.join(' ')} names`,
    fix: 'Check the name that actions/upload-artifact gives it, and that this job needs the one that uploads it',
  });
}
