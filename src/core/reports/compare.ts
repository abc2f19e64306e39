import { type Diagnosis, everyOccurrence, type Unknown } from '../domain/diagnosis.js';
import type { Baseline, Flakiness } from '../domain/history.js';
import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import type { ReportV1 } from '../render/json/v1.js';
import { count } from '../render/words.js';
import { countedBefore, countedJobs } from './counted.js';
import { noting } from './noting.js';

/** The report with what the baseline knew marked as known, since when where that is known, and all else as new. */
export function compare(report: Report, baseline: Baseline): Report {
  const { name, known, sha, passed, flaky = new Map() } = baseline;
  const baseTests = countedBefore(report, baseline.counted);
  const mark = <T extends Diagnosis | Unknown>({ since: _, ...finding }: T): T => {
    const before = known.get(finding.fingerprint);
    // That it is waived says more than that it is known.
    const state = finding.state === 'waived' ? 'waived' : before === undefined ? 'new' : 'known';
    const since = state === 'known' ? before?.since : undefined;
    return { ...finding, state, ...(since !== undefined && { since }) } as T;
  };
  const diagnoses = report.diagnoses.map(mark);
  const unknown = report.unknown.map(mark);
  const isNew = [...diagnoses, ...unknown].find(({ primary }) => primary)?.state === 'new';
  const lastGood = isNew && sha !== report.run.sha ? sha : undefined;
  const told = noting(report, flakySentences([...diagnoses, ...unknown], flaky));
  return {
    ...told,
    baseline: name,
    ...(passed && { basePassed: passed }),
    ...(baseTests && { baseTests }),
    ...(lastGood !== undefined && { lastGood }),
    diagnoses,
    unknown,
  };
}

/** Which of the failed tests are known to fail without a reason in the commit. */
function flakySentences(
  findings: readonly (Diagnosis | Unknown)[],
  flaky: ReadonlyMap<string, Flakiness>,
): readonly string[] {
  const names = findings
    .flatMap(everyOccurrence)
    .map(({ failure: { kind, name } }) => (kind === 'test' ? name : undefined));
  return [...new Set(names)].flatMap((name) => {
    const rate = name === undefined ? undefined : flaky.get(name);
    return name === undefined || rate === undefined
      ? []
      : [`${quote(name)} is flaky: it failed and passed on ${rate.commits} of the last ${count(rate.of, 'commit')}`];
  });
}

/**
 * What earlier reports knew. A failure that they knew already from before is as old as they say.
 * @param name in words for people: `main`, a file
 * @param at when they were made, ISO 8601, where that is known
 */
export function baselineOf(reports: readonly ReportV1[], name: string, at?: string): Baseline {
  const known = new Map<string, { readonly since?: string }>();
  for (const { fingerprint, since = at } of reports.flatMap(({ diagnoses, unknown }) => [...diagnoses, ...unknown])) {
    const earlier = [known.get(fingerprint)?.since, since].filter((each) => each !== undefined).sort()[0];
    known.set(fingerprint, earlier === undefined ? {} : { since: earlier });
  }
  const shas = new Set(reports.map(({ run }) => run?.sha));
  const [sha] = shas;
  const isOne = shas.size === 1 && /^[0-9a-f]{7,64}$/i.test(sha ?? '');
  const commit = isOne && sha !== undefined ? { sha } : {};
  const hasPassed = reports.length > 0 && reports.every(({ status }) => status === 'passed');
  const counted = countedJobs(reports);
  return {
    name,
    known,
    ...(counted.length > 0 && { counted }),
    ...commit,
    ...(hasPassed && { passed: { ...commit, ...(at !== undefined && { at }) } }),
  };
}
