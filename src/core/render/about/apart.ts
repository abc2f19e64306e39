import type { Diagnosis, Hypothesis } from '../../domain/diagnosis.js';
import type { Finding } from '../findings.js';
import { clip, oneLine } from '../safe/clean.js';
import { plain } from '../safe/terminal.js';
import { HYPOTHESES } from '../words.js';

/** Most that are told where a reader has little room. */
const TOLD = 3;
/** Longest command that still decides something at a glance. */
const CHECK_CHARACTERS = 300;

/** What else a finding may be; nothing of one that no pattern knows. */
export function hypothesesOf(finding: Finding): readonly Hypothesis[] {
  return finding.known ? (finding.diagnosis.hypotheses ?? []) : [];
}

/** The same as lines of plain text below their heading, each with the command that decides; none where nothing else fits. */
export function apartLines({ hypotheses = [] }: Pick<Diagnosis, 'hypotheses'>, max = TOLD): readonly string[] {
  if (hypotheses.length === 0) return [];
  return [`${HYPOTHESES}:`, ...hypotheses.slice(0, max).map((each) => `- ${hypothesisWords(each)}`)];
}

/** The same where a message is one line. */
export function apartSentence(finding: Finding): string {
  const all = hypothesesOf(finding).slice(0, TOLD);
  return all.length === 0 ? '' : `${HYPOTHESES}: ${all.map(hypothesisWords).join('; ')}.`;
}

/** One of them on one line of plain text. */
export function hypothesisWords({ title, pattern, check }: Hypothesis): string {
  const name = `${plain(title).trim()}${pattern === undefined ? '' : ` (${oneLine(pattern)})`}`;
  return check === undefined ? name : `${name}: ${clip(oneLine(check), CHECK_CHARACTERS)}`;
}
