import { utf8Length } from '../bytes.js';
import type { Report } from '../domain/report.js';
import { compose } from './markdown/compose.js';

/** Most bytes of a job summary; above 1 MiB the runner drops the whole. */
const SUMMARY_LIMIT = 1_000_000;

/** The report as a job summary: what a comment says, of more findings, in at most `limit` bytes of UTF-8. */
export function renderSummary(report: Report, limit = SUMMARY_LIMIT): string {
  return compose(report, { limit, measure: utf8Length, told: 500, rows: 1_000 });
}
