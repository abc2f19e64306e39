import type { Report } from '../domain/report.js';
import { COMMENT_LIMIT } from './comment.js';
import { compose } from './markdown/compose.js';

/** The report as Markdown to be posted anywhere: what a comment says, without its marker, in the same length. */
export function renderMarkdown(report: Report): string {
  return compose(report, { limit: COMMENT_LIMIT, measure: (text) => text.length, told: 11, rows: 30 });
}
