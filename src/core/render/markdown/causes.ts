import type { Report } from '../../domain/report.js';
import { patternPage } from '../../home.js';
import { contentOf, type Finding, isBlocking, mark, occurrences, title } from '../findings.js';
import { places } from '../places.js';
import { link, prose } from '../safe/markdown.js';
import { stateWords } from '../words.js';
import { placeText } from './where.js';

/** Causes that have a line of their own; of more, a folded table has all. */
export const LISTED = 6;
const TITLE = 120;

/** A line for each of the first causes: what, where, whether it is new, and whether it closes the gate. */
export function causeLines(all: readonly Finding[], report: Report): string {
  const only = all.length === 1 && report.omitted === undefined;
  const lines = all
    .slice(0, LISTED)
    .map((finding, index) => `${only ? '' : `${index + 1}. `}${causeLine(finding, report, all.length > 1)}`);
  return lines.join('\n');
}

function causeLine(finding: Finding, report: Report, several: boolean): string {
  return [
    `**${mark(finding)}**`,
    titleLink(finding, TITLE),
    ...where(finding, report),
    ...compared(finding, report),
    ...(several && isBlocking(finding, report) ? ['**closes the gate**'] : []),
  ].join(' · ');
}

/** The title, leading to the page about its kind; a user's own pattern has none. */
export function titleLink(finding: Finding, max: number): string {
  const words = prose(title(finding), max);
  const page = pageOf(finding);
  return page === undefined ? words : link(words, page);
}

export function pageOf(finding: Finding): string | undefined {
  if (!finding.known || finding.diagnosis.own) return undefined;
  return pageOfPattern(finding.diagnosis.pattern);
}

/** Of an id as ours are. */
export function pageOfPattern(id: string): string | undefined {
  return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) ? patternPage(id) : undefined;
}

/** The first place, and how many more there are. */
function where(finding: Finding, report: Report): string[] {
  const all = places(occurrences(finding));
  const [first] = all;
  const text = first === undefined ? '' : placeText(first, report.run);
  if (text === '') return [];
  const { omitted } = contentOf(finding);
  const more = all.length - 1 + (omitted?.occurrences ?? 0);
  return [`${text}${more > 0 ? ` +${more.toLocaleString('en-US')}` : ''}`];
}

/** New, known or waived, where there is something to say. */
export function compared(finding: Finding, { baseline }: Report): string[] {
  const words = stateWords(contentOf(finding), baseline);
  return words === undefined ? [] : [prose(words, 150)];
}
