import type { Diagnosis } from '../../core/domain/diagnosis.js';
import type { Report } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { judgeRelease } from '../../core/gate/release.js';
import { unread } from '../../core/gate/unread.js';
import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { renderGateTerminal } from '../../core/render/gate/terminal.js';
import { merge } from '../../core/reports/merge.js';
import type { GateRequest } from '../../settings/arguments.js';
import { rulesHere } from '../../settings/rules/here.js';
import type { Terminal } from '../../settings/terminal.js';
import { commonRun, readReports } from '../../world/reports/read.js';
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
  const rules = await rulesHere(request);
  const { failOn } = request;
  const reports = await readReports(request.reports, rules.patterns.patterns);
  const ledger = request.ledger === undefined ? undefined : await readLedger(request.ledger, request.record);
  const problems = unread(reports);
  const joined = merge(reports, commonRun(reports), { failOn, problems });
  const incidents = ledger === undefined ? [] : unresolved(ledger);
  const judged = judgeRelease(joined, incidents, { failOn, problems, waiving: rules.waiving });
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
