import { KnownError } from '../../../core/errors.js';
import { artifactReports, openArtifacts, type ReportText } from '../artifacts.js';
import type { GitHub } from '../client.js';
import { whyNot } from '../trouble.js';
import { WorkflowRun } from '../workflow-run.js';

/** What GitHub says of a run, whatever its reports claim. */
export interface RunFacts {
  readonly id: number;
  readonly attempt: number;
  /** When its attempt began, ISO 8601. */
  readonly began: string;
  /** Login of who caused it. */
  readonly author?: string;
  /** When its commit was made, ISO 8601. */
  readonly committed?: string;
  readonly jobs: readonly JobTime[];
}

export interface JobTime {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  /** ISO 8601. */
  readonly began: string;
  readonly seconds: number;
}

/** The reports that a run's artifacts hold. */
export interface RunReports {
  readonly run: RunFacts;
  readonly texts: readonly ReportText[];
  /** What could not be read, each a sentence. */
  readonly problems: readonly string[];
}

const PERMISSION = 'actions: read';

/**
 * The reports in the artifacts of a repository's finished runs, the newest run first. A run without such an artifact costs
 * one request, others three and one for each artifact.
 * @param connected a client for each run, since each gives up in bounded time
 * @param since a day, YYYY-MM-DD
 * @throws KnownError `not-downloaded` when the list of runs cannot be had
 */
export async function* runReports(
  connected: () => GitHub,
  { repository, serverUrl, artifacts, since }: Asked,
): AsyncGenerator<RunReports> {
  for await (const { id, attempt, began, author, committed } of runsSince(connected, repository, since)) {
    const github = connected();
    const run = new WorkflowRun(github, repository, id, serverUrl);
    const { opened, problems } = await openArtifacts(run, artifacts, 'every');
    if (opened.length === 0 && problems.length === 0) continue;
    const read = await artifactReports(opened);
    const jobs = read.texts.length === 0 ? [] : await jobTimes(github, repository, id).catch(() => []);
    const known = { ...(author !== undefined && { author }), ...(committed !== undefined && { committed }) };
    yield { run: { id, attempt, began, jobs, ...known }, texts: read.texts, problems: [...problems, ...read.problems] };
  }
}

interface Asked {
  readonly repository: string;
  readonly serverUrl: string;
  readonly artifacts: readonly string[];
  readonly since?: string;
}

async function* runsSince(connected: () => GitHub, repository: string, since: string | undefined) {
  const [owner = '', repo = ''] = repository.split('/');
  const created = since === undefined ? {} : { created: `>=${since}` };
  for (let page = 1; ; page++) {
    const asked = { owner, repo, status: 'completed' as const, ...created, per_page: 100, page };
    const { data } = await connected()
      .rest.actions.listWorkflowRunsForRepo(asked)
      .catch((error: unknown) => {
        throw new KnownError('not-downloaded', { where: repository, what: whyNot(error, PERMISSION) }, error);
      });
    for (const run of data.workflow_runs) {
      const [author, committed] = [run.actor?.login, run.head_commit?.timestamp];
      yield {
        id: run.id,
        attempt: run.run_attempt ?? 1,
        began: run.run_started_at ?? run.created_at,
        ...(author !== undefined && { author }),
        ...(committed !== undefined && { committed }),
      };
    }
    if (data.workflow_runs.length < 100) return;
  }
}

/** How long the jobs of all attempts ran. */
async function jobTimes(github: GitHub, repository: string, run: number): Promise<readonly JobTime[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const asked = { owner, repo, run_id: run, filter: 'all' as const, per_page: 100 };
  const jobs = await github.paginate(github.rest.actions.listJobsForWorkflowRun, asked);
  return jobs.flatMap(({ id, name, run_attempt: attempt = 1, started_at: began, completed_at: ended }) => {
    const seconds = (Date.parse(ended ?? '') - Date.parse(began)) / 1_000;
    return seconds >= 0 ? [{ id, name, attempt, began, seconds }] : [];
  });
}
