import type { Diagnosis } from '../../../core/domain/diagnosis.js';
import type { Attempt, IncidentMoment, IncidentRecord } from '../../../core/domain/incident.js';

/** Moments kept; of more, the first and the latest. */
const MOST_MOMENTS = 40;

/** The record of an incident that nobody has seen before. */
export function begin({ fingerprint, pattern, severity }: Diagnosis, here: Attempt): IncidentRecord {
  return { fingerprint, pattern, severity, count: 1, moments: [{ kind: 'seen', ...here }] };
}

/** The record with one more run that shows it; undefined where that run stands in it already. */
export function seenAgain(record: IncidentRecord, here: Attempt): IncidentRecord | undefined {
  if (record.moments.some((moment) => isOccurrence(moment) && isSameRun(moment, here))) return undefined;
  return { ...withMoment(record, { kind: 'seen', ...here }), count: record.count + 1 };
}

/**
 * The record of an incident that people had closed, come back. Undefined where the run is no later one than those the
 * record knows: then it shows what the closing was about.
 */
export function returned(record: IncidentRecord, here: Attempt): IncidentRecord | undefined {
  if (!isLater(record, here)) return undefined;
  return { ...withMoment(record, { kind: 'returned', ...here }), count: record.count + 1 };
}

/**
 * The record with a green run after the fix; undefined where the run proves none: an earlier one, one of the commit
 * that showed the incident (a retry that passed is luck), one of another branch or job, or a second green one.
 */
export function passedSince(record: IncidentRecord, here: Attempt): IncidentRecord | undefined {
  if (record.moments.at(-1)?.kind === 'green' || !isLater(record, here)) return undefined;
  const last = record.moments.filter(isOccurrence).at(-1);
  if (last === undefined || last.sha === here.sha || last.branch !== here.branch || last.job !== here.job)
    return undefined;
  return withMoment(record, { kind: 'green', ...here });
}

function isOccurrence({ kind }: IncidentMoment): boolean {
  return kind !== 'green';
}

function isSameRun(a: Attempt, b: Attempt): boolean {
  return a.run === b.run && a.attempt === b.attempt;
}

/** GitHub numbers runs in the order they were started. */
function isLater({ moments }: IncidentRecord, { run }: Attempt): boolean {
  return moments.every((moment) => moment.run < run);
}

function withMoment(record: IncidentRecord, moment: IncidentMoment): IncidentRecord {
  const [first, ...rest] = record.moments;
  return { ...record, moments: [first, ...rest.slice(2 - MOST_MOMENTS), moment] };
}
