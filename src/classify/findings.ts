import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import type { Recovery } from '../domain/recovery.js';
import type { Outcome } from '../domain/source.js';

/** A step of a source's job and how it ended. */
export interface Step {
  readonly name: string;
  /** First raw line number. */
  readonly first: number;
  readonly outcome: Outcome;
}

/** What reading and parsing one source came to. */
export interface Findings {
  readonly source: string;
  /** What the source tells of, where several sources tell of it: consequences are folded within a group as within a source. */
  readonly group?: string;
  /** Web address of the log, for links to lines. */
  readonly url?: string;
  /** From outside the text or, where that says nothing, from what the log says of the whole job. */
  readonly outcome: Outcome;
  readonly steps: readonly Step[];
  readonly failures: readonly Failure[];
  readonly recoveries: readonly Recovery[];
  /** Lines that hold a pattern's literal, whether or not they lie in a failure; bounded. */
  readonly loose: readonly Line[];
  /** The last lines of the text; bounded. */
  readonly tail: readonly Line[];
}
