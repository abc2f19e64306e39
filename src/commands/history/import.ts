import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import type { ReportV1 } from '../../core/render/json/v1.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { type Rows, type RunRow, rowsOfReport } from '../../core/reports/rows.js';
import { githubAccess } from '../../settings/github-access.js';
import type { HistoryRequest } from '../../settings/requests.js';
import { connectQuietly } from '../../world/github/client.js';
import { type RunFacts, runReports } from '../../world/github/history/run-reports.js';
import { type Added, addRows } from './add.js';

type Environment = Readonly<Record<string, string | undefined>>;

const DAY_MS = 86_400_000;

/**
 * Adds the reports that the artifacts of a repository's runs hold. When a job ran, for how long and who caused it is
 * GitHub's to say; a report of another run or repository is left out.
 * @throws KnownError `no-token`, `not-downloaded`, and for a history that cannot be written
 */
export async function importReports(request: HistoryRequest, env: Environment): Promise<Added> {
  const { serverUrl, apiUrl, token } = githubAccess(undefined, env);
  const connected = () => connectQuietly(token, apiUrl);
  const [repository = ''] = request.operands;
  const { artifacts, days } = request;
  const since = days === undefined ? {} : { since: dayBefore(days) };
  const runs = runReports(connected, { repository, serverUrl, artifacts, ...since });
  const redactor = new Redactor({ secrets: secretsIn(env) });
  const notes: string[] = [];
  const rows = async function* (): AsyncGenerator<Rows> {
    for await (const { run, texts, problems } of runs) {
      notes.push(...problems.map((problem) => `run ${run.id}: ${problem}`));
      for (const { name, text } of texts) {
        const report = readReport(text, name, repository, run, notes);
        if (report !== undefined)
          yield told(
            rowsOfReport(report, text, run.began, (each) => redactor.text(each)),
            report,
            run,
          );
      }
    }
  };
  return addRows(request.history, rows(), notes);
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

function readReport(
  text: string,
  name: string,
  repository: string,
  run: RunFacts,
  notes: string[],
): ReportV1 | undefined {
  try {
    const report = parseReport(text, name);
    if (report.run.repository === repository && report.run.runId === run.id) return report;
    notes.push(`${name}: is a report of another run; it was left out`);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    notes.push(error.message);
  }
  return undefined;
}

/** The rows of a report with what GitHub knows of its run and job. */
function told(rows: Rows, { run: { job, jobId, runAttempt = 1 } }: ReportV1, run: RunFacts): Rows {
  const ofAttempt = run.jobs.filter(({ attempt }) => attempt === runAttempt);
  const own = ofAttempt.find(({ id, name }) => (jobId === undefined ? name === job : id === jobId));
  const { author, committed } = run;
  const facts: Partial<RunRow> = {
    ...(own !== undefined && { ran_at: own.began, seconds: own.seconds }),
    ...(author !== undefined && { author }),
    ...(committed !== undefined && { committed_at: committed }),
  };
  return { ...rows, runs: rows.runs.map((row) => ({ ...row, ...facts })) };
}
