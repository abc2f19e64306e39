import type { Diagnosis, Evidence, Occurrence, State, Unknown } from '../domain/diagnosis.js';
import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import { withoutTail } from '../trim.js';
import { oneLine } from './safe/clean.js';
import { firstSentence, UNEXPLAINED } from './words.js';

/** What a report lists: something explained, or something nobody can explain yet. */
export type Finding =
  | { readonly known: true; readonly diagnosis: Diagnosis }
  | { readonly known: false; readonly unknown: Unknown; readonly isPossible?: true };

/** All findings in the order they are told: what closes the gate, the primary one, the known ones, the unknown ones. */
export function findings(report: Report): readonly Finding[] {
  const all: Finding[] = [
    ...report.diagnoses.map((diagnosis) => ({ known: true, diagnosis }) as const),
    ...report.unknown.map((unknown) => ({ known: false, unknown }) as const),
  ];
  const rank = (finding: Finding): number => Number(!isBlocking(finding, report)) * 2 + Number(!isPrimary(finding));
  return all.sort((a, b) => rank(a) - rank(b));
}

/** The one that most likely came first, whatever it means for the gate. */
export function primaryOf(report: Report): Finding | undefined {
  return findings(report).find(isPrimary);
}

/** What both sorts have in common. */
export function contentOf(finding: Finding): Diagnosis | Unknown {
  return finding.known ? finding.diagnosis : finding.unknown;
}

/** Whether it closes the gate. */
export function isBlocking(finding: Finding, { verdict }: Report): boolean {
  const { fingerprint } = contentOf(finding);
  return verdict.blocking.some((blocking) => blocking === fingerprint);
}

/** Its severity, or that nobody knows it. */
export function mark(finding: Finding): string {
  return finding.known ? finding.diagnosis.severity : 'Unknown';
}

export function stateOf(finding: Finding): State {
  return contentOf(finding).state;
}

/** What failed, by the first of it: `A compilation`. */
export function failureWords(finding: Finding | undefined): string {
  const kind = finding === undefined ? '' : (occurrences(finding)[0]?.failure.kind ?? '');
  return NAMED[kind] ?? 'Something';
}

/** What would explain a failure that nothing proves, in order. */
export function possibleFindings({ possible = [] }: Report): readonly Finding[] {
  return possible.map((each) =>
    'pattern' in each ? { known: true, diagnosis: each } : { known: false, unknown: each, isPossible: true },
  );
}

/** What broke, as prose without a full stop. */
export function title(finding: Finding): string {
  if (finding.known) return withoutTail(finding.diagnosis.title, '.:');
  if (finding.isPossible) return UNEXPLAINED;
  const failure = finding.unknown.occurrences[0]?.failure;
  const what =
    failure?.name === undefined
      ? `${NAMED[failure?.kind ?? ''] ?? 'Something'} failed`
      : `${quote(failure.name)} failed`;
  return `${what}, and no known pattern says why`;
}

/** Why, as one sentence of prose; empty where there is nothing to say. */
export function reason(finding: Finding): string {
  if (finding.known) return firstSentence(finding.diagnosis.rootCause.trim());
  const message = oneLine(finding.unknown.occurrences[0]?.failure.message ?? '');
  return message === '' ? '' : quote(message);
}

export function occurrences(finding: Finding): readonly Occurrence[] {
  return contentOf(finding).occurrences;
}

/** The id of its pattern; `unknown` where none explains it. */
export function patternId(finding: Finding): string {
  return finding.known ? finding.diagnosis.pattern : 'unknown';
}

/** The line that proves it first, else the first that is quoted. */
export function cited(finding: Finding): Evidence | undefined {
  const { evidence } = contentOf(finding);
  return evidence.find(({ proof }) => proof) ?? evidence[0];
}

function isPrimary(finding: Finding): boolean {
  return contentOf(finding).primary;
}

const NAMED: Readonly<Record<string, string>> = {
  'compile-error': 'A compilation',
  lint: 'A lint',
  format: 'A format check',
  test: 'A test',
  collection: 'Collecting tests',
  session: 'A test session',
  panic: 'A program',
  exception: 'A program',
  signal: 'A program',
  'build-step': 'A build step',
  build: 'A build',
  dependency: 'Resolving a dependency',
  configuration: 'Reading a configuration',
  engine: 'The container engine',
  container: 'A container',
  command: 'A command',
  ci: 'A step',
  output: 'A step',
};
