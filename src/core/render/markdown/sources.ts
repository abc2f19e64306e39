import type { Report, SourceSummary } from '../../domain/report.js';
import { codeSpan, prose } from '../safe/markdown.js';
import { count } from '../words.js';

/** What was cut, skipped or unreadable, a line for each source that has something to say; empty when all was read whole. */
export function reservations(report: Report, max: number): string {
  const noted = report.sources.filter((source) => source.notes.length > 0);
  if (noted.length === 0) return '';
  const lines = noted.slice(0, max).map(sourceLine);
  if (noted.length > max) lines.push(`- …and ${count(noted.length - max, 'more source')} with notes`);
  return [
    `**Read with reservations** (${count(noted.length, 'source')} of ${report.sources.length.toLocaleString('en-US')})`,
    lines.join('\n'),
  ].join('\n\n');
}

function sourceLine(source: SourceSummary): string {
  const notes = source.notes.slice(0, 5).map((note) => prose(note, 300));
  if (source.notes.length > 5) notes.push(`…and ${(source.notes.length - 5).toLocaleString('en-US')} more`);
  return `- ${codeSpan(source.name, 150)}: ${notes.join('; ')}`;
}
