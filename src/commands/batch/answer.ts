import type { Report } from '../../core/domain/report.js';
import type { DiagnosisV1, EvidenceV1, FailureV1, UnknownV1 } from '../../core/render/json/v1.js';
import { toV1 } from '../../core/render/json.js';
import { printableJson } from '../../core/render/safe/clean.js';
import type { BatchRecord } from './record.js';

/** The answer to one record, a line of JSON without its line break. Fields are added, never renamed or removed. */
export function answerOf({ id, job, time, run }: BatchRecord, report: Report): string {
  const { status, diagnoses, unknown, possible = [], sources } = toV1(report);
  return printableJson(
    JSON.stringify({
      id,
      ...(job !== undefined && { job }),
      ...(time !== undefined && { time }),
      ...(run !== undefined && { run }),
      status,
      diagnoses: diagnoses.map(known),
      unknown: unknown.map(unexplained),
      ...(possible.length > 0 && {
        possible: possible.map((each) => ('failure' in each ? unexplained(each) : known(each))),
      }),
      lines: sources.reduce((sum, source) => sum + source.lines, 0),
      ...(sources.some(({ unread = [] }) => unread.length > 0) && {
        unread: sources.flatMap(({ unread = [] }) => unread),
      }),
    }),
  );
}

/** The answer to what could not be diagnosed. @param id null where not even that could be made out */
export function refusal(id: string | null, error: string, line?: number): string {
  return printableJson(JSON.stringify({ id, ...(line !== undefined && { line }), error }));
}

type Known = Omit<DiagnosisV1, 'primary' | 'state' | 'since'> & { readonly primary?: boolean };

type Unexplained = Omit<UnknownV1, 'primary' | 'state' | 'since'> & { readonly primary?: boolean };

function known({ pattern, title, severity, cause, confidence, primary, fingerprint, ...rest }: Known) {
  return {
    pattern,
    title,
    severity,
    cause,
    confidence,
    ...(primary && { primary }),
    fingerprint,
    evidence: proofOf(rest.evidence),
    ...testsOf([...rest.failures, ...(rest.folded ?? []).flatMap(({ failures }) => failures)]),
  };
}

function unexplained({ fingerprint, primary, failure, failures = [failure], evidence, folded = [] }: Unexplained) {
  return {
    message: failure.message,
    ...(primary && { primary }),
    fingerprint,
    evidence: proofOf(evidence),
    ...testsOf([...failures, ...folded.flatMap((each) => each.failures)]),
  };
}

function proofOf(evidence: readonly EvidenceV1[]) {
  return evidence.filter(({ proof }) => proof).map(({ line, text }) => ({ line, text }));
}

/** The failed tests by name. */
function testsOf(failures: readonly FailureV1[]): { readonly tests?: readonly string[] } {
  const names = failures.flatMap(({ kind, name }) => (kind === 'test' && name !== undefined ? [name] : []));
  return names.length > 0 ? { tests: [...new Set(names)] } : {};
}
