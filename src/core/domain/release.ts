import type { ToldStep } from './job.js';
import type { Severity } from './pattern.js';

/** A job of a run as GitHub tells of it: no report can talk it out of that. */
export interface ToldJob {
  /** GitHub's number of it, another one in each attempt. */
  readonly id?: number;
  /** As people see it: `test (3.12)`, `call / test`, or what its `name:` says. */
  readonly name: string;
  /** How it ended; undefined while it runs or waits. */
  readonly conclusion: string | undefined;
  /** The attempt of the run that it ran in, from 1. */
  readonly attempt?: number;
  readonly url?: string;
  /** Those of its steps that were not skipped, in order; absent where nobody tells of them. */
  readonly steps?: readonly ToldStep[];
}

/** What the release manager lets pass although a job failed. */
export interface Tolerance {
  /** Names of jobs; `*` stands for anything. */
  readonly jobs: readonly string[];
  /** Causes of this severity and below. */
  readonly severity?: Severity;
}

/** What a gate looked at beside the findings, all of it, for whoever decides on the release. */
export interface Release {
  readonly jobs: readonly ReleaseJob[];
  readonly reports: readonly ReleaseReport[];
}

/** A job and what it means for the release. */
export interface ReleaseJob {
  readonly name: string;
  readonly url?: string;
  readonly conclusion?: string;
  /** `allowed`: it failed, and the release manager lets that pass. */
  readonly effect: 'none' | 'closes' | 'allowed';
  /** Prose without a full stop. */
  readonly why?: string;
}

/** A report that lay there. */
export interface ReleaseReport {
  /** The file or artifact it came in. */
  readonly name: string;
  /** What it calls its job and step. */
  readonly job?: string;
  readonly step?: string;
  readonly attempt?: number;
  /** How many findings it holds. */
  readonly findings: number;
  /** Why it does not count, prose without a full stop; absent where it does. */
  readonly aside?: string;
}
