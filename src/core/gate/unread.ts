import { unmarked } from '../domain/quoted.js';
import type { Report, SourceSummary } from '../domain/report.js';
import { problemsOf } from '../domain/verdict.js';

/** What the reports' own jobs could not read, each sentence once: it keeps every gate shut that builds on them. */
export function unread(reports: readonly Report[]): readonly string[] {
  const all = reports.flatMap(({ verdict, sources }) => [...problemsOf(verdict), ...sources.flatMap(unreadIn)]);
  return [...new Map(all.map((sentence) => [unmarked(sentence), sentence])).values()];
}

/** What of a source was not read, each a sentence that names it. */
export function unreadIn({ name, unread: parts = [] }: SourceSummary): readonly string[] {
  return parts.map((part) => `${name}: ${part}`);
}
