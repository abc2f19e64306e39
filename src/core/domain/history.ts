import type { Severity } from './pattern.js';

/** An earlier run that a report was compared with. */
export interface Baseline {
  /** In words for people: `main`, `the run before`, the name of a file. */
  readonly name: string;
  /** Fingerprints that it knew, each with when it was first seen, where that is known (ISO 8601). */
  readonly known: ReadonlyMap<string, { readonly since?: string }>;
  /** The commit it ran on, where that is one and known. */
  readonly sha?: string;
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
