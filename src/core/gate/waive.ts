import { everyOccurrence } from '../domain/diagnosis.js';
import type { Waiver, WaiverUse } from '../domain/waiver.js';
import type { WeighedKnown, WeighedUnknown } from './weighed.js';

type Finding = WeighedKnown | WeighedUnknown;

/** Findings with what is waived marked as such, and what became of each waiver. */
export interface WaivedFindings<Known, Unknown> {
  readonly diagnoses: readonly Known[];
  readonly unknown: readonly Unknown[];
  /** In the order the waivers were written in. */
  readonly uses: readonly WaiverUse[];
}

/**
 * Lets what a waiver covers pass, as long as the waiver holds. An expired one changes nothing, and is told.
 * @param today YYYY-MM-DD in UTC; a waiver holds to the end of the day it names
 */
export function waive<Known extends WeighedKnown, Unknown extends WeighedUnknown>(
  diagnoses: readonly Known[],
  unknown: readonly Unknown[],
  waivers: readonly Waiver[],
  today: string,
): WaivedFindings<Known, Unknown> {
  const uses = waivers.map((waiver) => useOf(waiver, [...diagnoses, ...unknown], today));
  const holding = uses.flatMap(({ waiver, state }) => (state === 'applied' ? [waiver] : []));
  // Each by what it is itself: another finding with the same fingerprint settles nothing.
  const mark = <T extends Finding>(finding: T): T =>
    isWaived(finding, holding) ? { ...finding, state: 'waived' } : finding;
  return { diagnoses: diagnoses.map(mark), unknown: unknown.map(mark), uses };
}

function useOf(waiver: Waiver, findings: readonly Finding[], today: string): WaiverUse {
  const covered = findings.filter((finding) => isCovered(finding, waiver) || coversWeight(waiver, finding));
  const fingerprints = [...new Set(covered.map(({ fingerprint }) => fingerprint))];
  // Dates of this form are in the order of their letters.
  const expired = today > waiver.expires;
  return { waiver, state: expired ? 'expired' : fingerprints.length > 0 ? 'applied' : 'unused', fingerprints };
}

/** What owes its severity to something it explains is waived where that is waived too. */
function isWaived(finding: Finding, applied: readonly Waiver[]): boolean {
  const own = applied.filter((waiver) => isCovered(finding, waiver) && !('test' in waiver.covers));
  if (isQuarantined(finding, applied)) return true;
  if (own.length === 0 || finding.raisedBy === undefined) return own.length > 0;
  return own.some(({ covers }) => 'fingerprint' in covers) || applied.some((waiver) => coversWeight(waiver, finding));
}

function coversWeight({ covers }: Waiver, { raisedBy }: Finding): boolean {
  return 'pattern' in covers && covers.pattern === raisedBy;
}

function isCovered(finding: Finding, { covers }: Waiver): boolean {
  if ('fingerprint' in covers) return finding.fingerprint === covers.fingerprint;
  if ('test' in covers) return mayRest(finding) && testsOf(finding).includes(covers.test);
  return 'pattern' in finding && finding.pattern === covers.pattern;
}

/** A finding of which every failure is one of a test in quarantine; what else failed with it counts. */
function isQuarantined(finding: Finding, applied: readonly Waiver[]): boolean {
  const resting = new Set(applied.flatMap(({ covers }) => ('test' in covers ? [covers.test] : [])));
  const tests = testsOf(finding);
  return mayRest(finding) && tests.length > 0 && tests.every((name) => name !== undefined && resting.has(name));
}

/** That a test is flaky excuses no P0. */
function mayRest({ severity }: Finding): boolean {
  return severity !== 'P0';
}

/** The name of each failed test of a finding; undefined for a failure that is none. */
function testsOf({ occurrences = [], folded }: Finding): readonly (string | undefined)[] {
  const all = everyOccurrence({ occurrences, ...(folded !== undefined && { folded }) });
  return all.map(({ failure: { kind, name } }) => (kind === 'test' ? name : undefined));
}
