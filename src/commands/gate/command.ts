import type { Diagnosis } from '../../core/domain/diagnosis.js';
import type { ToldJob } from '../../core/domain/release.js';
import type { Report } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { toleranceOf } from '../../core/gate/tolerance.js';
import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { renderGateTerminal } from '../../core/render/gate/terminal.js';
import type { ReportV1 } from '../../core/render/json/v1.js';
import { layAs, type Told } from '../../core/reports/accept.js';
import { releaseReport } from '../../core/reports/release.js';
import type { GateRequest } from '../../settings/requests.js';
import { rulesHere } from '../../settings/rules/here.js';
import type { Terminal } from '../../settings/terminal.js';
import { commonRun, readToldReports } from '../../world/reports/read.js';
import { readReportFile } from '../../world/reports/report-file.js';
import { writeFileWhole } from '../../world/sinks/file.js';
import { type Ledger, type LedgerEntry, ledgerText, parseLedger, recorded, unresolved } from './ledger.js';

export interface GateAnswer {
  readonly text: string;
  readonly notes: readonly string[];
  readonly exitCode: 0 | 1;
}

/**
 * The gate without GitHub: by reports, and by a ledger of known incidents.
 * @throws KnownError for a report, ledger or rule that cannot be read: then nobody may take the answer for a yes
 */
export async function runGate(
  request: GateRequest,
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GateAnswer> {
  const rules = await rulesHere(request, env);
  const { failOn } = request;
  const told = await readToldReports(request.reports);
  const reports = told.map(asOneJob);
  const ledger = request.ledger === undefined ? undefined : await readLedger(request.ledger, request.record);
  const judged = releaseReport({
    run: commonRun(told.map(({ report }) => report)),
    jobs: toldJobs(reports),
    reports,
    lay: told.map(({ name, report }) => layAs(name, report)),
    incidents: ledger === undefined ? [] : unresolved(ledger),
    patterns: rules.patterns.patterns,
    waiving: rules.waiving,
    failOn,
    tolerance: toleranceOf(request.tolerate),
    problems: [],
  });
  const report = redactReport(judged, new Redactor({ secrets: secretsIn(env), expressions: rules.redact }));
  return {
    text: renderGateTerminal(report, terminal),
    notes: [
      ...(rules.configuration === undefined ? [] : [`judging by ${rules.configuration}`]),
      ...(await record(request, ledger, report, rules.waiving.today)),
    ],
    exitCode: report.verdict.gate === 'pass' ? 0 : 1,
  };
}

/** Nobody but the reports tells how their jobs ended: one that says that it failed is held to that. */
function toldJobs(reports: readonly ReportV1[]): readonly ToldJob[] {
  const known = reports.filter(({ status }) => status !== 'unknown');
  const failed = new Set(known.flatMap(({ run, status }) => (status === 'failed' ? [run.job] : [])));
  return [...new Set(known.map(({ run }) => run.job ?? ''))].map((name) => ({
    name,
    conclusion: failed.has(name) ? 'failure' : 'success',
  }));
}

/** A file speaks for its job, and one that was joined from several jobs for itself. */
function asOneJob({ name, report: { jobs, ...report } }: Told): ReportV1 {
  const { jobId: _id, runAttempt: _attempt, ...run } = report.run;
  return { ...report, run: { ...run, job: (jobs === undefined ? run.job : undefined) ?? name } };
}

/** The ledger; where it is to be written and is not there yet, an empty one. */
async function readLedger(path: string, create: boolean): Promise<Ledger> {
  try {
    const { name, text } = await readReportFile(path, 'Begin one with --record');
    return parseLedger(name, text);
  } catch (error) {
    if (create && error instanceof KnownError && error.kind === 'missing-file') return { entries: [] };
    throw error;
  }
}

/** Writes what closes the gate into the ledger, and says so. What no pattern knows has no severity to write down. */
async function record(
  { ledger: path, record: wanted }: GateRequest,
  ledger: Ledger | undefined,
  { diagnoses, verdict }: Report,
  today: string,
): Promise<string[]> {
  if (!wanted || path === undefined || ledger === undefined) return [];
  const blocking = new Set<string>(verdict.blocking);
  const next = recorded(ledger, diagnoses.filter(({ fingerprint }) => blocking.has(fingerprint)).map(entryOf), today);
  const added = next.entries.length - ledger.entries.length;
  if (added === 0) return [`nothing new for ${path}`];
  await writeFileWhole(path, ledgerText(next));
  return [`${added} ${added === 1 ? 'entry was' : 'entries were'} added to ${path}`];
}

function entryOf({ fingerprint, pattern, severity }: Diagnosis): Omit<LedgerEntry, 'opened'> {
  return { fingerprint, pattern, severity };
}
