import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { FailOn, Verdict } from '../domain/verdict.js';
import type { Waiver, WaiverUse } from '../domain/waiver.js';
import { verdict } from './verdict.js';
import { waive } from './waive.js';

/** How findings are judged. */
export interface Judging {
  readonly failOn: FailOn;
  /** What could not be read, each a sentence: a gate that did not see everything does not open. */
  readonly problems: readonly string[];
  /** What of the sources was not read, each a sentence: told in any case, and a problem where any failure counts. */
  readonly unread?: readonly string[];
  /** What may stay for a while, as of `today`; absent where nobody waives anything. */
  readonly waiving?: Waiving;
  /** Nothing proves that something failed, nor that nothing did. */
  readonly undecided?: boolean;
}

export interface Waiving {
  readonly waivers: readonly Waiver[];
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/** Findings, judged. */
export interface Judgement {
  readonly diagnoses: readonly Diagnosis[];
  readonly unknown: readonly Unknown[];
  readonly verdict: Verdict;
  /** What became of each waiver; absent where there is none. */
  readonly waivers?: readonly WaiverUse[];
}

/** Marks what is waived and decides whether the gate opens. */
export function judge(diagnoses: readonly Diagnosis[], unknown: readonly Unknown[], judging: Judging): Judgement {
  const { failOn, waiving, unread = [], undecided = false } = judging;
  const problems = failOn === 'any' ? [...judging.problems, ...unread] : judging.problems;
  if (waiving === undefined || waiving.waivers.length === 0)
    return {
      diagnoses,
      unknown,
      verdict: withUnread(verdict(diagnoses, unknown, failOn, problems, [], undecided), unread),
    };
  const { uses, ...judged } = waive(diagnoses, unknown, waiving.waivers, waiving.today);
  return {
    ...judged,
    verdict: withUnread(verdict(judged.diagnoses, judged.unknown, failOn, problems, uses, undecided), unread),
    waivers: uses,
  };
}

/** The verdict with what was not read among its reasons, so that no channel passes over it. */
function withUnread(decided: Verdict, unread: readonly string[]): Verdict {
  const left = unread.filter((sentence) => !decided.reasons.includes(sentence));
  if (left.length === 0) return decided;
  return { ...decided, reasons: [...decided.reasons, ...left] } as Verdict;
}
