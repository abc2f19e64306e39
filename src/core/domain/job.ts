import type { Outcome } from './outcome.js';

/** A job of a workflow run, as people know it. */
export interface Job {
  /** As GitHub shows it, its matrix cell included: `test (3.12, ubuntu-latest)`. */
  readonly name: string;
  /** Name of the workflow. */
  readonly workflow?: string;
  /** Web address of its log. */
  readonly url?: string;
}

/** A step of a job, where it is known that the failure lies in it. */
export interface JobStep {
  /** 1-based, as in the address of a log line: `#step:4:17`. */
  readonly number: number;
  readonly name: string;
}

/** A step as GitHub's jobs API tells of it, which knows how it ended. */
export interface ToldStep extends JobStep {
  readonly outcome: Outcome;
  /** Epoch milliseconds, cut to the second; absent where it was not told. */
  readonly started?: number;
  readonly ended?: number;
}
