import type { Diagnosis, Folded, Unknown } from '../domain/diagnosis.js';
import type { FailureKind } from '../domain/failure.js';
import { quote } from '../domain/quoted.js';
import { count } from './words.js';

/** Names told of one kind of thing. */
const NAMES = 5;
/** What can fail by itself, as people count it; all else only says that something did. */
const NOUNS: Partial<Readonly<Record<FailureKind, string>>> = {
  test: 'test',
  collection: 'test file',
  container: 'container',
  'build-step': 'build step',
  'compile-error': 'compile error',
  panic: 'panic',
  exception: 'exception',
  signal: 'process',
};

/** Prose: what failed with a finding, counted and named, and why it weighs what it does; a sentence without a stop each. */
export function foldedSentences(finding: Diagnosis | Unknown): string[] {
  const { folded = [], severity, raisedBy } = finding;
  const raised =
    raisedBy === undefined ? [] : [`It weighs as ${severity} because it explains ${quote(raisedBy)}, which does`];
  return [...failedWith(finding, folded), ...raised];
}

function failedWith({ occurrences }: Diagnosis | Unknown, folded: readonly Folded[]): string[] {
  const under = folded.flatMap((each) => each.occurrences).map(({ failure }) => failure);
  return Object.entries(NOUNS).flatMap(([kind, noun]) => {
    const same = under.filter((failure) => failure.kind === kind);
    if (same.length === 0) return [];
    const more = occurrences.some(({ failure }) => failure.kind === kind) ? 'more ' : '';
    const names = [...new Set(same.flatMap(({ name }) => name ?? []))];
    const shown = names.slice(0, NAMES).map(quote).join(', ');
    const rest = names.length > NAMES ? `, …and ${(names.length - NAMES).toLocaleString('en-US')} more` : '';
    return [`${count(same.length, `${more}${noun}`)} failed with it${shown === '' ? '' : `: ${shown}${rest}`}`];
  });
}
