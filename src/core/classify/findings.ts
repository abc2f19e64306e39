import type { Failure } from '../domain/failure.js';
import type { Job } from '../domain/job.js';
import type { Line } from '../domain/line.js';
import type { Outcome } from '../domain/outcome.js';
import type { Recovery } from '../domain/recovery.js';
import type { Section } from '../domain/section.js';
import type { Ran } from '../domain/source.js';
import type { Telling } from '../telling/telling.js';

/** What reading and parsing one source came to. */
export interface Findings {
  readonly source: string;
  /** What the source tells of, where several sources tell of it: consequences are folded within a group as within a source. */
  readonly group?: string;
  /** The job that printed it, where GitHub told so. */
  readonly job?: Job;
  /** From outside the text or, where that says nothing, from what the log says of the whole job. */
  readonly outcome: Outcome;
  /** How the command ended whose output this is. */
  readonly ended?: { readonly exitCode: number; readonly signal?: string };
  /** A tool's good tally is the last thing it says. That takes nothing back, but nothing need be looked for either. */
  readonly endedWell: boolean;
  /** In order; the first one begins at line 1. */
  readonly sections: readonly [Section, ...Section[]];
  readonly failures: readonly Failure[];
  readonly recoveries: readonly Recovery[];
  /** Lines that hold a pattern's literal, whether or not they lie in a failure; bounded. */
  readonly loose: readonly Line[];
  /** The lines before the first one that anybody looked for; bounded. */
  readonly head?: readonly Line[];
  /** The last lines of the text; bounded. */
  readonly tail: readonly Line[];
  /** The versions of what ran, systems among them; absent where it told of none. */
  readonly ran?: readonly Ran[];
  /** The lines that tell by themselves why something failed; bounded. */
  readonly telling: Telling;
}

/** A failure that counts, with the section it lies in. */
export interface RelevantFailure {
  readonly failure: Failure;
  /** Index into the source's sections. */
  readonly section: number;
  /** The failure whose lines hold all of it: it is a part of that, unless it is worse. */
  readonly within?: Failure;
  /** It lies in a step of which only the text says that it passed: it is told where it is as bad as can be, or another step failed. */
  readonly isDoubtful?: true;
}
