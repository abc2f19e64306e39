import type { GitHub } from './client.js';

/** A job of a run, as GitHub tells of it. */
export interface RunJob {
  readonly name: string;
  /** How it ended; undefined while it runs or waits. */
  readonly conclusion: string | undefined;
  /** Name of the machine it runs on. */
  readonly runner: string | undefined;
  /** The commit it ran for. */
  readonly sha: string;
}

/** All jobs of a run's latest attempt. Rejects with what GitHub answered. */
export async function runJobs(github: GitHub, repository: string, runId: number): Promise<readonly RunJob[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const jobs = await github.paginate(github.rest.actions.listJobsForWorkflowRun, {
    owner,
    repo,
    run_id: runId,
    per_page: 100,
  });
  return jobs.map(({ name, status, conclusion, runner_name: runner, head_sha: sha }) => ({
    name,
    conclusion: status === 'completed' ? (conclusion ?? 'failure') : undefined,
    runner: runner ?? undefined,
    sha,
  }));
}

/** The jobs without the one that this is: the one that runs on this machine, or the only one that runs at all. */
export function withoutOwn(jobs: readonly RunJob[], runner: string | undefined): readonly RunJob[] {
  const running = jobs.filter(({ conclusion }) => conclusion === undefined);
  const own =
    running.find((job) => runner !== undefined && job.runner === runner) ??
    (running.length === 1 ? running[0] : undefined);
  return jobs.filter((job) => job !== own);
}
