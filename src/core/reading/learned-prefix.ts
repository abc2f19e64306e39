/**
 * Prefixes that no list names. When the words with which a tool begins a line stand in the middle of one, and most of
 * the lines around share the shape of what is before them (numbers, times and levels masked), then some program put it
 * in front of another's output: a CI system's clock, a task runner's name, a quote mark. It comes off while it lasts.
 */

import { literalExpression } from '../literal.js';
import type { Around } from './lines.js';

/** With these a tool begins a line, at its left edge; nobody says them in the middle of a sentence. */
const STARTER = new RegExp(
  [
    /error\[E\d{4}\]: /,
    /error: (?:could not compile|aborting due to|test failed, to rerun|failed to [a-z])/,
    /(?<![\w.])Error: [a-z]/,
    /thread '[^']{1,200}' (?:\(\d+\) )?panicked at /,
    /running \d+ tests?$/,
    /test result: (?:ok|FAILED)/,
    /---- \S{1,200} stdout ----/,
    /Traceback \(most recent call last\):/,
    /(?<!=)={3,} (?:test session starts|FAILURES|ERRORS|short test summary info|\d+ (?:failed|passed|error))/,
    /(?<!\w)E {3,40}(?:[A-Za-z_][\w.]{0,100})?(?:Error|Exception|Warning|Failed)(?::|$)/,
    /(?<![\w./\\-])[\w./\\-]{1,200}\.py:\d{1,7}: (?:in [\w<>.]{1,100}|(?:[A-Za-z_][\w.]{0,100})?(?:Error|Exception|Failed))$/,
    /(?:FAILED|ERROR) \S{1,200}\.py(?:::| - )/,
    /npm (?:ERR!|error) /,
    /##\[(?:error|group)\]/,
    /fatal: [a-z]/,
    /--- FAIL: /,
    /\[(?:ERROR|INFO)\] (?:BUILD|COMPILATION|Tests run|Failed)/,
    /BUILD FAIL(?:URE|ED)/,
    /FAILURE: Build failed with an exception/,
    /(?:g?make)(?:\[\d+\])?: \*\*\* /,
    /FAIL {1,2}\S{1,200}\.(?:test|spec)\./,
    / {2}● \S/,
    /Test (?:Suites|Files): /,
    /(?:yarn run v\d|error Command failed)/,
    /(?:ERR_PNPM_|ELIFECYCLE)/,
    /(?:ERROR: failed to solve|Error response from daemon|Step \d+\/\d+ : )/,
    /Finished: (?:FAILURE|UNSTABLE)/,
    /cache (?:miss, executing|hit, (?:replaying|suppressing) \w{1,20}|bypass, force executing) [0-9a-f]{16}/,
    /E: (?:Unable|Failed|Package|Could)/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
/** TypeScript begins with a path, which each word could be: looked for only where its mark stands. */
const TYPESCRIPT_MARK = ': error TS';
const TYPESCRIPT = /[\w./-]{1,200}\.[cm]?tsx?(?:\(\d+,\d+\)|:\d+:\d+ -): error TS\d/;
/** Marks that tools put before each line of a block of their own: their parsers read them. */
const OWN_MARKS =
  /^(?:E {2,}|INTERNALERROR> |npm |\[(?:INFO|ERROR|WARNING|WARN|DEBUG)\] *$|[-+] ?$|[-+]{3}|\d+ \||error|warning|note|test |\s*at )/;
const LEVELS =
  'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|trace|debug|info|warn|warning|error|fatal|inf|wrn|err|dbg';
/** Turborepo's first words on a task: all that the task prints has its name in front. */
export const TASK_MARKS: readonly string[] = [
  'cache miss, executing ',
  'cache hit, replaying ',
  'cache bypass, force ',
];
const LONGEST_PREFIX = 100;
/** Fewer lines around prove nothing. */
const FEWEST_SHARING = 3;
/**
 * A clock, seconds since 1970, a level in brackets, or a name with a number in it: on the very next line too it is what a
 * collector puts in front. Not what ends in a line number: that is a search's.
 */
const MARKED =
  /^(?!.*:\d{1,7}[:-]\s?$)(?=.*(?:\d\d:\d\d|\b\d{10,19}\b|^\[(?:inf|wrn|err|dbg|info|warn|error|stdout|stderr)\]|^[a-z][\w.]*-[\w-]*\d))/i;
/** A clock of a collector, and what it adds of itself. A day makes a stamp, which are known by their form, before it or behind. */
const CLOCK = /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?:\[[^\]]{1,40}\])? +(?!\d{4}-\d\d)/;
/** So many lines around must all have a clock: programs do not print it before each line of a message. */
const FEWEST_CLOCKS = 5;
const MOST_SHAPES = 8;
/** A stretch ends where so many lines in a row lack its prefix. */
const MOST_MISSES = 20;

/** True for words with which a tool begins a line. */
export function beginsLine(text: string): boolean {
  return starterIn(text) === 0;
}

/** Where the first words stand with which a tool begins a line. */
function starterIn(text: string): number | undefined {
  const plain = STARTER.exec(text)?.index;
  const typescript = text.includes(TYPESCRIPT_MARK) ? TYPESCRIPT.exec(text)?.index : undefined;
  return plain === undefined || (typescript !== undefined && typescript < plain) ? typescript : plain;
}

interface Shape {
  readonly expression: RegExp;
  /** Set where streams with several such prefixes alternate: then each is a channel of its own. */
  readonly alternates: boolean;
  readonly isClock: boolean;
  misses: number;
}

/** What a learned shape takes off, up to where. */
interface Found extends Behind {
  readonly at: number;
  readonly isClock: boolean;
}

/** What stood behind a learned prefix. */
export interface Behind {
  readonly text: string;
  readonly channel: string;
}

/** The prefixes learned from one source. */
export class LearnedPrefixes {
  #shapes: Shape[] = [];

  /**
   * Takes a learned prefix off a line, learning it first where the line gives cause.
   * @param text a line without any prefix that is known by name
   * @param around gives the lines around it, in the same state
   * @returns undefined for a line that has none
   */
  strip(text: string, around: () => Around): Behind | undefined {
    const known = this.#behindKnown(text);
    if (known && !known.isClock) return known;
    const starter = starterIn(text);
    // Behind a clock another program may have put its own.
    const isLed = starter !== undefined && starter <= LONGEST_PREFIX && starter > (known?.at ?? 0);
    const isSure = isLed && TASK_MARKS.some((mark) => text.startsWith(mark, starter));
    if (isLed && this.#learn(text.slice(0, starter), around(), isSure)) return this.#behindKnown(text);
    // A quotation mark before the first line of a paste alone.
    if (isLed && text.slice(0, starter) === '> ') return { text: text.slice(starter), channel: '' };
    if (known) return known;
    const clock = CLOCK.exec(text)?.[0];
    return clock !== undefined && this.#learnClock(clock, around()) ? this.#behindKnown(text) : undefined;
  }

  #behindKnown(text: string): Found | undefined {
    for (const shape of this.#shapes) {
      const match = shape.expression.exec(text);
      if (match) {
        shape.misses = 0;
        const channel = shape.alternates ? nameIn(match[0]) : '';
        return { text: text.slice(match[0].length), channel, at: match[0].length, isClock: shape.isClock };
      }
    }
    if (text.trim() !== '') this.#miss();
    return undefined;
  }

  #miss(): void {
    for (const shape of this.#shapes) shape.misses++;
    if (this.#shapes.some(({ misses }) => misses > MOST_MISSES))
      this.#shapes = this.#shapes.filter(({ misses }) => misses <= MOST_MISSES);
  }

  #learn(prefix: string, { before, after }: Around, isSure: boolean): boolean {
    // Blanks alone are what a tool sets another's words in by, or the margin of the whole text.
    if (prefix.trim() === '' || OWN_MARKS.test(prefix)) return false;
    const expression = shapeOf(prefix);
    const filled = [...before, ...after].filter((line) => line.trim() !== '');
    const share = (shape: RegExp): number => filled.filter((line) => shape.test(line)).length;
    const same = share(expression);
    const alike = share(shapeOf(prefix, true));
    const isMarked = (isSure || MARKED.test(prefix)) && expression.test(after[0] ?? '');
    const isShared = isMarked || (same >= FEWEST_SHARING && same >= 0.7 * filled.length);
    const alternates = !isShared && same >= 2 && same >= 0.25 * filled.length && alike >= 0.8 * filled.length;
    if (!isShared && !alternates) return false;
    this.#add({ expression, alternates, isClock: false, misses: 0 });
    return true;
  }

  /** Where no line says whose words they are, a clock that stands before each of them is still nobody's who prints them. */
  #learnClock(clock: string, { before, after }: Around): boolean {
    const expression = shapeOf(clock);
    const filled = [...before, ...after].filter((line) => line.trim() !== '');
    if (filled.length < FEWEST_CLOCKS || !filled.every((line) => expression.test(line))) return false;
    this.#add({ expression, alternates: false, isClock: true, misses: 0 });
    return true;
  }

  #add(shape: Shape): void {
    this.#shapes = [shape, ...this.#shapes].slice(0, MOST_SHAPES);
  }
}

/** The name of a commit or a container that begins with a digit: no number, whatever blanks stand before it. */
const HASH = '(?=[0-9a-f]{7,64}\\b)\\d{1,63}[a-f]';

/** The expression of a prefix's shape; `anyWords` lets its words be others, as those of a parallel stream are. */
function shapeOf(prefix: string, anyWords = false): RegExp {
  const body = prefix.trimEnd();
  const shape = body.replace(
    new RegExp(`\\b(?:${LEVELS})\\b|\\b[0-9a-f]{7,64}\\b| *(?!${HASH})\\d+|[A-Za-z]+| +|.`, 'gu'),
    (part) => {
      if (new RegExp(`^(?:${LEVELS})$`).test(part)) return `(?:${LEVELS})`;
      if (/^[0-9a-f]{7,64}$/.test(part) && /\d/.test(part)) return '[0-9a-f]{7,64}';
      if (/^ *\d+$/.test(part)) return ' {0,12}\\d{1,20}';
      if (/^[A-Za-z]+$/.test(part)) return anyWords ? '[\\w./@-]{1,60}' : part;
      if (/^ +$/.test(part)) return ' {1,12}';
      return literalExpression(part);
    },
  );
  // What follows is the tool's own margin: exactly so many blanks belong to the prefix. An empty line may lack them.
  return new RegExp(`^${shape}(?:${prefix.slice(body.length)}|$)`, 'u');
}

/** What in a prefix tells one stream from another: not its times and levels. */
function nameIn(prefix: string): string {
  return prefix
    .replace(/\d+(?:[:.,-]\d+)+|\d{3,}/g, '')
    .replace(new RegExp(`\\b(?:${LEVELS})\\b`, 'g'), '')
    .trim();
}
