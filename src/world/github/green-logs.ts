import type { Source } from '../../core/domain/source.js';
import { download } from './download.js';
import { type RunJob, runJobs, withoutOwn } from './run-jobs.js';
import type { WorkflowRun } from './workflow-run.js';

/** The log of a job. */
const LARGEST_BYTES = 256 * 1024 ** 2;
/** Cells of a matrix print nearly the same: the first ones say what is ordinary. */
const MOST_JOBS = 4;

/**
 * What the jobs of a run that passed printed: those of the given names, for a log is ordinary only beside its like.
 * @throws what GitHub answers, KnownError not-downloaded
 */
export async function greenLogs(run: WorkflowRun, names: readonly string[]): Promise<readonly Source[]> {
  const { owner, repo, run_id: id } = run.address;
  const jobs = await runJobs(run.github, `${owner}/${repo}`, id);
  const same = jobs.filter(({ name, conclusion }) => conclusion === 'success' && names.includes(name));
  const sources: Source[] = [];
  for (const job of same.slice(0, MOST_JOBS)) if (run.spend()) sources.push(await logOf(run, job));
  return sources;
}

async function logOf(run: WorkflowRun, { id, name }: RunJob): Promise<Source> {
  const { owner, repo } = run.address;
  const ask = () =>
    run.github.rest.actions.downloadJobLogsForWorkflowRun({ owner, repo, job_id: id, request: { redirect: 'manual' } });
  const spool = await download(ask, { most: LARGEST_BYTES, deadline: run.deadline });
  return spool.source({ name, kind: 'job', outcome: 'unknown' });
}

/** The name of the job that asks, by the machine it runs on; undefined where that is not certain. */
export async function ownName(run: WorkflowRun, runner: string | undefined): Promise<string | undefined> {
  const { owner, repo, run_id: id } = run.address;
  const jobs = await runJobs(run.github, `${owner}/${repo}`, id);
  const others = withoutOwn(jobs, runner);
  return jobs.find((job) => !others.includes(job))?.name;
}
