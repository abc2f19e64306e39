import type { Report } from '../domain/report.js';
import { primaryOf } from './findings.js';
import { retrySafe } from './words.js';

/** What a report comes to, as the outputs of action.yml that follow from it alone. Nothing in them is text from a log. */
export function renderOutputs(report: Report) {
  const { status, verdict, diagnoses, unknown } = report;
  const first = primaryOf(report);
  const primary = first?.known ? first.diagnosis : undefined;
  return {
    status,
    verdict: verdict.gate,
    severity: primary?.severity ?? '',
    primary: primary?.pattern ?? (first === undefined ? '' : 'unknown'),
    count: String(diagnoses.length + unknown.length),
    'p0-count': String(diagnoses.filter(({ severity }) => severity === 'P0').length),
    // What could not be read may be anything.
    'retry-safe': String(
      verdict.gate !== 'blocked' && unknown.length === 0 && retrySafe(diagnoses.map(({ cause }) => cause)),
    ),
  };
}
