import type { GitHub } from './client.js';

/** A finished run of another workflow, as an event tells of it: written by GitHub, not by the run. */
export interface TriggeringRun {
  readonly id: number;
  readonly attempt: number;
  /** The commit it ran for. */
  readonly sha: string;
  /** Absent for a run of a tag or of nothing. */
  readonly branch?: string;
  /** Owner of the repository the commit was pushed to; absent when that was deleted. */
  readonly owner?: string;
  readonly fork: boolean;
  /** What started it: `pull_request`, `push`, … */
  readonly event: string;
  /** Numbers of its pull requests; empty for forks. */
  readonly pullRequests: readonly number[];
}

/**
 * The open pull request that a finished run was for, by what GitHub itself says: its head branch and commit. A report's
 * own claim plays no part. Undefined when there is none, or when it has moved on to another commit since.
 */
export async function vouchedPullRequest(
  github: GitHub,
  repository: string,
  run: TriggeringRun,
): Promise<number | undefined> {
  const { event, branch, owner: headOwner } = run;
  if (!/^pull_request(_target)?$/.test(event) || branch === undefined || headOwner === undefined) return undefined;
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await github.rest.pulls.list({
    owner,
    repo,
    state: 'open',
    head: `${headOwner}:${branch}`,
    per_page: 100,
  });
  const fitting = data.filter(
    ({ head, number }) => head.sha === run.sha && (run.pullRequests.length === 0 || run.pullRequests.includes(number)),
  );
  // Two pull requests of one branch into two bases: which one the run was for is not told.
  return fitting.length === 1 ? fitting[0]?.number : undefined;
}
