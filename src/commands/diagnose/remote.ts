import type { RunContext } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import type { RunAddress } from '../../settings/arguments/run-address.js';
import { githubAccess } from '../../settings/github-access.js';
import { connectQuietly } from '../../world/github/client.js';
import { jobLogs } from '../../world/github/job-logs.js';
import { WorkflowRun } from '../../world/github/workflow-run.js';

/** A run that is read from afar. */
export interface RemoteRun {
  readonly sources: readonly Source[];
  /** What failed and could not be read, each a sentence: no verdict is green over it. */
  readonly problems: readonly string[];
  readonly context: RunContext;
}

/**
 * The failed jobs' logs of a run on GitHub, read as the action reads them.
 * @throws KnownError `no-token`, or `not-downloaded` when nothing of it can be read
 */
export async function readRemote(
  { serverUrl: server, repository, runId, jobId }: RunAddress,
  env: Readonly<Record<string, string | undefined>>,
): Promise<RemoteRun> {
  const { serverUrl, apiUrl, token } = githubAccess(server, env);
  const github = connectQuietly(token, apiUrl);
  const { sources, problems, commit, ran } = await jobLogs(
    new WorkflowRun(github, repository, runId, serverUrl),
    undefined,
    jobId,
  );
  const [first, ...others] = problems;
  if (first !== undefined && sources.every(({ outcome }) => outcome !== 'failed'))
    throw new KnownError('not-downloaded', {
      where: `${repository}#${runId}`,
      what: `${first}${others.length === 0 ? '' : `, and ${others.length} more like it`}`,
      fix: 'Check the address and what the token may read; logs are kept for a limited time only',
    });
  const context = { repository, serverUrl, runId, ...(commit !== undefined && { sha: commit }), ...ran };
  return { sources, problems, context };
}
