import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Baseline } from '../domain/history.js';
import type { Report } from '../domain/report.js';
import type { ReportV1 } from '../render/json/v1.js';

/** The report with what the baseline knew marked as known, since when where that is known, and all else as new. */
export function compare(report: Report, { name, known, sha, passed }: Baseline): Report {
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
  return {
    ...report,
    baseline: name,
    ...(passed && { basePassed: passed }),
    ...(lastGood !== undefined && { lastGood }),
    diagnoses,
    unknown,
  };
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
  return { name, known, ...commit, ...(hasPassed && { passed: { ...commit, ...(at !== undefined && { at }) } }) };
}
