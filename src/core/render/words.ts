/** The sentences all reporters share: one switch for each thing that has to be said in words. */

import type { Diagnosis, Reproduction, State } from '../domain/diagnosis.js';
import { type Cause, isSavingCommand, type Severity } from '../domain/pattern.js';
import { QUOTE_END, QUOTE_START, quote, unmarked } from '../domain/quoted.js';
import type { Report, SourceSummary } from '../domain/report.js';
import type { Verdict } from '../domain/verdict.js';

/** `1 line`, `5,000 lines`. */
export function count(n: number, noun: string, nouns = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : nouns}`;
}

/** Why something is only possible, as a clause. */
export const UNPROVEN = 'nothing here proves that it failed';
/** What stands above what is only possible. */
export const POSSIBLE_HEADING = 'Nothing here proves that it failed. If it did, this is why:';
/** The title of what is possible and no pattern explains. */
export const UNEXPLAINED = 'No known pattern explains it, but these lines tell most';

/** How soon somebody has to look. */
export const RESPONSE: Readonly<Record<Severity, string>> = {
  P0: 'respond immediately',
  P1: 'respond within 1 hour',
  P2: 'respond within 4 hours',
  P3: 'next sprint',
};

/** What it would mean to release this now. */
export const IMPACT: Readonly<Record<Severity, string>> = {
  P0: 'Released like this it would not start, not stay up or lose data, or nothing can be built or deployed at all.',
  P1: 'What it touches does not work: the change cannot go in like this.',
  P2: 'A part of the work stands still; the change itself may well be sound.',
  P3: 'Nothing is broken by it; it is worth a line.',
};

/** Headings of what is gone. */
export const GONE = {
  fixed: 'Fixed since the last push',
  retry: 'Passed on retry: flaky',
} as const;

/** Prose: whether a finding came with this change, where it was compared with an earlier run; undefined where it was not. */
export function stateWords(
  { state, since }: { readonly state: State; readonly since?: string },
  baseline: string | undefined,
): string | undefined {
  if (state === 'waived') return 'waived';
  if (baseline === undefined) return undefined;
  if (state === 'new') return 'new in this change';
  // A branch, or the file of a report or log.
  return `already failing ${/\.(?:json|log|txt|zip)$/.test(baseline) ? 'in' : 'on'} ${quote(baseline)}${since === undefined ? '' : ` since ${day(since)}`}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12 Nov 2026`, of an ISO date. */
export function day(date: string): string {
  const [, year, month, number] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? 'earlier' : `${Number(number)} ${name} ${year}`;
}

/** Whether running it again is worth a try. */
export function rerunHint(cause: Cause): string {
  switch (cause) {
    case 'flaky':
    case 'infrastructure':
      return 'a rerun may pass';
    case 'environment':
      return 'a rerun helps once the environment is repaired';
    default:
      return 'a rerun will fail again';
  }
}

/** What to save before a restart, as prose. */
export function saving(item: string): string {
  return isSavingCommand(item) ? `\`${item}\`` : item;
}

/** True where nothing but the machine or chance is to blame, so the same commit may pass next time. */
export function retrySafe(causes: readonly Cause[]): boolean {
  return causes.length > 0 && causes.every((cause) => cause === 'flaky' || cause === 'infrastructure');
}

/**
 * The gate's verdict in one sentence without its reasons. That it is open is only said of a release; elsewhere, what will
 * block one.
 */
export function gateSentence({ verdict, release }: Pick<Report, 'verdict' | 'release'>): string {
  const threshold = THRESHOLD[verdict.failOn];
  switch (verdict.gate) {
    case 'pass':
      return release === undefined ? WOULD_BLOCK[verdict.failOn] : `Gate open (${threshold})`;
    case 'fail':
      return `Gate closed (${threshold}) by ${count(verdict.blocking.length, 'finding')}`;
    case 'blocked':
      return `Gate blocked (${threshold})`;
  }
}

const THRESHOLD: Readonly<Record<Verdict['failOn'], string>> = {
  P0: 'closes on P0',
  P1: 'closes on P1 and above',
  P2: 'closes on P2 and above',
  P3: 'closes on P3 and above',
  any: 'closes on any failure',
  never: 'never closes',
};

const WOULD_BLOCK: Readonly<Record<Verdict['failOn'], string>> = {
  P0: 'A P0 or a failed job blocks a release',
  P1: 'A P1 or worse, or a failed job, blocks a release',
  P2: 'A P2 or worse, or a failed job, blocks a release',
  P3: 'A P3 or worse, or a failed job, blocks a release',
  any: 'Any failure blocks a release',
  never: 'Nothing here blocks a release',
};

/** How much was read: `2 sources, 1,204 lines, 96 kB`. */
export function readingSentence(sources: readonly SourceSummary[]): string {
  const lines = sources.reduce((sum, source) => sum + source.lines, 0);
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  return `${count(sources.length, 'source')}, ${count(lines, 'line')}, ${size(bytes)}`;
}

function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** An address as people read it: without scheme, a long path by its last part. */
export function shortAddress(address: string): string {
  const short = address.replace(/^https?:\/\//, '').replace(/\/$/, '');
  if (short.length <= 60) return short;
  return `${short.slice(0, short.indexOf('/')).slice(0, 60)}/…/${short.slice(short.lastIndexOf('/') + 1).slice(0, 60)}`;
}

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|resp|no)\.$/i;

/** The first sentence of a pattern's prose. A stop in a quotation, in code, after a sign or an abbreviation does not end one. */
export function firstSentence(prose: string): string {
  let hidden = false;
  let code = false;
  for (let at = 0; at < prose.length; at += 1) {
    const character = prose[at];
    if (character === QUOTE_START) hidden = true;
    else if (character === QUOTE_END) hidden = false;
    else if (!hidden && character === '`') code = !code;
    else if (!hidden && !code && ends(prose, at)) return prose.slice(0, at + 1);
  }
  return prose;
}

function ends(prose: string, at: number): boolean {
  if (!'.!?'.includes(prose[at] ?? ' ') || !/[\w)"'`%\uE001]/.test(prose[at - 1] ?? ' ')) return false;
  if (!/^(?:\s+[^\sa-z]|\s*$)/.test(prose.slice(at + 1, at + 20))) return false;
  return !ABBREVIATION.test(prose.slice(Math.max(0, at - 8), at + 1));
}

/** Heading of what else a failure may be. */
export const HYPOTHESES = 'What else it may be, and what decides';

/** How to show it again, unless a step of the fix or a check already says how to run the one failing test. */
export function shownAgain({ reproduce, fix, verify }: Diagnosis): Reproduction | undefined {
  if (reproduce?.from !== 'test') return reproduce;
  const commands = [...fix.map(({ run = '' }) => run), ...verify].map(unmarked);
  return commands.some((command) => command.includes(reproduce.command)) ? undefined : reproduce;
}

/** Heading of the command that shows a failure again. */
export function reproduceWords({ from }: Pick<Reproduction, 'from'>): string {
  if (from === 'test') return 'Reproduce, the failing test alone';
  return from === 'engine' ? 'Reproduce, as far as the engine tells' : 'Reproduce, as the log shows it';
}
