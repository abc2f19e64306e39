import { quote } from '../domain/quoted.js';
import type { FailOn, Verdict } from '../domain/verdict.js';
import type { WaiverUse } from '../domain/waiver.js';
import type { WeighedKnown, WeighedUnknown } from './weighed.js';

type Threshold = Exclude<FailOn, 'never'>;
type Finding = WeighedKnown | WeighedUnknown;

/**
 * Decides whether the gate opens.
 * @param problems what could not be read, each a sentence: a gate that did not see everything does not open
 * @param waivers what became of each waiver; what they waive is marked in the findings already
 * @param undecided nothing proves that something failed, nor that nothing did
 */
export function verdict(
  diagnoses: readonly WeighedKnown[],
  unknown: readonly WeighedUnknown[],
  failOn: FailOn,
  problems: readonly string[],
  waivers: readonly WaiverUse[] = [],
  undecided = false,
): Verdict {
  if (failOn === 'never')
    return { gate: 'pass', failOn, blocking: [], reasons: ["fail-on is 'never': nothing blocks", ...problems] };
  const serious = [...diagnoses, ...unknown].filter((finding) => isSerious(finding, failOn));
  const [first, ...rest] = once(serious.filter(({ state }) => state !== 'waived'));
  if (first !== undefined) {
    const [reason, ...reasons] = [first, ...rest].map((finding) => unresolved(finding, waivers));
    return {
      gate: 'fail',
      failOn,
      blocking: [first.fingerprint, ...rest.map(({ fingerprint }) => fingerprint)],
      reasons: [reason as string, ...reasons, ...problems],
    };
  }
  const [problem, ...more] = problems;
  if (problem !== undefined) return { gate: 'blocked', failOn, blocking: [], reasons: [problem, ...more] };
  const waived = once(serious).map((finding) => waivedReason(finding, waivers));
  if (waived.length > 0) return { gate: 'pass', failOn, blocking: [], reasons: waived };
  return {
    gate: 'pass',
    failOn,
    blocking: [],
    reasons: [passReason(diagnoses.length + unknown.length, failOn, undecided)],
  };
}

/** The first of each fingerprint: what is found and still open from an earlier run is one problem. */
function once(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.fingerprint)) first.set(finding.fingerprint, finding);
  return [...first.values()];
}

/**
 * Whether it closes the gate where nobody waives it. Drafts never do, what no pattern knows only by what it explains; whatever made
 * a job fail does, if nobody lets that job fail.
 */
function isSerious(finding: Finding, failOn: Threshold): boolean {
  if (finding.failedJob !== undefined) return true;
  if (!('pattern' in finding))
    return failOn === 'any' || (finding.severity !== undefined && finding.severity <= failOn);
  return finding.draft !== true && (failOn === 'any' || finding.severity <= failOn);
}

function unresolved(finding: Finding, waivers: readonly WaiverUse[]): string {
  const expired = waivers.find((use) => use.state === 'expired' && use.fingerprints.includes(finding.fingerprint));
  const since =
    expired === undefined ? '' : `; the waiver of ${quote(expired.waiver.owner)} expired on ${expired.waiver.expires}`;
  const failed =
    finding.failedJob === undefined
      ? ''
      : `: the job ${quote(finding.failedJob)} failed of it, and nobody tolerates that`;
  return `${named(finding)} is unresolved${since}${failed}`;
}

function waivedReason(finding: Finding, waivers: readonly WaiverUse[]): string {
  const use = waivers.find(
    ({ state, fingerprints }) => state === 'applied' && fingerprints.includes(finding.fingerprint),
  );
  if (use === undefined) return `${named(finding)} is waived`;
  const { owner, expires, reason } = use.waiver;
  return `${named(finding)} is waived until ${expires} by ${quote(owner)}: ${quote(reason)}`;
}

function named(finding: Finding): string {
  const explained =
    finding.raisedBy === undefined ? '' : `, which explains ${finding.severity} ${quote(finding.raisedBy)},`;
  if (!('pattern' in finding)) return `a failure that no pattern knows${explained}`;
  const { severity, pattern, reference } = finding;
  return `${severity} ${pattern}${explained}${reference === undefined ? '' : ` (${quote(reference.name)})`}`;
}

function passReason(found: number, failOn: Threshold, undecided: boolean): string {
  if (found === 0) return undecided ? 'nothing proves a failure' : 'no failure was found';
  return failOn === 'any' ? 'only drafts were found' : `nothing as severe as ${failOn} was found`;
}
