import type { Diagnosis, Unknown } from './diagnosis.js';
import type { Gone, Passed } from './history.js';
import type { Incident } from './incident.js';
import type { Job } from './job.js';
import type { Outcome } from './outcome.js';
import type { Release } from './release.js';
import type { Ran } from './source.js';
import type { TestCounts } from './tests.js';
import type { Verdict } from './verdict.js';
import type { WaiverUse } from './waiver.js';

export interface SourceSummary {
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly outcome: Outcome;
  /** What was cut, skipped or unreadable, in words and numbers. */
  readonly notes: readonly string[];
  /** What of it was not read although it may hold a failure, in words and numbers; absent where nothing was left out. */
  readonly unread?: readonly string[];
}

/** Where the run took place, as far as known: enough to link to code and logs. */
export interface RunContext {
  readonly repository?: string;
  readonly serverUrl?: string;
  /** What keeps the repository, where it is not GitHub: its addresses are other ones. */
  readonly forge?: 'gitlab';
  /** The page of the job, where another system than GitHub runs it. */
  readonly runUrl?: string;
  readonly sha?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly job?: string;
  /** GitHub's number of the job; another one in each attempt. */
  readonly jobId?: number;
  /** Id of the step, so that two reports of one job can be told apart. */
  readonly step?: string;
  readonly workflow?: string;
  readonly pullRequest?: number;
  /** Login of who wrote the change, where the event says it; never a name or an address. */
  readonly author?: string;
  /** When the commit was made, ISO 8601. */
  readonly committedAt?: string;
  /** When what was read began to run, ISO 8601. */
  readonly startedAt?: string;
  /** How long that ran; of several jobs all together. */
  readonly seconds?: number;
}

/** Everything, sorted and de-duplicated once, when made. */
export interface Report {
  readonly version: string;
  readonly run: RunContext;
  /** failed: something failed · passed: known to have passed · unknown: nothing failed that we could see. */
  readonly status: 'failed' | 'passed' | 'unknown';
  /** In order of importance; exactly one of `diagnoses` and `unknown` is primary when status is failed. */
  readonly diagnoses: readonly Diagnosis[];
  readonly unknown: readonly Unknown[];
  /**
   * What would explain a failure, where nothing proves that there is one; in order of importance, none of them primary. It
   * is told, never weighed. Absent where there is none.
   */
  readonly possible?: readonly (Diagnosis | Unknown)[];
  readonly sources: readonly SourceSummary[];
  readonly verdict: Verdict;
  /** The versions of tools, systems and base images that were seen; absent where none were. */
  readonly environment?: readonly Ran[];
  /** The tests that ran, as the tools and reports counted them; absent where none did. */
  readonly tests?: TestCounts;
  /** What it was compared with, in words; without it, `state` says nothing about new or known. */
  readonly baseline?: string;
  /** Set where that passed: its commit and when it began (ISO 8601), as far as they are known. */
  readonly basePassed?: Passed;
  /** What the same jobs counted there; absent where that is not known of each of them. */
  readonly baseTests?: TestCounts;
  /** The commit of that, where it did not know the primary finding: the last one without it that is known. */
  readonly lastGood?: string;
  /** What an earlier run of the pull request reported and this one does not. */
  readonly gone?: readonly Gone[];
  /** The jobs whose reports were joined in this one; absent for a single job. */
  readonly jobs?: readonly JobOutcome[];
  /** Jobs that reported for an earlier commit of the pull request and not yet for this one. */
  readonly awaited?: readonly Job[];
  /** Findings that are counted and not told. */
  readonly omitted?: number;
  /** What people should know of the rules it was judged by, each a sentence of prose without a full stop. */
  readonly notes?: readonly string[];
  /** What became of each waiver; absent where there is none. */
  readonly waivers?: readonly WaiverUse[];
  /** What is still open from earlier runs, or from this one; only a gate knows. */
  readonly incidents?: readonly Incident[];
  /** What a gate looked at; absent where no release is asked about. */
  readonly release?: Release;
}

/** A job that contributed to a joined report, and how it ended. */
export interface JobOutcome extends Job {
  readonly status: Report['status'];
}
