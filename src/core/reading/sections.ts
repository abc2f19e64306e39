import type { Line } from '../domain/line.js';
import type { Outcome } from '../domain/outcome.js';
import type { Section } from '../domain/section.js';

/** Literals a line must hold to say something about steps; feed at least the lines with these. */
export const SECTION_MARKS: readonly string[] = [
  '##[group]Run ',
  '##[group]Checking docker version',
  '##[error]',
  'Post job cleanup',
  'Cleaning up orphan processes',
  'The command "',
  'Your build exited with',
  'Job succeeded',
  'Finished: SUCCESS',
  'Finished: FAILURE',
  'ERROR: Job failed',
  'Error: Process completed with exit code',
];

/** Errors that do not end a step: warnings of the runner written as errors. */
const HARMLESS_ERROR = /^##\[error\](?:No files were found with the provided path|.{0,200}\(node:\d+\))/;

/** What following a log came to. */
export interface Sections {
  /** In order; the first one begins at line 1. */
  readonly sections: readonly [Section, ...Section[]];
  /** How the whole job ended, as far as the log says. */
  readonly whole: Outcome;
}

interface OpenSection {
  readonly name: string;
  readonly job?: string;
  readonly first: number;
  outcome: Outcome;
  isCleanup: boolean;
}

/**
 * Follows a job's log through its steps. GitHub names a step on each line (`gh run view`) or opens it with
 * `##[group]Run …`; Travis closes each with `The command "…" exited with N.`
 */
export class SectionTracker {
  readonly #sections: [OpenSection, ...OpenSection[]] = [{ name: '', first: 1, outcome: 'unknown', isCleanup: false }];
  readonly #byStep = new Map<string, number>();
  #current = 0;
  #isGithub = false;
  #sawEnd = false;
  #whole: Outcome = 'unknown';

  /** Notes a line and tells which section it belongs to, as an index into `sections`. */
  observe(line: Line): number {
    if (line.step !== undefined) this.#enterStep(line, line.job ?? '', line.step);
    this.#observeMark(line);
    return this.#current;
  }

  /** The sections with their outcomes, once the text is over; indices as `observe` gave them. */
  close(): Sections {
    const someFailed = this.#sections.some((section) => section.outcome === 'failed');
    if (this.#whole === 'unknown' && this.#isGithub && !someFailed && this.#sawEnd) this.#whole = 'passed';
    if (this.#whole === 'unknown' && someFailed) this.#whole = 'failed';
    const ended = ({ isCleanup, ...section }: OpenSection): Section => ({
      ...section,
      // A job stops at its first failing step: where one is known, the others are not it.
      outcome:
        this.#whole === 'passed' || isCleanup
          ? 'passed'
          : section.outcome === 'unknown' && someFailed && this.#isGithub
            ? 'passed'
            : section.outcome,
    });
    const [first, ...others] = this.#sections;
    return { sections: [ended(first), ...others.map(ended)], whole: this.#whole };
  }

  #enterStep(line: Line, job: string, step: string): void {
    this.#isGithub = true;
    const key = `${job}\t${step}`;
    let index = this.#byStep.get(key);
    // `gh` prints UNKNOWN STEP for lines it cannot place: their sections are found as in a raw log.
    if (step === 'UNKNOWN STEP') return;
    if (index === undefined) {
      index = this.#sections.length;
      this.#sections.push({
        name: step,
        job,
        first: line.number,
        outcome: 'unknown',
        isCleanup: /^(?:Post |Complete job)/.test(step),
      });
      this.#byStep.set(key, index);
    }
    this.#current = index;
  }

  #observeMark(line: Line): void {
    const { text } = line;
    const inNamedStep = line.step !== undefined && line.step !== 'UNKNOWN STEP';
    if (text.startsWith('##[group]Run ')) {
      this.#isGithub = true;
      if (!inNamedStep) this.#open(text.slice('##[group]Run '.length), line.number, false);
    } else if (text.startsWith('Post job cleanup')) {
      this.#isGithub = true;
      if (!inNamedStep) this.#open('Post job cleanup', line.number, true);
    } else if (text.startsWith('##[error]')) {
      if (!HARMLESS_ERROR.test(text)) this.#here().outcome = 'failed';
    } else if (/^Error: Process completed with exit code -?[1-9]/.test(text)) {
      this.#isGithub = true;
      this.#here().outcome = 'failed';
    } else if (text.startsWith('Cleaning up orphan processes')) {
      this.#sawEnd = true;
    } else this.#observeOtherSystems(text, line.number);
  }

  #observeOtherSystems(text: string, number: number): void {
    const travis = /^The command "[^\n]{1,2000}" (?:failed and )?exited with (\d{1,3})/.exec(text);
    if (travis) {
      this.#here().outcome = travis[1] === '0' ? 'passed' : 'failed';
      this.#open('', number + 1, false);
    } else if (/^Done\. Your build exited with 0\./.test(text)) this.#whole = 'passed';
    else if (/^(?:Done\. Your build exited with [1-9]|Finished: FAILURE\s{0,10}$|ERROR: Job failed)/.test(text))
      this.#whole = 'failed';
    else if (/^(?:Job succeeded|Finished: SUCCESS)\s{0,10}$/.test(text)) this.#whole = 'passed';
  }

  #open(name: string, first: number, isCleanup: boolean): void {
    this.#current = this.#sections.length;
    this.#sections.push({ name, first, outcome: 'unknown', isCleanup });
  }

  #here(): OpenSection {
    return this.#sections[this.#current] as OpenSection;
  }
}
