import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { PhpTest } from './php-test.js';

/** `There were 4 failures:`, `There was 1 error:`; risky, skipped and incomplete tests have lists of their own. */
const HEAD = /^There (?:was|were) \d{1,7} (?<what>.{1,60}):$/;
const FAILED = /^(?:failures?|errors?)$/;
const TITLE = /^(?<number>\d{1,6})\) (?<name>\S.{0,1000})$/;
const OVER = /^(?:FAILURES!|ERRORS!|Tests: \d|WARNINGS!|##\[(?:error|group)\])/;
const MOST_TESTS = 10_000;

/** Failed tests of PHPUnit, from the first list of errors or failures to the tally. */
export const phpunit: Parser = {
  name: 'phpunit',
  anchors: ['There was 1 ', 'There were '],
  start(line) {
    return FAILED.test(HEAD.exec(line.text)?.groups?.['what'] ?? '') ? new RunReading() : undefined;
  },
};

class RunReading implements Reading {
  readonly #tests: PhpTest[] = [];
  #isFailed = true;
  /** The number the next entry of the list has to have. */
  #number = 1;

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (OVER.test(text)) return 'refused';
    const what = HEAD.exec(text)?.groups?.['what'];
    const title = TITLE.exec(text)?.groups;
    if (what !== undefined) {
      this.#isFailed = FAILED.test(what);
      this.#number = 1;
    } else if (title && Number(title['number']) === this.#number) this.#begin(line, title['name'] as string);
    else if (this.#isFailed) this.#tests.at(-1)?.take(line);
    return 'more';
  }

  #begin(line: Line, name: string): void {
    this.#number++;
    if (this.#isFailed && this.#tests.length < MOST_TESTS) this.#tests.push(new PhpTest(line, name));
  }

  end(): Findings {
    return { failures: this.#tests.map((test) => test.failure('phpunit')) };
  }
}
