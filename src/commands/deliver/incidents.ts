import { createHash } from 'node:crypto';
import { notice, warning } from '@actions/core';
import type { Diagnosis } from '../../core/domain/diagnosis.js';
import type { Attempt, IncidentRecord } from '../../core/domain/incident.js';
import type { Report } from '../../core/domain/report.js';
import { closingProposal, incidentState, incidentStory, incidentTitle } from '../../core/render/incident.js';
import type { Branch } from '../../settings/branch.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { connect, type GitHub, statusOf } from '../../world/github/client.js';
import { begin, passedSince, returned, seenAgain } from '../../world/github/incidents/advance.js';
import { advancedBody, newBody } from '../../world/github/incidents/body.js';
import { readRecord } from '../../world/github/incidents/data.js';
import { IncidentIssues, type Kept, type Occurrence } from '../../world/github/incidents/issues.js';
import type { OwnIssue } from '../../world/github/issues.js';
import { whyNot } from '../../world/github/trouble.js';

/** Issues opened by one run; a run with more P0 than that has one cause that nobody knows. */
const MOST_OPENED = 10;

/**
 * Keeps an issue for each P0 that a run on a protected branch shows, and proposes closing those that a later green run
 * no longer shows. A pull request opens none, whatever it says.
 */
export async function reportIncidents(report: Report, inputs: ActionInputs, now: Date): Promise<void> {
  const { branch, context, token, runner } = inputs;
  const here = branch && attemptOf(inputs, branch, now);
  if (branch === undefined || here === undefined || context.repository === undefined) return;
  const severe = report.diagnoses.filter(isIncident);
  const green = isGreen(report, inputs);
  if (severe.length === 0 && !green) return;
  const github = connect(token, runner.apiUrl);
  try {
    if (!branch.protected && !(await isProtected(github, context.repository, branch.name))) return;
    const issues = new IncidentIssues(github, context.repository);
    const open = await issues.open();
    for (const diagnosis of severe.slice(0, MOST_OPENED))
      tell(await issues.keep(occurrence(report, diagnosis, here), open), open);
    if (severe.length > MOST_OPENED)
      warning(`incidents: only the first ${MOST_OPENED} of ${severe.length} P0 findings have an issue.`);
    if (green) await proposeClosing(issues, open, report, here);
  } catch (error) {
    warning(`No incident was written down: ${trouble(error)}. Everything else was done.`);
  }
}

/** Drafts are nobody's emergency; what is waived is no news. Whether the gate closes on it does not matter. */
function isIncident({ severity, draft, state }: Diagnosis): boolean {
  return severity === 'P0' && !draft && state !== 'waived';
}

/**
 * As for the comment: nothing found in the logs of a job that failed is no good news. A joined report knows of other jobs
 * only what they say.
 */
function isGreen({ status, verdict }: Report, { jobFailed, mode }: ActionInputs): boolean {
  if (jobFailed || verdict.gate === 'blocked') return false;
  return status === 'passed' || (status === 'unknown' && mode === 'diagnose');
}

/** This run on its branch; undefined where the logs are another run's, or the runner does not say what this one is. */
function attemptOf({ context, runId, contributor }: ActionInputs, branch: Branch, now: Date): Attempt | undefined {
  const { runId: run, runAttempt: attempt = 1, sha } = context;
  if (run === undefined || sha === undefined || (runId !== undefined && runId !== run)) return undefined;
  const job = createHash('sha256').update(contributor.key).digest('hex').slice(0, 12);
  return { at: now.toISOString(), run, attempt, sha, branch: branch.name, job };
}

async function isProtected(github: GitHub, repository: string, branch: string): Promise<boolean> {
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await github.rest.repos.getBranch({ owner, repo, branch });
  return data.protected;
}

function occurrence(report: Report, diagnosis: Diagnosis, here: Attempt): Occurrence {
  const state = (record: IncidentRecord) => incidentState(record, report.run);
  const record = begin(diagnosis, here);
  return {
    fingerprint: diagnosis.fingerprint,
    title: incidentTitle(diagnosis),
    opening: newBody(record, state(record), incidentStory(report, diagnosis)),
    again: (body) => advancedBody(body, (known) => seenAgain(known, here), state),
    returned: (body) => advancedBody(body, (known) => returned(known, here), state),
  };
}

async function proposeClosing(
  issues: IncidentIssues,
  open: readonly OwnIssue[],
  report: Report,
  here: Attempt,
): Promise<void> {
  const state = (record: IncidentRecord) => incidentState(record, report.run);
  const change = (body: string) => advancedBody(body, (known) => passedSince(known, here), state);
  for (const issue of open.filter(({ body }) => change(body) !== undefined))
    if (await issues.say(issue, change, closingProposal(here, report.run)))
      notice(`Incident #${issue.number}: this run passed, closing it was proposed.`);
}

function tell({ did, number, url }: Kept, open: readonly OwnIssue[]): void {
  if (did === 'opened') notice(`Incident #${number} was opened: ${url}`);
  if (did === 'reopened') notice(`Incident #${number} came back and was opened again: ${url}`);
  const told = open.filter((issue) => issue.number === number).map(({ body }) => readRecord(body))[0];
  if (told?.kind === 'broken')
    warning(`Incident #${number} could not be brought up to date: ${told.why}. Restore the line, or close the issue.`);
}

function trouble(error: unknown): string {
  if (statusOf(error) === 410) return 'issues are switched off in this repository (410)';
  return whyNot(error, 'issues: write');
}
