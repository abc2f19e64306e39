import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** How a runner heads what it tells of each failed test. */
interface Heading {
  readonly runner: string;
  readonly anchors: readonly string[];
  /** Begins the list where there is one; else a heading does. */
  readonly begins?: RegExp;
  /** `name`, and perhaps the `suite` it is in. */
  readonly head: RegExp;
  readonly over: RegExp;
  /** What stands above the reason: the line alone, or as many paragraphs as `asides` says. */
  readonly aside?: RegExp;
  readonly asides?: number;
  /** What stands above the list: the line after it is the reason of tests that have none of their own. */
  readonly common?: RegExp;
}

/** Each as the runner's own source prints it. */
const HEADINGS: readonly Heading[] = [
  {
    // The values compared stand above the reason.
    runner: 'lab',
    anchors: ['Failed tests:'],
    begins: /^Failed tests:$/,
    head: /^ {2}\d{1,6}\) (?<name>\S.{0,800}?):$/,
    over: /^(?:\d{1,6} of \d{1,6} tests failed|\d{1,6} tests passed|##\[|npm (?:ERR!|error) )/,
    aside: /^ {6}actual expected$/,
    asides: 2,
    common: /^Test script errors:$/,
  },
  {
    runner: 'nodeunit',
    anchors: ['✖ '],
    head: /^✖ (?!\d{1,7} (?:tests?|problems?|of) )(?<name>\S.{0,800})$/,
    over: /^(?:✔ |FAILURES: |OK: |\S.{0,200}$(?<!:.{0,200}))/,
    aside: /^Assertion Message: /,
  },
  {
    runner: 'uvu',
    anchors: [' FAIL  '],
    head: /^ {3}FAIL {2}(?:(?<suite>\S.{0,300}?) {2})?"(?<name>.{1,800})"$/,
    over: /^ {2}(?:Total|Passed): /,
  },
];
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Failed tests under headings of their own: lab, nodeunit, uvu. */
export const headedTests: readonly Parser[] = HEADINGS.map((heading) => ({
  name: heading.runner,
  anchors: heading.anchors,
  start(line, before) {
    if (!(heading.begins ?? heading.head).test(line.text)) return undefined;
    const run = new RunReading(heading, commonReason(heading, before));
    if (heading.begins === undefined) run.next(line);
    return run;
  },
}));

class RunReading implements Reading {
  readonly #heading: Heading;
  readonly #common: string | undefined;
  readonly #tests: JsTest[] = [];
  /** How many paragraphs are still to be left out. */
  #asides = 0;

  constructor(heading: Heading, common: string | undefined) {
    this.#heading = heading;
    this.#common = common;
  }

  next(line: Line): 'more' | 'refused' {
    const { head, over, aside, asides = 0 } = this.#heading;
    const found = head.exec(line.text)?.groups;
    const open = this.#tests.at(-1);
    if (found && this.#tests.length < MOST_TESTS) {
      const { suite, name = '' } = found;
      this.#tests.push(new JsTest(line, suite === undefined ? name : `${suite} ${name}`));
      this.#asides = 0;
    } else if (over.test(line.text) || (open?.excerpt.size ?? 0) > MOST_LINES) return 'refused';
    else if (aside?.test(line.text)) {
      this.#asides = asides;
      open?.excerpt.add(line);
    } else this.#take(line, open);
    return 'more';
  }

  #take(line: Line, open: JsTest | undefined): void {
    if (line.text.trim() === '') this.#asides = Math.max(0, this.#asides - 1);
    else if (this.#asides > 0) open?.excerpt.add(line);
    else open?.take(line);
  }

  end(): Findings {
    // A list proves itself; of what only looks like a heading the stack does.
    const isList = this.#heading.begins !== undefined;
    const told = this.#tests.filter((test) => isList || (test.hasReason && test.hasFrame));
    if (this.#common !== undefined) for (const test of told) test.say(this.#common);
    return { failures: told.map((test) => test.failure(this.#heading.runner)) };
  }
}

function commonReason({ common }: Heading, before: readonly Line[]): string | undefined {
  const at = common === undefined ? -1 : before.findLastIndex(({ text }) => common.test(text));
  const said = at < 0 ? undefined : before.slice(at + 1).find(({ text }) => text.trim() !== '');
  return said?.text.trim();
}
