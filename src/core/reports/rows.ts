import { digest } from '../classify/fingerprint.js';
import { firstOfEach } from '../group-by.js';
import type { DiagnosisV1, EvidenceV1, FailureV1, ReportV1, RunV1, UnknownV1, WaiverV1 } from '../render/json/v1.js';
import { templateText } from '../telling/template.js';
import type { BatchAnswer, ToldFinding } from './answers.js';

/** A job of a run, as a row of a history; the names are those of the columns. */
export interface RunRow {
  /** The same for the same run, attempt and job, so that nothing is counted twice. */
  readonly key: string;
  /** ISO 8601. */
  readonly ran_at: string;
  readonly status: ReportV1['status'];
  readonly repository?: string;
  readonly workflow?: string;
  readonly job?: string;
  readonly run_id?: number;
  readonly attempt?: number;
  readonly sha?: string;
  readonly pull_request?: number;
  /** A login, never a name or an address. */
  readonly author?: string;
  /** How long the job ran. */
  readonly seconds?: number;
  /** When the commit was made, ISO 8601. */
  readonly committed_at?: string;
  /** Of the program that told it; absent for an answer of `batch`. */
  readonly version?: string;
}

/** What was found in it: a diagnosis, or an unknown failure, which has no pattern. */
export interface FindingRow {
  readonly key: string;
  readonly fingerprint: string;
  readonly title: string;
  readonly is_primary: boolean;
  readonly pattern?: string;
  readonly severity?: string;
  readonly cause?: string;
  readonly state?: string;
  /** The first line that proves it. */
  readonly line?: string;
  /** The same for all that says the same: what differs between two runs is masked. */
  readonly cluster: string;
}

/** A failed test of a finding. */
export interface TestRow {
  readonly key: string;
  readonly fingerprint: string;
  readonly test: string;
}

/** A waiver of the configuration that the run was judged by. */
export interface WaiverRow {
  readonly key: string;
  /** A pattern, a fingerprint or a test. */
  readonly covers: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly state: string;
}

export interface Rows {
  readonly runs: readonly RunRow[];
  readonly findings: readonly FindingRow[];
  readonly tests: readonly TestRow[];
  readonly waivers: readonly WaiverRow[];
}

/** What leaves out secrets: whoever wrote a report may have redacted by other rules than ours. */
type Redact = (text: string) => string;

/** Longer texts tell nothing more to a table. */
const LONGEST = 500;

/**
 * A report as rows. One that was joined from several jobs is one row: add it or the reports of the jobs, not both.
 * @param text the report as it was written, by which it is known where it names no run
 * @param otherwise when it was made, ISO 8601: it stands for when the job ran where the report does not say
 */
export function rowsOfReport(report: ReportV1, text: string, otherwise: string, redact: Redact): Rows {
  const { run, status, tool, waivers = [] } = report;
  const { startedAt: ran_at = otherwise } = run;
  const key = keyOf(run, run.job) ?? `report ${digest([text])}`;
  const found = [...report.diagnoses.map(findingOfDiagnosis), ...report.unknown.map(findingOfUnknown)];
  return {
    runs: [{ key, ran_at, status, version: tool.version, ...contextOf(run, run.job) }],
    ...rowsOfFindings(key, found, redact),
    waivers: waivers.map((waiver) => waiverRow(key, waiver, redact)),
  };
}

/** An answer of `batch` as rows. @param otherwise when it ran, where the record does not say */
export function rowsOfAnswer(answer: BatchAnswer, otherwise: string, redact: Redact): Rows {
  const { job, time, run = {}, status } = answer;
  const key = runKey(answer);
  const ranAt = time === undefined ? otherwise : new Date(Date.parse(time)).toISOString();
  return {
    runs: [{ key, ran_at: ranAt, status, ...contextOf(run, job) }],
    ...rowsOfFindings(key, [...answer.diagnoses, ...answer.unknown], redact),
    waivers: [],
  };
}

/** By what a history knows a record of `batch`, and its answer. */
export function runKey({ id, job, time, run = {} }: Pick<BatchAnswer, 'id' | 'job' | 'time' | 'run'>): string {
  return keyOf(run, job) ?? `record ${JSON.stringify([id, job ?? null, time ?? null])}`;
}

/** Undefined where the run has no number by which it would be known again. */
function keyOf(run: RunV1, job: string | undefined): string | undefined {
  const { serverUrl, repository, workflow, runId, runAttempt = 1, step } = run;
  if (runId === undefined) return undefined;
  return `run ${JSON.stringify([serverUrl ?? 'https://github.com', repository, workflow, runId, runAttempt, job, step])}`;
}

function contextOf(run: RunV1, job: string | undefined) {
  const { repository, workflow, runId: run_id, runAttempt: attempt, sha, pullRequest: pull_request } = run;
  const { author, seconds, committedAt } = run;
  const committed_at = committedAt && new Date(Date.parse(committedAt)).toISOString();
  const place = { repository, workflow, job, run_id, attempt, sha, pull_request };
  return { ...place, author, seconds, committed_at } as Partial<RunRow>;
}

function rowsOfFindings(key: string, found: readonly ToldFinding[], redact: Redact): Pick<Rows, 'findings' | 'tests'> {
  // A finding stands once in a run, whatever else has its fingerprint.
  const unique = firstOfEach(found, ({ fingerprint }) => fingerprint);
  return {
    findings: unique.map((each) => findingRow(key, each, redact)),
    tests: unique.flatMap(({ fingerprint, tests = [] }) =>
      [...new Set(tests)].map((test) => ({ key, fingerprint, test: redact(test.slice(0, LONGEST)) })),
    ),
  };
}

function findingRow(key: string, finding: ToldFinding, redact: Redact): FindingRow {
  const { fingerprint, pattern, severity, cause, state, primary = false, evidence } = finding;
  const title = redact((finding.title ?? finding.message ?? '').slice(0, LONGEST));
  const line = evidence[0]?.text;
  return {
    key,
    fingerprint,
    title,
    is_primary: primary,
    cluster: pattern ?? templateText(title),
    ...(line !== undefined && { line: redact(line.slice(0, LONGEST)) }),
    ...({ pattern, severity, cause, state } as Partial<FindingRow>),
  };
}

function waiverRow(key: string, waiver: WaiverV1, redact: Redact): WaiverRow {
  const { pattern, fingerprint, test = '', reason, owner, expires, state } = waiver;
  return {
    key,
    covers: pattern ?? fingerprint ?? redact(test),
    owner: redact(owner),
    reason: redact(reason),
    expires,
    state,
  };
}

function findingOfDiagnosis({ failures, folded = [], evidence, ...rest }: DiagnosisV1): ToldFinding {
  return {
    ...rest,
    evidence: proofOf(evidence),
    tests: testsOf([...failures, ...folded.flatMap((each) => each.failures)]),
  };
}

function findingOfUnknown({ failure, failures = [failure], folded = [], evidence, ...rest }: UnknownV1): ToldFinding {
  const { fingerprint, primary, state = 'new' } = rest;
  return {
    ...{ fingerprint, primary, state, message: failure.message },
    evidence: proofOf(evidence),
    tests: testsOf([...failures, ...folded.flatMap((each) => each.failures)]),
  };
}

function proofOf(evidence: readonly EvidenceV1[]) {
  return evidence.filter(({ proof }) => proof);
}

function testsOf(failures: readonly FailureV1[]): readonly string[] {
  return failures.flatMap(({ kind, name }) => (kind === 'test' && name !== undefined ? [name] : []));
}
