import type { Report } from '../../domain/report.js';
import { type Finding, possibleFindings, reason, title } from '../findings.js';
import { proseHtml } from '../safe/html.js';
import { prose } from '../safe/markdown.js';
import { count, POSSIBLE_HEADING } from '../words.js';

/** What broke and why, in one sentence: the first line anybody reads. */
export function headline(report: Report, all: readonly Finding[]): string {
  const [first] = all;
  if (first !== undefined) return `❌ ${sentence(first)}`;
  if (report.verdict.gate === 'blocked') {
    return `⚠️ **The gate is blocked:** ${prose(report.verdict.reasons[0], 300)}`;
  }
  const [possible] = possibleFindings(report);
  if (possible !== undefined) return `⚪ ${POSSIBLE_HEADING} ${sentence(possible)}`;
  const read = report.sources.length === 0 ? '' : ` in ${count(report.sources.length, 'source')}`;
  return report.status === 'passed'
    ? `✅ **Nothing failed**${read}.`
    : `⚪ **No failure was found**${read}; whether the run passed is not known.`;
}

function sentence(finding: Finding): string {
  const why = reason(finding);
  return why === '' ? `**${prose(title(finding), 200)}.**` : `**${prose(title(finding), 200)}:** ${prose(why, 400)}`;
}

/** What broke in one line of HTML, for the summary of a folded finding; with its number where a table lists it by that. */
export function foldedHeadline(finding: Finding, number?: number): string {
  const mark = finding.known ? finding.diagnosis.severity : 'Unknown';
  return `${number === undefined ? '' : `${number} · `}<b>${mark}</b> · ${proseHtml(title(finding), 160)}`;
}
