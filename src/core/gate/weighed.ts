import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Incident } from '../domain/incident.js';

/** As much of a known problem as a gate weighs: found in this run, or still open from an earlier one. */
export type WeighedKnown = Pick<Diagnosis, 'fingerprint' | 'pattern' | 'severity' | 'state'> &
  Partial<Pick<Diagnosis, 'draft' | 'raisedBy' | 'occurrences' | 'folded'> & Pick<Incident, 'reference'>> &
  OfFailedJob;

/** The same of a failure that no pattern knows. */
export type WeighedUnknown = Pick<Unknown, 'fingerprint' | 'state' | 'severity' | 'raisedBy'> &
  Partial<Pick<Unknown, 'occurrences' | 'folded'>> &
  OfFailedJob;

interface OfFailedJob {
  /** The job that failed of it, where nobody lets that pass: then it closes the gate, however mild it is. */
  readonly failedJob?: string;
}
