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
  'Finished: FAILURE',
  'ERROR: Job failed',
  'Error: Process completed with exit code',
  '##[endgroup]',
  'shell: ',
  'travis_fold:',
  'travis_time:',
  'Running with gitlab-runner',
  'Cleaning up project directory',
  'Started by ',
  '[Pipeline]',
  'Building in workspace',
  'Building remotely on',
];

/** Errors that do not end a step: warnings of the runner written as errors, and what an action read from a tool's error stream that says itself that it is less. */
const HARMLESS_ERROR =
  /^##\[error\](?:No files were found with the provided path|.{0,200}\(node:\d+\)|\[(?:notice|warning|info|debug)\])/i;

/**
 * How a CI system ends the log of a job that passed. Programs print such words too, so they count in its last line only, in
 * a log that shows to be that system's.
 */
const PASSED: readonly (readonly [system: System, words: RegExp])[] = [
  ['travis', /^Done\. Your build exited with 0\./],
  ['gitlab', /^Job succeeded\s{0,10}$/],
  ['jenkins', /^Finished: SUCCESS\s{0,10}$/],
];
type System = 'travis' | 'gitlab' | 'jenkins';

/** What only that system's own log holds. */
const SIGNS: readonly (readonly [system: System, sign: RegExp])[] = [
  ['travis', /^travis_(?:fold|time):/],
  ['gitlab', /^(?:Running with gitlab-runner \d|Cleaning up project directory)/],
  ['jenkins', /^(?:Started by |\[Pipeline\]|Building (?:in workspace|remotely on) )/],
];

const OVER_AT_TRAVIS = /^Done\. Your build exited with \d/;

/** What GitHub's runner prints below its very last step. */
const AFTER_END = /^(?:Terminate orphan process: |##\[warning\])/;

/** A step that uses an action has no shell. */
const USES = /^(?:[\w.-]+\/[\w./-]+@\S+|\.{1,2}\/\S*|docker:\/\/\S+)$/;

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
  /** The runner opened it, and nothing that was printed. */
  isSure: boolean;
}

/**
 * Follows a job's log through its steps. GitHub names a step on each line (`gh run view`) or opens it with
 * `##[group]Run …`; Travis closes each with `The command "…" exited with N.`
 */
export class SectionTracker {
  readonly #sections: [OpenSection, ...OpenSection[]] = [
    { name: '', first: 1, outcome: 'unknown', isCleanup: false, isSure: true },
  ];
  readonly #byStep = new Map<string, number>();
  #current = 0;
  readonly #systems = new Set<System>();
  #isGithub = false;
  /** A step begins in a way that only the runner prints it: stamped with the time, or named on each line. */
  #isStamped = false;
  /** A line that bears no time, or no step where others bear one: the runner stamps and names each line, or none. */
  #hasBare = false;
  #hasNameless = false;
  #hasShell = false;
  #whole: Outcome = 'unknown';

  /** Notes a line and tells which section it belongs to, as an index into `sections`. */
  observe(line: Line): number {
    if (line.step !== undefined) this.#enterStep(line, line.job ?? '', line.step);
    else {
      this.#hasNameless = true;
      if (line.time === undefined) this.#hasBare = true;
    }
    this.#observeMark(line);
    return this.#current;
  }

  /**
   * The sections with their outcomes, once the text is over; indices as `observe` gave them.
   * @param end the last lines of the text
   * @param told how it ended, where that is known better: then no word of its own counts against it
   */
  close(end: readonly Line[] = [], told: Outcome = 'unknown'): Sections {
    if (this.#hasBare) this.#isStamped = false;
    const opened = this.#sure();
    const someFailed = opened.some((section) => section.outcome === 'failed');
    const whole = told === 'unknown' ? this.#wholeBy(end, someFailed) : told;
    // Travis tells of a command how it ended, and at the end how the job did: one without the other is printed.
    const isTravis = this.#systems.has('travis') && end.some(({ text }) => OVER_AT_TRAVIS.test(text));
    const ended = ({ isCleanup, isSure: _, ...section }: OpenSection): Section => {
      if (whole === 'passed') return { ...section, outcome: 'passed' };
      // A job stops at its first failing step: where one is known, the others are not it.
      const isOther = section.outcome === 'unknown' && someFailed && this.#isGithub;
      if (this.#isStamped && (isCleanup || isOther))
        return { ...section, outcome: 'passed', ...(section.job === undefined && { isDoubtful: true }) };
      if (section.outcome !== 'passed') return section;
      return isTravis ? { ...section, isDoubtful: true } : { ...section, outcome: 'unknown' };
    };
    const [first, ...others] = opened;
    return { sections: [ended(first), ...others.map(ended)], whole: told === 'unknown' ? whole : 'unknown' };
  }

  /** Without sections that something printed: their lines belong to the one before. Where nothing is stamped, none can be told apart. */
  #sure(): [OpenSection, ...OpenSection[]] {
    const [first, ...others] = this.#sections;
    const sure: [OpenSection, ...OpenSection[]] = [first];
    for (const section of others) {
      const isNamed = section.job === undefined || !this.#hasNameless;
      if (isNamed && (section.isSure || !this.#isStamped)) sure.push(section);
      else if (section.outcome === 'failed') (sure.at(-1) as OpenSection).outcome = 'failed';
    }
    return sure;
  }

  #wholeBy(end: readonly Line[], someFailed: boolean): Outcome {
    const filled = end.filter(({ text }) => text.trim() !== '');
    if (filled.some(({ text }) => saysFailed(text))) return 'failed';
    const last = filled.at(-1);
    if (last?.channel === '' && PASSED.some(([system, words]) => words.test(last.text) && this.#systems.has(system)))
      return 'passed';
    if (this.#whole === 'failed' || someFailed) return 'failed';
    return this.#isGithub && this.#isStamped && endsOfRunner(filled) ? 'passed' : 'unknown';
  }

  #enterStep(line: Line, job: string, step: string): void {
    this.#isGithub = true;
    this.#isStamped = true;
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
        isSure: true,
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
    } else if (text.startsWith('shell: ')) this.#hasShell = true;
    else if (text.startsWith('##[endgroup]')) this.#confirm(line);
    else if (text.startsWith('Post job cleanup')) {
      this.#isGithub = true;
      if (!inNamedStep) this.#open('Post job cleanup', line.number, true).isSure = line.time !== undefined;
    } else if (text.startsWith('##[error]')) {
      if (!HARMLESS_ERROR.test(text)) this.#here().outcome = 'failed';
    } else if (/^Error: Process completed with exit code -?[1-9]/.test(text)) {
      this.#isGithub = true;
      this.#here().outcome = 'failed';
    } else this.#observeOtherSystems(text, line.number);
  }

  /** The runner echoes what a step runs, and with which shell where it is no action. */
  #confirm(line: Line): void {
    const section = this.#here();
    if (section.isSure || !(this.#hasShell || USES.test(section.name))) return;
    section.isSure = true;
    // After its cleanup a job begins no step.
    for (const each of this.#sections) if (each.name === 'Post job cleanup') each.isCleanup = false;
    if (line.time !== undefined) this.#isStamped = true;
  }

  #observeOtherSystems(text: string, number: number): void {
    for (const [system, sign] of SIGNS) if (sign.test(text)) this.#systems.add(system);
    const travis = /^The command "[^\n]{1,2000}" (?:failed and )?exited with (\d{1,3})/.exec(text);
    if (travis && !this.#systems.has('travis')) {
      if (travis[1] !== '0') this.#whole = 'failed';
    } else if (travis) {
      this.#here().outcome = travis[1] === '0' ? 'passed' : 'failed';
      this.#open('', number + 1, false).isSure = true;
    } else if (saysFailed(text)) this.#whole = 'failed';
  }

  #open(name: string, first: number, isCleanup: boolean): OpenSection {
    const section: OpenSection = { name, first, outcome: 'unknown', isCleanup, isSure: false };
    this.#current = this.#sections.length;
    this.#sections.push(section);
    this.#hasShell = false;
    return section;
  }

  #here(): OpenSection {
    return this.#sections[this.#current] as OpenSection;
  }
}

/** A CI system's own last words of a job that failed. */
function saysFailed(text: string): boolean {
  return /^(?:Done\. Your build exited with [1-9]|Finished: (?:FAILURE|UNSTABLE|ABORTED)\s{0,10}$|ERROR: Job failed)/.test(
    text,
  );
}

/** Whether the text ends as the runner ends a job. */
function endsOfRunner(filled: readonly Line[]): boolean {
  let index = filled.length - 1;
  while (index >= 0 && AFTER_END.test(filled[index]!.text)) index--;
  const last = filled[index];
  return last?.text.startsWith('Cleaning up orphan processes') === true && (last.time ?? last.step) !== undefined;
}
