import type { Diagnosis, Unknown } from '../../domain/diagnosis.js';
import type { Fix } from '../../domain/pattern.js';
import { splitQuoted, unmarked } from '../../domain/quoted.js';
import type { Report } from '../../domain/report.js';
import type { Finding } from '../findings.js';
import { foldedSentences } from '../folded.js';
import { places } from '../places.js';
import { regressionHint } from '../regression.js';
import { clip } from '../safe/clean.js';
import { codeSpan, fence, link, prose } from '../safe/markdown.js';
import { count, RESPONSE, rerunHint, shortAddress, stateWords } from '../words.js';
import type { Detail } from './detail.js';
import { evidenceBlocks } from './evidence.js';
import { recordingBlocks } from './recordings.js';
import { waiverOffer } from './rules.js';
import { whereBlocks } from './where.js';

/** All that is told of one finding, without its headline. Fences and details in it are closed. */
export function section(finding: Finding, report: Report, detail: Detail): string {
  const blocks = finding.known
    ? diagnosisBlocks(finding.diagnosis, report, detail)
    : unknownBlocks(finding.unknown, report, detail);
  return blocks.filter((block) => block !== '').join('\n\n');
}

function diagnosisBlocks(diagnosis: Diagnosis, report: Report, detail: Detail): string[] {
  return [
    facts(diagnosis, report),
    '### Root cause',
    ...paragraphs(diagnosis.rootCause, detail.prose),
    ...whereBlocks(places(diagnosis.occurrences), report.run, detail.places, diagnosis.omitted?.occurrences),
    ...recordingBlocks(diagnosis.occurrences, detail.items),
    chain('This also explains: ', diagnosis.explains, ' → ', detail.items),
    ...folded(diagnosis, detail),
    chain('Also matched, ranked lower: ', diagnosis.alternatives, ', ', detail.items),
    '### Evidence',
    ...evidenceBlocks(diagnosis.evidence, detail, diagnosis.omitted?.evidence),
    '### Fix',
    ...warnings(diagnosis.preserve, detail),
    fixes(diagnosis.fix, detail),
    ...commands('Then check:', diagnosis.verify, detail),
    ...(diagnosis.prevention.length === 0 ? [] : ['### Prevention', checklist(diagnosis.prevention, detail)]),
    ...regression(diagnosis, detail),
    reading(diagnosis.see, detail),
    blocks(diagnosis, report) ? waiverOffer(diagnosis.fingerprint, diagnosis.pattern) : '',
  ];
}

function unknownBlocks(unknown: Unknown, report: Report, detail: Detail): string[] {
  return [
    [
      '**Unknown**',
      ...(blocks(unknown, report) ? [CLOSES] : []),
      ...compared(unknown, report),
      `fingerprint ${codeSpan(unknown.fingerprint)}`,
    ].join(' · '),
    '### Root cause',
    'Not known: none of the patterns fits this failure, and a guess would be worse than none.',
    ...whereBlocks(places(unknown.occurrences), report.run, detail.places, unknown.omitted?.occurrences),
    ...recordingBlocks(unknown.occurrences, detail.items),
    ...folded(unknown, detail),
    '### Evidence',
    ...evidenceBlocks(unknown.evidence, detail, unknown.omitted?.evidence),
    '### Next step',
    'Once you know the cause, write it down as a pattern, and the next reader gets the answer:',
    fence('whydunit patterns new team/what-happened', 'sh'),
    blocks(unknown, report) ? waiverOffer(unknown.fingerprint) : '',
  ];
}

const CLOSES = '**closes the gate**';

function blocks({ fingerprint }: Diagnosis | Unknown, report: Report): boolean {
  return report.verdict.blocking.some((blocking) => blocking === fingerprint);
}

/** Severity with what it asks for, cause, confidence, and whether to run it again. */
function facts(diagnosis: Diagnosis, report: Report): string {
  const draft = diagnosis.draft ? ['draft pattern, never blocks'] : [];
  return [
    `**${diagnosis.severity}** ${RESPONSE[diagnosis.severity]}`,
    ...(blocks(diagnosis, report) ? [CLOSES] : []),
    ...compared(diagnosis, report),
    `cause: ${diagnosis.cause}`,
    `${diagnosis.confidence} confidence`,
    rerunHint(diagnosis.cause),
    ...draft,
    codeSpan(diagnosis.pattern),
  ].join(' · ');
}

/** New, known or waived, where there is something to say. */
function compared(finding: Diagnosis | Unknown, { baseline }: Report): string[] {
  const words = stateWords(finding, baseline);
  return words === undefined ? [] : [prose(words, 150)];
}

/** Prose of several paragraphs. */
function paragraphs(text: string, max: number): string[] {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .slice(0, 10)
    .map((paragraph) => prose(paragraph, max));
}

/** What failed with it, counted. */
function folded(finding: Diagnosis | Unknown, detail: Detail): string[] {
  const sentences = foldedSentences(finding);
  return sentences.length === 0 ? [] : [prose(`${sentences.join('. ')}.`, detail.prose)];
}

/** Pattern ids, or descriptions of what only followed. */
function chain(label: string, all: readonly string[], separator: string, max: number): string {
  if (all.length === 0) return '';
  const shown = all
    .slice(0, max)
    .map((item) => (splitQuoted(item).some((part) => part.quoted) ? prose(item, 200) : codeSpan(item)));
  const more = all.length > max ? ` …and ${(all.length - max).toLocaleString('en-US')} more` : '';
  return `${label}${shown.join(separator)}${more}`;
}

/** One fix as it is, several as numbered steps. */
function fixes(all: readonly Fix[], detail: Detail): string {
  const shown = all.slice(0, detail.items).map((fix) => fixText(fix, detail));
  if (all.length > detail.items) shown.push(`…and ${count(all.length - detail.items, 'more step')}.`);
  if (shown.length <= 1) return shown.join('');
  return shown.map((text, index) => indented(`${index + 1}. `, text)).join('\n\n');
}

function fixText(fix: Fix, detail: Detail): string {
  return [
    ...paragraphs(fix.text, detail.prose),
    ...(fix.code === undefined ? [] : [fence(clip(unmarked(fix.code), detail.code), fix.language)]),
    ...(fix.run === undefined ? [] : [fence(clip(unmarked(fix.run), detail.code), 'sh')]),
  ].join('\n\n');
}

function commands(label: string, all: readonly string[], detail: Detail): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, detail.items).map((command) => clip(unmarked(command), detail.code));
  return [label, fence(shown.join('\n'), 'sh')];
}

/** What has to be saved before anything is run again. */
function warnings(all: readonly string[], detail: Detail): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, detail.items).map((item) => `- ${prose(item, detail.prose)}`);
  return ['**First save what a rerun or restart would destroy:**', shown.join('\n')];
}

function regression(diagnosis: Diagnosis, detail: Detail): string[] {
  const hint = regressionHint(diagnosis);
  return hint === undefined ? [] : [prose(hint, detail.prose)];
}

function checklist(all: readonly string[], detail: Detail): string {
  const shown = all.slice(0, detail.items).map((item) => `- [ ] ${prose(item, detail.prose)}`);
  if (all.length > detail.items) shown.push(`- …and ${(all.length - detail.items).toLocaleString('en-US')} more`);
  return shown.join('\n');
}

function reading(all: readonly string[], detail: Detail): string {
  const links = all.slice(0, detail.items).map((address) => link(codeSpan(shortAddress(address)), address));
  return links.length === 0 ? '' : `More: ${links.join(' · ')}`;
}

/** A list item whose further lines belong to it. */
function indented(mark: string, text: string): string {
  return mark + text.replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`);
}
