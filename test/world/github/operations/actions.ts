import { sample } from '../sample.js';
import type { State } from '../state.js';
import type { Artifact, WorkflowJob, WorkflowRunState, WorkflowStep } from '../workflow-runs.js';
import { type Answer, type Call, type Operations, paged, refusal, shownAccount } from './answer.js';

/** Runs of workflows: their artifacts, jobs and logs. */
export const ACTIONS: Operations = {
  'actions/get-workflow-run': { needs: ['actions'], level: 'read', answer: getRun },
  'actions/re-run-workflow-failed-jobs': { needs: ['actions'], level: 'write', answer: rerunFailed },
  'actions/list-workflow-runs': { needs: ['actions'], level: 'read', answer: listRuns },
  'actions/list-workflow-runs-for-repo': { needs: ['actions'], level: 'read', answer: listAllRuns },
  'actions/list-workflow-run-artifacts': { needs: ['actions'], level: 'read', answer: listArtifacts },
  'actions/download-artifact': { needs: ['actions'], level: 'read', answer: downloadArtifact },
  'actions/list-jobs-for-workflow-run': { needs: ['actions'], level: 'read', answer: listJobs },
  'actions/list-jobs-for-workflow-run-attempt': { needs: ['actions'], level: 'read', answer: listJobs },
  'actions/download-job-logs-for-workflow-run': { needs: ['actions'], level: 'read', answer: downloadJobLog },
  'actions/download-workflow-run-logs': { needs: ['actions'], level: 'read', answer: downloadRunLogs },
  'actions/download-workflow-run-attempt-logs': { needs: ['actions'], level: 'read', answer: downloadRunLogs },
};

function getRun({ state, asked }: Call): Answer {
  const id = Number(asked.request.params['run_id']);
  const job = state.jobs.find((one) => one.run === id);
  if (!state.runs.has(id)) return refusal(404, 'Not Found');
  const run = { id, event: 'pull_request', head_sha: job?.sha ?? 'b'.repeat(40), run_attempt: job?.attempt ?? 1 };
  return { status: 200, body: sample('workflow-run', run) };
}

/** The failed jobs begin anew, in the next attempt. Only of a finished run. */
function rerunFailed({ state, asked }: Call): Answer {
  const id = Number(asked.request.params['run_id']);
  const ofRun = state.jobs.filter((one) => one.run === id);
  if (!state.runs.has(id)) return refusal(404, 'Not Found');
  if (ofRun.some(({ conclusion }) => conclusion === null))
    return refusal(403, 'This workflow run cannot be retried while it runs');
  const failed = ofRun.filter(({ conclusion }) => conclusion !== 'success' && conclusion !== 'skipped');
  state.jobs.push(
    ...failed.map(({ log: _log, ...job }, index) => ({
      ...{ ...job, id: 1_000 + job.id + index, attempt: (job.attempt ?? 1) + 1 },
      ...{ conclusion: null, steps: [] },
    })),
  );
  return { status: 201, body: {} };
}

/** The runs of one workflow file, the newest first. */
function listRuns(call: Call): Answer {
  const { state, asked } = call;
  const { branch, status } = asked.request.query as Record<string, string | undefined>;
  const workflow = String(asked.request.params['workflow_id']);
  const all = state.workflowRuns
    .filter(
      (run) =>
        run.workflow === workflow &&
        (branch === undefined || run.branch === branch) &&
        (status === undefined || (status === 'completed') === (run.conclusion !== null)),
    )
    .sort((a, b) => b.id - a.id);
  const { page, headers } = paged(call, `/repos/${state.repository}/actions/workflows/${workflow}/runs`, all);
  return {
    status: 200,
    headers,
    body: { total_count: all.length, workflow_runs: page.map((run) => shownRun(run, state)) },
  };
}

/** The runs of all workflows, the newest first. */
function listAllRuns(call: Call): Answer {
  const { state, asked } = call;
  const { status, created } = asked.request.query as Record<string, string | undefined>;
  const all = state.workflowRuns
    .filter(({ conclusion }) => status !== 'completed' || conclusion !== null)
    .filter(({ at }) => created === undefined || at >= created.replace('>=', ''))
    .sort((a, b) => b.id - a.id);
  const { page, headers } = paged(call, `/repos/${state.repository}/actions/runs`, all);
  return {
    status: 200,
    headers,
    body: { total_count: all.length, workflow_runs: page.map((run) => shownRun(run, state)) },
  };
}

function shownRun({ id, event, branch, conclusion, at, repository }: WorkflowRunState, state: State) {
  const who = { login: 'mona', id: 1, type: 'User' } as const;
  return sample('workflow-run', {
    id,
    actor: shownAccount(who, 'https://api.github.com'),
    head_commit: {
      ...{ id: 'b'.repeat(40), tree_id: 'c'.repeat(40), message: 'A change', timestamp: '2026-11-22T04:50:00Z' },
      ...{
        author: { name: 'Mona', email: 'mona@example.com' },
        committer: { name: 'Mona', email: 'mona@example.com' },
      },
    },
    event,
    head_branch: branch,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    created_at: at,
    run_started_at: at,
    head_repository: sample('minimal-repository', { full_name: repository ?? state.repository }),
  });
}

function listArtifacts(call: Call): Answer {
  const { state, asked, origin } = call;
  const run = Number(asked.request.params['run_id']);
  if (!state.runs.has(run)) return refusal(404, 'Not Found');
  const all = state.artifacts.filter((one) => one.run === run).reverse();
  const { page, headers } = paged(call, `/repos/${state.repository}/actions/runs/${run}/artifacts`, all);
  return {
    status: 200,
    headers,
    body: { total_count: all.length, artifacts: page.map((one) => shownArtifact(one, state, origin)) },
  };
}

function downloadArtifact({ state, asked, blobs }: Call): Answer {
  const artifact = state.artifacts.find((one) => one.id === Number(asked.request.params['artifact_id']));
  if (artifact === undefined) return refusal(404, 'Not Found');
  if (artifact.expired === true) return refusal(410, 'Artifact has expired');
  return { status: 302, headers: { location: blobs.keep(artifact.content) } };
}

/** The jobs of the last attempt, those that were not started again included; or of the one asked for. */
function listJobs(call: Call): Answer {
  const { state, asked, origin } = call;
  const run = Number(asked.request.params['run_id']);
  if (!state.runs.has(run)) return refusal(404, 'Not Found');
  const attempt = asked.request.params['attempt_number'];
  const { filter } = asked.request.query as Record<string, string | undefined>;
  const ofRun = state.jobs.filter((one) => one.run === run);
  const all = ofRun.filter((one) =>
    attempt === undefined
      ? filter === 'all' || !ofRun.some((other) => other.name === one.name && (other.attempt ?? 1) > (one.attempt ?? 1))
      : String(one.attempt ?? 1) === attempt,
  );
  const path = `/repos/${state.repository}/actions/runs/${run}${attempt === undefined ? '' : `/attempts/${attempt}`}/jobs`;
  const { page, headers } = paged(call, path, all);
  return {
    status: 200,
    headers,
    body: { total_count: all.length, jobs: page.map((one) => shownJob(one, state, origin)) },
  };
}

/** While a job runs, its log is not there yet. */
function downloadJobLog({ state, asked, blobs }: Call): Answer {
  const job = state.jobs.find((one) => one.id === Number(asked.request.params['job_id']));
  if (job?.log === undefined || job.conclusion === null) return refusal(404, 'Not Found');
  return { status: 302, headers: { location: blobs.keep(Buffer.from(job.log)) } };
}

function downloadRunLogs({ state, asked, blobs }: Call): Answer {
  const run = Number(asked.request.params['run_id']);
  const archive = state.logArchives.get(run);
  const running = state.jobs.some((one) => one.run === run && one.conclusion === null);
  if (archive === undefined || running) return refusal(404, 'Not Found');
  return { status: 302, headers: { location: blobs.keep(archive) } };
}

function shownArtifact(
  { id, run, name, content, expired = false, claimedSize }: Artifact,
  state: State,
  origin: string,
) {
  const url = `${origin}/repos/${state.repository}/actions/artifacts/${id}`;
  return {
    id,
    node_id: `A_${id}`,
    name,
    size_in_bytes: claimedSize ?? content.length,
    url,
    archive_download_url: `${url}/zip`,
    expired,
    created_at: '2026-11-22T04:53:51Z',
    updated_at: '2026-11-22T04:53:51Z',
    expires_at: '2027-02-20T04:53:51Z',
    workflow_run: { id: run, repository_id: 1, head_repository_id: 1, head_branch: 'change', head_sha: 'b'.repeat(40) },
  };
}

function shownJob(job: WorkflowJob, state: State, origin: string) {
  const url = `${origin}/repos/${state.repository}/actions/jobs/${job.id}`;
  const done = job.conclusion !== null;
  return {
    id: job.id,
    run_id: job.run,
    run_url: `${origin}/repos/${state.repository}/actions/runs/${job.run}`,
    run_attempt: job.attempt ?? 1,
    node_id: `CR_${job.id}`,
    head_sha: job.sha ?? 'b'.repeat(40),
    url,
    html_url: `https://github.com/${state.repository}/actions/runs/${job.run}/job/${job.id}`,
    status: done ? 'completed' : 'in_progress',
    conclusion: job.conclusion,
    created_at: '2026-11-22T04:53:40Z',
    started_at: '2026-11-22T04:53:45Z',
    completed_at: done ? '2026-11-22T04:59:59Z' : null,
    name: job.name,
    steps: job.steps.map(shownStep),
    check_run_url: `${origin}/repos/${state.repository}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: job.runner ?? 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
    workflow_name: job.workflow ?? 'CI',
    head_branch: 'change',
  };
}

function shownStep({ name, number, conclusion, startedAt, completedAt }: WorkflowStep) {
  return {
    name,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    number,
    started_at: startedAt ?? null,
    completed_at: completedAt ?? null,
  };
}
