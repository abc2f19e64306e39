import type { ToldStep } from './job.js';
import type { Outcome } from './outcome.js';

/** A stretch of a source: one step of its job, as far as is known where that begins and how it ended. */
export interface Section {
  /** The step's name or its first command; empty before the first one. */
  readonly name: string;
  /** The job it belongs to, where the log names it on each line. */
  readonly job?: string;
  /** First raw line number. */
  readonly first: number;
  readonly outcome: Outcome;
  /** Only marks of the text say that it passed, which whatever runs in the job can print as well as the runner. */
  readonly isDoubtful?: true;
  /** What GitHub tells of it; absent where it told nothing. */
  readonly told?: Told;
}

/** Which steps, as GitHub tells of them, the lines of a section belong to. */
export interface Told {
  /** The one step it is or, where that is not certain, those it may be. */
  readonly steps: readonly [ToldStep, ...ToldStep[]];
  /** The section's first line is the first of its first step, so that the step's lines can be counted. */
  readonly startsStep: boolean;
}

/** Index of the section a raw line lies in. */
export function sectionAt(sections: readonly Section[], line: number): number {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sections[middle]!.first <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Times of steps are cut to the second. */
const SECOND = 1000;

/**
 * The step that a line belongs to; undefined where it may be several.
 * @param time stamped on the line, see `Line.time`
 */
export function stepOf({ told }: Section, time: string | undefined): ToldStep | undefined {
  if (told === undefined || told.steps.length === 1) return told?.steps[0];
  const at = Date.parse(time ?? '');
  const running = told.steps.filter(
    ({ started, ended }) => started !== undefined && ended !== undefined && at >= started && at < ended + SECOND,
  );
  return running.length === 1 ? running[0] : undefined;
}
