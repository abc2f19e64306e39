import type { Severity } from '../../../core/domain/pattern.js';
import { quote } from '../../../core/domain/quoted.js';
import type { Report } from '../../../core/domain/report.js';
import type { ReportV1 } from '../../../core/render/json/v1.js';

/** Who reported, of which commit and when: what tells two results of one job apart, and which is the newer. */
export interface Origin {
  /** Names the job: workflow file, job, matrix cell, step. The same in every run, different from every other job's. */
  readonly key: string;
  readonly sha: string;
  /** Run ids of a repository grow. */
  readonly run: number;
  readonly attempt: number;
  /** Epoch milliseconds. Parts what one attempt reported twice, which only a hand-made run does. */
  readonly at: number;
}

/** What one job has to say. Read from a comment, its texts are hostile. */
export interface Contribution extends Origin {
  /** As GitHub shows it, its matrix cell included. */
  readonly job: string;
  readonly workflow?: string;
  /** Its report, without what our catalogue can say again. */
  readonly report: ReportV1;
  /** How much was left out to make it fit, by the steps of shrink.ts. */
  readonly level: number;
  /** What was left out of the report and only counted. */
  readonly left: Left;
}

export interface Left {
  /** Whole findings. */
  readonly findings: number;
  /** Of findings that are there, by fingerprint: occurrences and lines of evidence. */
  readonly parts: Readonly<Record<string, readonly [occurrences: number, lines: number]>>;
}

/** What is remembered of a result that a newer one has replaced. */
export interface Memory extends Origin {
  readonly status: Report['status'];
  readonly findings: readonly Remembered[];
}

/** A finding in a few words. */
export interface Remembered {
  readonly fingerprint: string;
  /** Prose with what came from a log quoted, see domain/quoted.ts. */
  readonly title: string;
  readonly pattern?: string;
  readonly severity?: Severity;
  /** Tool and kind of its failure, `rustc compile-error`: tells whether a later run came as far. */
  readonly sort: string;
}

/** Most findings that are remembered. */
const MOST_REMEMBERED = 40;

/** The essence of a result. */
export function memoryOf({ key, sha, run, attempt, at, report }: Contribution): Memory {
  const findings = [
    ...report.diagnoses.map(({ fingerprint, title, pattern, severity, failures: [first] }) => ({
      fingerprint,
      title,
      pattern,
      severity,
      sort: sortOf(first),
    })),
    ...report.unknown.map(({ fingerprint, failure }) => ({
      fingerprint,
      title: quote(failure.name ?? failure.message.slice(0, 100)),
      sort: sortOf(failure),
    })),
  ];
  return { key, sha, run, attempt, at, status: report.status, findings: findings.slice(0, MOST_REMEMBERED) };
}

function sortOf(failure: { readonly tool: string; readonly kind: string } | undefined): string {
  return failure === undefined ? '' : `${failure.tool} ${failure.kind}`;
}

/** Negative where `a` is the older result. Equal only for the same result. */
export function compareOrigins(a: Origin, b: Origin): number {
  return a.run - b.run || a.attempt - b.attempt || a.at - b.at || (a.sha < b.sha ? -1 : a.sha > b.sha ? 1 : 0);
}
