import type { GitHub } from './client.js';

/**
 * Runs the failed jobs of a run again, and those that needed them. Needs `actions: write`. Rejects with what GitHub
 * answered. Facts: docs.github.com/en/rest/actions/workflow-runs
 */
export async function rerunFailedJobs(github: GitHub, repository: string, runId: number): Promise<void> {
  const [owner = '', repo = ''] = repository.split('/');
  await github.rest.actions.reRunWorkflowFailedJobs({ owner, repo, run_id: runId });
}
