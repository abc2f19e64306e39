import type { Diagnosis, Unknown } from '../../domain/diagnosis.js';
import { splitQuoted } from '../../domain/quoted.js';
import type { Report } from '../../domain/report.js';
import { type Finding, isBlocking } from '../findings.js';
import { foldedSentences } from '../folded.js';
import { places } from '../places.js';
import { oneLine } from '../safe/clean.js';
import { codeSpan, fence, link, prose } from '../safe/markdown.js';
import { verdictAddress } from '../verdict-issue.js';
import { HYPOTHESES, RESPONSE, reproduceWords, rerunHint, shortAddress, shownAgain } from '../words.js';
import { compared, pageOf, pageOfPattern } from './causes.js';
import type { Detail } from './detail.js';
import { evidenceBlocks } from './evidence.js';
import { checks, fixes, paragraphs, warnings } from './fixes.js';
import { recordingBlocks } from './recordings.js';
import { waiverOffer } from './rules.js';
import { whereBlocks } from './where.js';

/** All that is told of one finding, without its headline. Fences and details in it are closed. */
export function section(finding: Finding, report: Report, detail: Detail): string {
  const blocks = finding.known ? diagnosisBlocks(finding, report, detail) : unknownBlocks(finding, report, detail);
  return blocks.filter((block) => block !== '').join('\n\n');
}

function diagnosisBlocks(finding: Finding & { known: true }, report: Report, detail: Detail): string[] {
  const { diagnosis } = finding;
  return [
    ...paragraphs(diagnosis.rootCause, detail.prose),
    ...whereBlocks(places(diagnosis.occurrences), report.run, detail.places, diagnosis.omitted?.occurrences),
    '**Evidence**',
    ...evidenceBlocks(diagnosis.evidence, detail, diagnosis.omitted?.evidence),
    ...warnings(diagnosis.preserve, detail),
    '**Fix**',
    fixes(diagnosis, detail),
    ...checks(diagnosis.verify, detail),
    ...about(finding, report, detail),
  ];
}

/** What a reader asks for last: what goes with it, how not to have it again, where to read on, and what is thought of it. */
export function about(finding: Finding & { known: true }, report: Report, detail: Detail): string[] {
  const { diagnosis } = finding;
  return [
    ...recordingBlocks(diagnosis.occurrences, detail.items),
    explained(diagnosis, detail.items),
    ...reproduce(diagnosis),
    ...apart(diagnosis, detail),
    ...folded(diagnosis, detail),
    ...prevention(finding, detail),
    reading(finding, detail),
    facts(finding, report),
    isBlocking(finding, report) ? waiverOffer(diagnosis.fingerprint, diagnosis.pattern) : '',
  ];
}

/** What is said under an unknown failure's heading. */
export const NOT_KNOWN = 'Not known: none of the patterns fits this failure, and a guess would be worse than none.';

function unknownBlocks(finding: Finding & { known: false }, report: Report, detail: Detail): string[] {
  const { unknown } = finding;
  return [
    NOT_KNOWN,
    ...whereBlocks(places(unknown.occurrences), report.run, detail.places, unknown.omitted?.occurrences),
    '**Evidence**',
    ...evidenceBlocks(unknown.evidence, detail, unknown.omitted?.evidence),
    ...nextStep(finding, report, detail),
  ];
}

/** What to do about a failure that nobody knows. */
export function nextStep(finding: Finding & { known: false }, report: Report, detail: Detail): string[] {
  const { unknown } = finding;
  return [
    ...recordingBlocks(unknown.occurrences, detail.items),
    ...folded(unknown, detail),
    'Once you know the cause, write it down as a pattern, and the next reader gets the answer:',
    fence('npx whydunit patterns new team/what-happened', 'sh'),
    [...compared(finding, report), `fingerprint ${codeSpan(unknown.fingerprint)}`].join(' · '),
    isBlocking(finding, report) ? waiverOffer(unknown.fingerprint) : '',
  ];
}

/** Severity with what it asks for, cause, confidence, and whether to run it again. */
function facts(finding: Finding & { known: true }, report: Report): string {
  const { diagnosis } = finding;
  const draft = diagnosis.draft ? ['draft pattern, never blocks'] : [];
  const parts = [
    `${diagnosis.severity}, ${RESPONSE[diagnosis.severity]}`,
    ...compared(finding, report),
    `cause: ${diagnosis.cause}`,
    `${diagnosis.confidence} confidence`,
    rerunHint(diagnosis.cause),
    ...draft,
    link(codeSpan(diagnosis.pattern), pageOf(finding)),
    ...thought(report, diagnosis.fingerprint, diagnosis.pattern),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** Where to say that it is wrong. */
function thought({ run }: Report, fingerprint: string, pattern: string): string[] {
  const address = verdictAddress(run, fingerprint, pattern);
  return address === undefined ? [] : [link('wrong?', address)];
}

/** What failed with it, counted. */
function folded(finding: Diagnosis | Unknown, detail: Detail): string[] {
  const sentences = foldedSentences(finding);
  return sentences.length === 0 ? [] : [prose(`${sentences.join('. ')}.`, detail.prose)];
}

/** What else it may be, each with the command that decides. */
function apart({ hypotheses = [] }: Diagnosis, detail: Detail): string[] {
  if (hypotheses.length === 0) return [];
  const shown = hypotheses.slice(0, detail.items).map(({ title, pattern, check }) => {
    const name = pattern === undefined ? prose(title, detail.prose) : link(prose(title, 160), pageOfPattern(pattern));
    return `- ${name}${check === undefined ? '' : ` – ${codeSpan(oneLine(check), 400)}`}`;
  });
  return [`**${HYPOTHESES}**`, shown.join('\n')];
}

function reproduce(diagnosis: Diagnosis): string[] {
  const how = shownAgain(diagnosis);
  return how === undefined ? [] : [`${reproduceWords(how)}:`, fence(how.command, 'sh')];
}

/** What only followed, in words where they are known, leading to the page about its kind. */
function explained({ explains, folded: under = [] }: Diagnosis, max: number): string {
  const named = new Map(under.map(({ pattern, title }) => [pattern, title]));
  const shown = explains.slice(0, max).map((item) => {
    const title = named.get(item);
    if (title !== undefined) return link(prose(title, 160), pageOfPattern(item));
    return splitQuoted(item).some((part) => part.quoted) ? prose(item, 200) : link(codeSpan(item), pageOfPattern(item));
  });
  if (shown.length === 0) return '';
  const more = explains.length > max ? ` …and ${(explains.length - max).toLocaleString('en-US')} more` : '';
  return `This also explains: ${shown.join(' → ')}${more}`;
}

/** Only what names something of this log: the rest stands on the pattern's page, where there is one. */
function prevention(finding: Finding & { known: true }, detail: Detail): string[] {
  const all = finding.diagnosis.prevention.filter(
    (item) => pageOf(finding) === undefined || splitQuoted(item).some(({ quoted }) => quoted),
  );
  if (all.length === 0) return [];
  const shown = all.slice(0, detail.items).map((item) => `- ${prose(item, detail.prose)}`);
  if (all.length > detail.items) shown.push(`- …and ${(all.length - detail.items).toLocaleString('en-US')} more`);
  return ['**So that it does not come back**', shown.join('\n')];
}

function reading({ diagnosis: { see } }: Finding & { known: true }, detail: Detail): string {
  const links = see.slice(0, detail.items).map((address) => link(codeSpan(shortAddress(address)), address));
  return links.length === 0 ? '' : `More: ${links.join(' · ')}`;
}
