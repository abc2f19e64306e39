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
  /** What may stay for a while, as of `today`; absent where nobody waives anything. */
  readonly waiving?: Waiving;
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
export function judge(
  diagnoses: readonly Diagnosis[],
  unknown: readonly Unknown[],
  { failOn, problems, waiving }: Judging,
): Judgement {
  if (waiving === undefined || waiving.waivers.length === 0)
    return { diagnoses, unknown, verdict: verdict(diagnoses, unknown, failOn, problems) };
  const { uses, ...judged } = waive(diagnoses, unknown, waiving.waivers, waiving.today);
  return {
    ...judged,
    verdict: verdict(judged.diagnoses, judged.unknown, failOn, problems, uses),
    waivers: uses,
  };
}
