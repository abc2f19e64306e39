import { type GitHub, statusOf } from './client.js';
import type { AskRun, RunTold } from './contributions/vouched.js';

/** Runs that are asked about at most; a whole run of ours has 25 requests. */
const MOST_ASKED = 3;

/** Asks GitHub about runs of a repository, about each once. What it does not tell is unknown; it never rejects. */
export function knownRuns(github: GitHub, repository: string): AskRun {
  const [owner = '', repo = ''] = repository.split('/');
  const asked = new Map<number, Promise<RunTold>>();
  return (run) => {
    const before = asked.get(run);
    if (before !== undefined) return before;
    if (asked.size >= MOST_ASKED) return Promise.resolve('unknown');
    const told = github.rest.actions
      .getWorkflowRun({ owner, repo, run_id: run })
      .then(({ data }): RunTold => ({ sha: data.head_sha, attempt: data.run_attempt ?? 1 }))
      .catch((error: unknown): RunTold => (statusOf(error) === 404 ? 'none' : 'unknown'));
    asked.set(run, told);
    return told;
  };
}
