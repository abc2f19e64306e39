import type { Severity } from './pattern.js';
import type { TestCounts } from './tests.js';

/** An earlier run that a report was compared with. */
export interface Baseline {
  /** In words for people: `main`, `the run before`, the name of a file. */
  readonly name: string;
  /** Fingerprints that it knew, each with when it was first seen, where that is known (ISO 8601). */
  readonly known: ReadonlyMap<string, { readonly since?: string }>;
  /** Tests that failed and passed on one commit, by name; absent where only one run is known. */
  readonly flaky?: ReadonlyMap<string, Flakiness>;
  /** The commit it ran on, where that is one and known. */
  readonly sha?: string;
  /** What its jobs counted. */
  readonly counted?: readonly CountedJob[];
  /** Set where it is known to have passed. */
  readonly passed?: Passed;
}

/** What a job of an earlier run counted, or several together. */
export interface CountedJob {
  /** In the order of their names; empty where that is not known. */
  readonly jobs: readonly string[];
  /** Id of the step that reported it, or empty. */
  readonly step: string;
  /** Absent where it ran no tests. */
  readonly tests?: TestCounts;
}

/** A run that passed. */
export interface Passed {
  readonly sha?: string;
  /** When it began, ISO 8601. */
  readonly at?: string;
}

/** How often a test failed on a commit on which it also passed. */
export interface Flakiness {
  readonly commits: number;
  /** Of so many that it was run on lately. */
  readonly of: number;
}

/** Something an earlier run of the same pull request reported that is not there any more. */
export interface Gone {
  readonly fingerprint: string;
  /** Title of the diagnosis; prose with what came from a log quoted, see `quoted.ts`. */
  readonly title: string;
  /** Pattern id; absent for a failure that no pattern knew. */
  readonly pattern?: string;
  readonly severity?: Severity;
  /** `retry`: the same commit passed when it was run again, so it is flaky; `fixed`: a later commit no longer shows it. */
  readonly by: 'fixed' | 'retry';
}
/** What a change touches, by path inside the repository: the lines it adds or rewrites; undefined where those are not told. */
export interface Change {
  readonly files: ReadonlyMap<string, ReadonlySet<number> | undefined>;
  /** Whether these are all files of it. */
  readonly isWhole: boolean;
}

/**
 * Where a finding and the change meet: on a line that the change adds or rewrites, in a file that it touches otherwise, or
 * nowhere although every place of the finding is known.
 */
export type Touch =
  | { readonly at: 'line' | 'file'; readonly file: string; readonly line?: number }
  | { readonly at: 'nowhere'; readonly files: number };
