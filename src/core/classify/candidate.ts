import type { Occurrence } from '../domain/diagnosis.js';
import type { Pattern, Place } from '../domain/pattern.js';
import type { Block } from '../telling/telling.js';
import type { Match } from './match.js';

/** An occurrence with what recognised it. */
export interface Recognised extends Occurrence {
  /** What its source tells of: the source's group, or the source itself. */
  readonly group: string;
  /** Stays the same for the same failure in another run. Asked for only where nothing else tells it from others: it takes long. */
  readonly fingerprint: () => string;
  /** Index into the source's sections. */
  readonly section: number;
  /** The job of that section, where the text holds several: one ends by itself, whatever happens in another. */
  readonly jobName?: string;
  readonly match?: Match;
  /** Where it happened, as far as known. */
  readonly place?: Place;
  /** All there is of it are loose lines, and the program did not die there. */
  readonly isPassing?: boolean;
  /** It lies in a step of which only the text says that it passed. */
  readonly isDoubtful?: true;
  /** For a wrapper: the lines of its step that tell what it leaves out. */
  readonly telling: readonly Block[];
  /** Patterns that matched too and lost. */
  readonly alternatives: readonly Match[];
}

/** One entry of the report in the making: a pattern, or none, on one or more failures. */
export interface Candidate {
  readonly fingerprint: string;
  readonly pattern?: Pattern;
  readonly occurrences: readonly [Recognised, ...Recognised[]];
}
