import type { State } from './diagnosis.js';
import type { Severity } from './pattern.js';

/** Something severe that is known and not resolved: an open issue that we keep, or an entry of a ledger. */
export interface Incident {
  readonly fingerprint: string;
  /** Pattern id. */
  readonly pattern: string;
  readonly severity: Severity;
  readonly state: State;
  /** What people call it: prose. */
  readonly title?: string;
  /** When it was first seen: a day or a moment, ISO 8601. */
  readonly opened: string;
  readonly lastSeen?: string;
  /** How many runs have shown it. */
  readonly count?: number;
  /** Where people talk about it: `#12`, and its web address. */
  readonly reference?: { readonly name: string; readonly url?: string };
}

/** What the issue of an incident remembers about it. */
export interface IncidentRecord {
  readonly fingerprint: string;
  readonly pattern: string;
  readonly severity: Severity;
  /** How many runs have shown it; a run of 32 jobs is one. */
  readonly count: number;
  /** In the order they were written down: the first, and as many of the latest as there is room for. */
  readonly moments: readonly [IncidentMoment, ...IncidentMoment[]];
}

/**
 * Something that happened to an incident. `seen`: a run showed it · `returned`: a run showed it after people had closed
 * it · `green`: a later run of the same job passed, so closing it was proposed.
 */
export interface IncidentMoment extends Attempt {
  readonly kind: 'seen' | 'returned' | 'green';
}

/** One attempt at a job of a run on a branch. */
export interface Attempt {
  /** ISO 8601. */
  readonly at: string;
  /** Number of the run; later runs have higher ones. */
  readonly run: number;
  readonly attempt: number;
  readonly sha: string;
  readonly branch: string;
  /** The same in every run for a job and its matrix cell, different from every other job's. */
  readonly job: string;
}
