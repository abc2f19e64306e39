import type { Line } from '../../core/domain/line.js';
import { behindNumber, each } from '../../core/parse/anchors.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** `  1) [chromium] › shop.spec.js:3:3 › the shop › adds up ─────`; `ΓöÇ` and `ΓÇ║` are the same read as code page 437. */
const TITLE =
  /^ {2}\d{1,5}\) (?<name>(?:\[[^\]]{1,200}\] (?:›|ΓÇ║) )?(?<file>[^\s:›][^:›]{0,300}):(?<line>\d{1,7}):(?<column>\d{1,7}) (?:›|ΓÇ║) .{1,800}?)(?: [─=ΓöÇ]{2,300})?\s{0,2}$/;
/** The tally of the end, with the tests that passed when they were tried again. */
const COUNT = /^ {2}\d{1,6} (?<how>failed|flaky|interrupted|skipped|did not run|passed)\b/;
const LISTED =
  /^ {4}(?<name>(?:\[[^\]]{1,200}\] › )?[^\s:›][^:›]{0,300}:\d{1,7}:\d{1,7} › .{1,800}?)(?: [─=]{2,300})?\s{0,2}$/;
/** The same failure once more, of another try. */
const AGAIN = /^ {4}(?:Retry #\d|attachment #\d|Error Context: )/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Line and column stand before the title; a test that passed has no number in front. */
const NAMED = [...behindNumber(' › '), ...behindNumber(' ΓÇ║ ')];

/**
 * Failed tests of Playwright's reporters list, line, dot and github, from the first one to the tally. One that passed when
 * it was tried again failed no run.
 */
export const playwright: Parser = {
  name: 'playwright',
  anchors: NAMED,
  beside: each(NAMED, behindNumber(') ')),
  start(line) {
    if (!TITLE.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

interface Told {
  readonly test: JsTest;
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

class RunReading implements Reading {
  readonly #tests = new Map<string, Told>();
  readonly #flaky = new Set<string>();
  #open: JsTest | undefined;
  #counted = '';

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    const title = TITLE.exec(text)?.groups;
    if (title && this.#counted === '') return this.#begin(line, title);
    const count = COUNT.exec(text)?.groups?.['how'];
    if (count !== undefined) return this.#count(count);
    if (this.#counted === '') return this.#reason(line);
    const listed = LISTED.exec(text)?.groups?.['name'];
    if (listed === undefined) return text.trim() === '' ? 'more' : 'refused';
    if (this.#counted === 'flaky') this.#flaky.add(listed);
    return 'more';
  }

  end(): Findings {
    const failed = [...this.#tests].filter(([name]) => !this.#flaky.has(name));
    return { failures: failed.map(([, { test, place }]) => test.failure('playwright', place)) };
  }

  #begin(line: Line, { name = '', file = '', line: row, column }: Record<string, string>): 'more' {
    const test = new JsTest(line, name);
    // The reporters line and github may tell one again when it was tried again.
    if (!this.#tests.has(name) && this.#tests.size < MOST_TESTS)
      this.#tests.set(name, { test, place: { file, line: Number(row), column: Number(column) } });
    this.#open = test;
    return 'more';
  }

  #count(how: string): 'more' | 'done' {
    this.#counted = how;
    this.#open = undefined;
    return how === 'passed' ? 'done' : 'more';
  }

  #reason(line: Line): 'more' | 'refused' {
    if (/^(?:##\[(?:group|endgroup)\]|Post job cleanup\.|npm (?:ERR!|error) )/.test(line.text)) return 'refused';
    if (/^\S/.test(line.text) || AGAIN.test(line.text)) this.#open = undefined;
    if (this.#open !== undefined && this.#open.excerpt.size < MOST_LINES) this.#open.take(line);
    return 'more';
  }
}
