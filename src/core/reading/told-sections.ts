import type { ToldStep } from '../domain/job.js';
import type { Line } from '../domain/line.js';
import type { Outcome } from '../domain/outcome.js';
import type { Section, Told } from '../domain/section.js';
import type { Sections } from './sections.js';

/** A line that a step begins with. */
interface Mark {
  readonly text: string;
  readonly number: number;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** A hostile log is made of marks. */
const MOST_MARKS = 2_000;
/** Times of steps are cut to the second, and a step's first line follows its start within another. */
const WINDOW_MS = 2_000;
/** Steps that began within a short time are told apart together, so many at most. */
const MOST_AT_ONCE = 10;

const RUN = '##[group]Run ';
/** What steps begin with that the runner adds by itself; all others say `##[group]Run …`. */
const OWN_MARKS: readonly (readonly [name: RegExp, mark: string])[] = [
  [/^Post /, 'Post job cleanup'],
  [/^Complete job$/, 'Cleaning up orphan processes'],
  [/^Initialize containers$/, '##[group]Checking docker version'],
];

/**
 * Finds the steps that GitHub tells of in the job's log: one begins at a mark that was printed when it started. Where
 * several marks could be it, or none, the lines between belong to either of two steps, and no line is counted wrongly.
 */
export class ToldSections {
  readonly #steps: Told['steps'];
  readonly #marks: Mark[] = [];

  /** @param steps those that ran, in order; the text begins where the first of them does */
  constructor(steps: Told['steps']) {
    this.#steps = steps;
  }

  /** Notes a line. Lines with `SECTION_MARKS` have to be among them. */
  observe({ text, number, time }: Line): void {
    if (time === undefined || this.#marks.length >= MOST_MARKS) return;
    if (text.startsWith(RUN) || OWN_MARKS.some(([, mark]) => text.startsWith(mark)))
      this.#marks.push({ text, number, time: Date.parse(time) });
  }

  close(): Sections {
    const [first, ...others] = this.#steps;
    const sections: [ToldSection, ...ToldSection[]] = [section(1, [first], true)];
    let from = 1;
    for (let at = 0; at < others.length; ) {
      const found = this.#oneByOne(others.slice(at, at + MOST_AT_ONCE), from);
      for (const [index, { number }] of found.entries()) sections.push(section(number, [others[at + index]!], true));
      if (found.length === 0) this.#uncertain(others[at]!, from, sections);
      at += Math.max(1, found.length);
      from = Math.max(from, sections.at(-1)!.first);
    }
    return { sections, whole: 'unknown' };
  }

  /** Every step has a mark: as many marks as steps that began within a short time are theirs, in order. The most steps of which that holds. */
  #oneByOne(steps: readonly ToldStep[], from: number): readonly Mark[] {
    const inTime = steps.map((step) => this.#inTime(step, from));
    for (let count = steps.length; count > 0; count--) {
      const few = inTime.slice(0, count);
      const numbers = new Map(few.flat().map((mark) => [mark.number, mark]));
      const marks = [...numbers.values()].sort((a, b) => a.number - b.number);
      if (marks.length === count && few.every((own, index) => own.includes(marks[index]!))) return marks;
    }
    const named = steps[0] === undefined ? [] : this.#named(steps[0], from);
    return named.length === 1 ? named : [];
  }

  /** What is certain of a step whose first line is not: it may begin at any of its marks, or anywhere where it has none. */
  #uncertain(step: ToldStep, from: number, sections: [ToldSection, ...ToldSection[]]): void {
    const marks = this.#inTime(step, from);
    const [earliest, latest] = [marks[0], marks.at(-1)];
    const { first, told } = sections.at(-1)!;
    if (earliest === undefined || latest === undefined) {
      sections[sections.length - 1] = section(first, [...told.steps, step], told.startsStep);
      return;
    }
    if (earliest !== latest) sections.push(section(earliest.number, [told.steps.at(-1) ?? step, step], false));
    sections.push(section(latest.number, [step], false));
  }

  /** The marks after line `from` that bear the name of a step without a name of its own. */
  #named(step: ToldStep, from: number): readonly Mark[] {
    return this.#inTime(step, from).filter(({ text }) => text === `##[group]${step.name}`);
  }

  /** The marks after line `from` that a step may begin with, by its time. */
  #inTime({ name, started }: ToldStep, from: number): readonly Mark[] {
    if (started === undefined) return [];
    const own = OWN_MARKS.filter(([names]) => names.test(name)).map(([, mark]) => mark);
    return this.#marks.filter(
      ({ text, number, time }) =>
        number > from &&
        time >= started &&
        time < started + WINDOW_MS &&
        (own.some((mark) => text.startsWith(mark)) || (text.startsWith(RUN) && name !== 'Complete job')),
    );
  }
}

/** A section that GitHub told of. */
type ToldSection = Section & { readonly told: Told };

function section(first: number, steps: Told['steps'], startsStep: boolean): ToldSection {
  const name = steps.map((step) => step.name).join(' or ');
  return { name, first, outcome: commonOutcome(steps), told: { steps, startsStep } };
}

/** How all of them ended, where that is the same. */
function commonOutcome([first, ...others]: Told['steps']): Outcome {
  return others.every(({ outcome }) => outcome === first.outcome) ? first.outcome : 'unknown';
}
