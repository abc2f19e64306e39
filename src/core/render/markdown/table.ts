import { markdownTable } from 'markdown-table';
import type { Report, RunContext } from '../../domain/report.js';
import { type Finding, mark, occurrences, title } from '../findings.js';
import { places } from '../places.js';
import { codeCell, proseCell } from '../safe/cell.js';
import { placeCell } from './where.js';

/** The findings as a table, one row each, numbered from 1. Ends with the exact number of those left out. */
export function findingsTable(all: readonly Finding[], { run, omitted = 0 }: Report, rows: number): string {
  const body = all
    .slice(0, rows)
    .map((finding, index) => [
      String(index + 1),
      mark(finding),
      proseCell(title(finding), 160),
      whereCell(finding, run),
    ]);
  const table = markdownTable([['#', 'Severity', 'What happened', 'Where'], ...body], { alignDelimiters: false });
  const left = Math.max(0, all.length - rows) + omitted;
  return left > 0 ? `${table}\n\n…and ${left.toLocaleString('en-US')} more.` : table;
}

/** The first place, and how many more there are. */
function whereCell(finding: Finding, run: RunContext): string {
  const all = places(occurrences(finding));
  const [first] = all;
  if (first === undefined) return codeCell(occurrences(finding)[0]?.source ?? '');
  return `${placeCell(first, run)}${all.length > 1 ? ` +${(all.length - 1).toLocaleString('en-US')}` : ''}`;
}
