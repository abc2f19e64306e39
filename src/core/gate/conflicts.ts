import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';

/**
 * Fingerprints that reports give to two patterns, each a sentence. A fingerprint is made of the pattern too, so one of
 * the reports is not what it seems.
 */
export function conflicts(reports: readonly Report[]): readonly string[] {
  const byFingerprint = new Map<string, Map<string, string>>();
  for (const { diagnoses, run } of reports)
    for (const { fingerprint, pattern } of diagnoses) {
      const patterns = byFingerprint.get(fingerprint) ?? new Map<string, string>();
      if (!patterns.has(pattern)) patterns.set(pattern, run.job ?? 'unknown');
      byFingerprint.set(fingerprint, patterns);
    }
  return [...byFingerprint].flatMap(([fingerprint, patterns]) =>
    patterns.size < 2
      ? []
      : [
          `the fingerprint ${quote(fingerprint)} stands for ${[...patterns].map(told).join(' and for ')}, and only one of these can be right`,
        ],
  );
}

function told([pattern, job]: readonly [pattern: string, job: string]): string {
  return `${quote(pattern)} in the job ${quote(job)}`;
}

/** Patterns of reports that the reader does not have, each a sentence: how severe they are is only their writer's word. */
export function strangers(reports: readonly Report[], known: ReadonlySet<string>): readonly string[] {
  const ids = new Set(reports.flatMap(({ diagnoses }) => diagnoses.map(({ pattern }) => pattern)));
  return [...ids]
    .filter((id) => !known.has(id))
    .sort()
    .map(
      (id) =>
        `the pattern ${quote(id)} is neither built in nor among the rules that count here, so nobody but the report says how severe it is; name its file in patterns`,
    );
}
