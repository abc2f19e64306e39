import type { Evidence } from '../../domain/diagnosis.js';
import { quote } from '../../domain/quoted.js';
import { withoutTail } from '../../trim.js';
import type { DiagnosisV1, EvidenceV1, FailureV1, ReportV1, UnknownV1 } from '../json/v1.js';
import type { Place } from '../places.js';
import { clean } from '../safe/clean.js';

/** What a document is about: the primary finding of a report. All its text is hostile. */
export interface Subject {
  /** Prose without a full stop. */
  readonly title: string;
  /** Undefined for a failure that no pattern knows. */
  readonly diagnosis: DiagnosisV1 | undefined;
  readonly fingerprint: string;
  readonly failures: readonly FailureV1[];
  readonly evidence: readonly EvidenceV1[];
  /** Titles of everything else that was found. */
  readonly others: readonly string[];
}

/** Undefined when the report holds no failure. */
export function subjectOf({ diagnoses, unknown }: ReportV1): Subject | undefined {
  const all = [...diagnoses, ...unknown];
  const primary = all.find((each) => each.primary) ?? all[0];
  if (primary === undefined) return undefined;
  const diagnosis = 'pattern' in primary ? primary : undefined;
  return {
    title: titleOf(primary),
    diagnosis,
    fingerprint: primary.fingerprint,
    failures: 'pattern' in primary ? primary.failures : [primary.failure],
    evidence: primary.evidence,
    others: all.filter((each) => each !== primary).map(titleOf),
  };
}

function titleOf(finding: DiagnosisV1 | UnknownV1): string {
  if ('pattern' in finding) return withoutTail(finding.title, '.:');
  const { name, message } = finding.failure;
  const what = name ?? message.split('\n', 1)[0] ?? '';
  return what === ''
    ? 'Something failed, and the cause is not known'
    : `${quote(what)} failed, and the cause is not known`;
}

/** The names of the tests that failed, each once. */
export function failingTests({ failures }: Subject): string[] {
  const names = failures.flatMap(({ kind, name }) => (kind === 'test' && name !== undefined ? [name] : []));
  return [...new Set(names)];
}

/** Where it shows itself, each place once. */
export function placesOf({ failures }: Subject): Place[] {
  const seen = new Map<string, Place>();
  for (const { location, name, message } of failures) {
    const { file, line, column } = location ?? {};
    if (file === undefined && name === undefined) continue;
    const place = {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(name !== undefined && { name }),
      message: clean(message),
    };
    const key = JSON.stringify([file, line, column, name]);
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()];
}

/** The quoted lines as excerpts are made of them; a report does not say which of them prove. */
export function evidenceOf({ evidence }: Subject): Evidence[] {
  return evidence.map((each) => ({ ...each, proof: true }));
}
