import type { Report } from '../../domain/report.js';
import { patternPage } from '../../home.js';
import { contentOf, type Finding, isBlocking, mark, occurrences, title } from '../findings.js';
import { type Place, places } from '../places.js';
import { codeSpan, link, prose } from '../safe/markdown.js';
import { meetingWords, ownerWords, whoseWords } from '../whose.js';
import { placeText } from './where.js';

/** Causes that have a line of their own; of more, a folded table has all. */
export const LISTED = 6;
const TITLE = 120;

/**
 * A line for each of the first causes: what, where, whether it is new, whose it may be, and whether it closes the gate.
 * @param mention whether those who answer for it are told of it
 */
export function causeLines(all: readonly Finding[], report: Report, mention = false): string {
  const only = all.length === 1 && report.omitted === undefined;
  const lines = all
    .slice(0, LISTED)
    .map((finding, index) => `${only ? '' : `${index + 1}. `}${causeLine(finding, report, all.length > 1, mention)}`);
  return lines.join('\n');
}

function causeLine(finding: Finding, report: Report, several: boolean, mention: boolean): string {
  return [
    `**${mark(finding)}**`,
    titleLink(finding, TITLE),
    ...where(finding, report),
    ...(mention ? mentioning(finding, report) : whoseWords(contentOf(finding), report, firstPlace(finding)).map(short)),
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

/** Whether it is new, where it meets the change, and who answers for its place, as far as that is known. */
export function compared(finding: Finding, report: Report): string[] {
  return whoseWords(contentOf(finding), report).map(short);
}

/** The same, where those who answer for it are to be told: a name in code reaches nobody. */
function mentioning(finding: Finding, report: Report): string[] {
  const content = contentOf(finding);
  const owners = (content.owners ?? []).map((owner) => (MENTION.test(owner) ? owner : codeSpan(owner)));
  const words = meetingWords(content, report, firstPlace(finding)).map(short);
  return owners.length === 0 ? words : [...words, ownerWords(owners)];
}

function short(words: string): string {
  return prose(words, 200);
}

function firstPlace(finding: Finding): Place | undefined {
  return places(occurrences(finding))[0];
}

/** What GitHub takes for a person or a team, and nothing else in it. */
const MENTION = /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[A-Za-z0-9._-]{1,100})?$/;
