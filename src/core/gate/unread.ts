import type { Report } from '../domain/report.js';
import { problemsOf } from '../domain/verdict.js';

/** What the reports' own jobs could not read, each sentence once: it keeps every gate shut that builds on them. */
export function unread(reports: readonly Report[]): readonly string[] {
  return [...new Set(reports.flatMap(({ verdict }) => problemsOf(verdict)))];
}
