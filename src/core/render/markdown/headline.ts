import type { Report } from '../../domain/report.js';
import { type Finding, isBlocking, mark, possibleFindings, reason, title } from '../findings.js';
import { proseHtml } from '../safe/html.js';
import { prose } from '../safe/markdown.js';
import { standing, testWords } from '../standing.js';
import { count, POSSIBLE_HEADING } from '../words.js';

/** How it stands, in one line: the first that anybody reads. What broke stands in the lines of the causes. */
export function headline(report: Report, all: readonly Finding[]): string {
  if (all.length > 0)
    return `❌ ${[`**${standing(report, all)}**`, ...gate(report, all), ...tests(report)].join(' · ')}`;
  if (report.verdict.gate === 'blocked') {
    return `⚠️ **The gate is blocked:** ${prose(report.verdict.reasons[0], 300)}`;
  }
  const [possible] = possibleFindings(report);
  if (possible !== undefined) return `⚪ ${POSSIBLE_HEADING} ${sentence(possible)}`;
  const read = report.sources.length === 0 ? '' : ` in ${count(report.sources.length, 'source')}`;
  const good = report.status === 'passed' ? [`✅ **Nothing failed**${read}`, ...tests(report)] : [];
  return good.length > 0
    ? `${good.join(' · ')}.`
    : `⚪ **No failure was found**${read}; whether the run passed is not known.`;
}

function tests(report: Report): string[] {
  const words = testWords(report);
  return words.length === 0 ? [] : [words.join(', ')];
}

/** What it means for the gate. */
function gate(report: Report, all: readonly Finding[]): string[] {
  if (report.verdict.gate === 'blocked') return ['gate blocked'];
  const closing = all.filter((finding) => isBlocking(finding, report)).length;
  if (closing === 0) return [];
  if (closing === all.length) return ['closes the gate'];
  return [`${closing.toLocaleString('en-US')} of them ${closing === 1 ? 'closes' : 'close'} the gate`];
}

function sentence(finding: Finding): string {
  const why = reason(finding);
  return why === '' ? `**${prose(title(finding), 200)}.**` : `**${prose(title(finding), 200)}:** ${prose(why, 400)}`;
}

/** What broke in one line of HTML, for the summary of a folded finding; with its number where a list has it by that. */
export function foldedHeadline(finding: Finding, number?: number): string {
  return `${number === undefined ? '' : `${number} · `}<b>${mark(finding)}</b> · ${proseHtml(title(finding), 160)}`;
}
