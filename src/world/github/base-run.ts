import type { GitHub } from './client.js';

/** A finished run of a workflow on a branch of the repository itself. */
export interface BaseRun {
  readonly id: number;
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly sha: string;
  readonly passed: boolean;
}

/** Events whose runs are about the branch: a fork's pull request may come from a branch of the same name. */
const OF_THE_BRANCH: ReadonlySet<string> = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']);
/** A run that ended otherwise has not seen everything. */
const WHOLE: ReadonlySet<string> = new Set(['success', 'failure', 'timed_out']);
const PASSED: ReadonlySet<string> = new Set(['success']);

/** Which of a branch's runs is wanted. */
export interface Wanted {
  readonly repository: string;
  /** Name of the workflow's file. */
  readonly workflow: string;
  readonly branch: string;
  /** Our own run. */
  readonly except?: number;
  /** Only one that passed. */
  readonly passed?: boolean;
}

/** The latest whole run of a workflow on a branch; undefined where there is none among the last fifty. */
export async function latestRun(
  github: GitHub,
  { repository, workflow, branch, except, passed = false }: Wanted,
): Promise<BaseRun | undefined> {
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await github.rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: workflow,
    branch,
    status: 'completed',
    per_page: 50,
  });
  const run = data.workflow_runs.find(
    ({ id, event, conclusion, head_branch, head_repository }) =>
      id !== except &&
      OF_THE_BRANCH.has(event) &&
      (passed ? PASSED : WHOLE).has(conclusion ?? '') &&
      head_branch === branch &&
      head_repository?.full_name === repository,
  );
  return (
    run && {
      id: run.id,
      at: run.run_started_at ?? run.created_at,
      sha: run.head_sha,
      passed: PASSED.has(run.conclusion ?? ''),
    }
  );
}
