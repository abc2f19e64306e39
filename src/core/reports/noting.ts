import type { Report } from '../domain/report.js';

/** The report with further notes on how it was judged, each a sentence of prose. */
export function noting(report: Report, notes: readonly string[]): Report {
  return notes.length === 0 ? report : { ...report, notes: [...(report.notes ?? []), ...notes] };
}
