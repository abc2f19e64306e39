import type { Occurrence } from '../domain/diagnosis.js';
import { clean } from './safe/clean.js';

/** One place a finding shows itself: in the code where that is known, else by name; and in which job. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Test, target, step or container. */
  readonly name?: string;
  readonly message: string;
  readonly run?: PlaceInRun;
}

/** The job that showed it. All hostile still. */
export interface PlaceInRun {
  /** Its matrix cell included. */
  readonly job: string;
  /** Where it is certain. */
  readonly step?: string;
  /** Web address of the log line, or of what is known of its place. */
  readonly url?: string;
}

/** The distinct places of some occurrences, in order: the same line of code in two jobs is two. Those without file, name and job are no places. */
export function places(occurrences: readonly Occurrence[]): readonly Place[] {
  return distinct(occurrences.map((occurrence) => ({ ...codePlace(occurrence), ...inRun(occurrence) })));
}

/** The distinct places in the code, whichever jobs they showed in. */
export function codePlaces(occurrences: readonly Occurrence[]): readonly Place[] {
  return distinct(occurrences.map(codePlace));
}

function codePlace({ failure }: Occurrence): Place {
  const { file, line, column } = failure.location ?? {};
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(failure.name === undefined ? {} : { name: failure.name }),
    message: clean(failure.message),
  };
}

function inRun({ job, jobStep, url = job?.url }: Occurrence): Pick<Place, 'run'> {
  if (job === undefined) return {};
  return {
    run: { job: job.name, ...(jobStep && { step: jobStep.name }), ...(url !== undefined && { url }) },
  };
}

function distinct(all: readonly Place[]): readonly Place[] {
  const seen = new Map<string, Place>();
  for (const place of all) {
    const { file, line, column, name, run } = place;
    const key = JSON.stringify([file, line, column, name, run?.job, run?.step]);
    const isPlace = file !== undefined || name !== undefined || run !== undefined;
    if (isPlace && !seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()];
}

/** `src/main.rs:14:9`, or undefined where no file is known. Hostile still. */
export function position(place: Place): string | undefined {
  if (place.file === undefined) return undefined;
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
