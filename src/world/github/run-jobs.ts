import type { Job, ToldStep } from '../../core/domain/job.js';
import type { Outcome } from '../../core/domain/outcome.js';
import type { GitHub } from './client.js';

/** A job of a run, as GitHub tells of it. */
export interface RunJob extends Job {
  readonly id: number;
  /** How it ended; undefined while it runs or waits. */
  readonly conclusion: string | undefined;
  /** Name of the machine it runs on. */
  readonly runner: string | undefined;
  /** The commit it ran for. */
  readonly sha: string;
  /** The attempt of the run that it ran in, from 1. */
  readonly attempt: number;
  /** When it began, epoch milliseconds, and how long it ran; absent while it runs or waits. */
  readonly ran?: { readonly from: number; readonly seconds: number };
  /** The steps that ran, in order. */
  readonly steps: readonly ToldStep[];
}

/** All jobs of a run's latest attempt. Rejects with what GitHub answered. */
export function runJobs(github: GitHub, repository: string, runId: number): Promise<readonly RunJob[]> {
  return list(github, repository, runId, 'latest');
}

/** The jobs of a run's earlier attempts, where there are any. Rejects with what GitHub answered. */
export async function earlierJobs(
  github: GitHub,
  repository: string,
  runId: number,
  latest: readonly RunJob[],
): Promise<readonly RunJob[]> {
  const attempt = latestAttempt(latest);
  if (attempt === 1) return [];
  return (await list(github, repository, runId, 'all')).filter((job) => job.attempt < attempt);
}

/** The attempt that a run is in. */
export function latestAttempt(jobs: readonly RunJob[]): number {
  return jobs.reduce((most, { attempt }) => Math.max(most, attempt), 1);
}

async function list(
  github: GitHub,
  repository: string,
  runId: number,
  filter: 'latest' | 'all',
): Promise<readonly RunJob[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const jobs = await github.paginate(github.rest.actions.listJobsForWorkflowRun, {
    owner,
    repo,
    run_id: runId,
    filter,
    per_page: 100,
  });
  return jobs.map(runJob);
}

type Told = Awaited<ReturnType<GitHub['rest']['actions']['listJobsForWorkflowRun']>>['data']['jobs'][0];
type Step = NonNullable<Told['steps']>[0];

function runJob(told: Told): RunJob {
  const {
    id,
    name,
    status,
    conclusion,
    runner_name: runner,
    head_sha: sha,
    workflow_name: workflow,
    html_url: url,
    run_attempt: attempt = 1,
  } = told;
  return {
    id,
    name,
    ...(workflow && { workflow }),
    ...(url && { url }),
    conclusion: status === 'completed' ? (conclusion ?? 'failure') : undefined,
    runner: runner ?? undefined,
    sha,
    attempt,
    ...ranOf(told),
    steps: (told.steps ?? []).filter((step) => step.conclusion !== 'skipped').map(toldStep),
  };
}

function ranOf({ started_at, completed_at }: Told): Pick<RunJob, 'ran'> {
  const [from, to] = [timeOf(started_at), timeOf(completed_at)];
  return from === undefined || to === undefined || to < from ? {} : { ran: { from, seconds: (to - from) / 1_000 } };
}

/** What a step with `continue-on-error` does is its own affair: GitHub tells that it succeeded, and so do we. */
function toldStep({ number, name, conclusion, started_at, completed_at }: Step): ToldStep {
  const [started, ended] = [timeOf(started_at), timeOf(completed_at)];
  return {
    number,
    name,
    outcome: outcomeOf(conclusion),
    ...(started !== undefined && { started }),
    ...(ended !== undefined && { ended }),
  };
}

/** What a conclusion says; nothing while there is none. */
export function outcomeOf(conclusion: string | null | undefined): Outcome {
  if (conclusion === null || conclusion === undefined) return 'unknown';
  return /^(success|neutral|skipped)$/.test(conclusion) ? 'passed' : 'failed';
}

/** Epoch milliseconds. */
function timeOf(time: string | null | undefined): number | undefined {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** The jobs without the one that this is: the one that runs on this machine, or the only one that runs at all. */
export function withoutOwn(jobs: readonly RunJob[], runner: string | undefined): readonly RunJob[] {
  const running = jobs.filter(({ conclusion }) => conclusion === undefined);
  const own =
    running.find((job) => runner !== undefined && job.runner === runner) ??
    (running.length === 1 ? running[0] : undefined);
  return jobs.filter((job) => job !== own);
}
