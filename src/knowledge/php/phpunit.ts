import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `There were 4 failures:`, `There was 1 error:`; risky, skipped and incomplete tests have lists of their own. */
const HEAD = /^There (?:was|were) \d{1,7} (?<what>.{1,60}):$/;
const FAILED = /^(?:failures?|errors?)$/;
const TITLE = /^(?<number>\d{1,6})\) (?<name>\S.{0,1000})$/;
const PLACE = /^(?<file>(?:\/|[A-Z]:\\)?[^\s:][^:]{0,400}\.(?:php|phpt)):(?<line>\d{1,7})$/;
const THROWN = /^(?<exception>\\?[A-Z]\w{0,100}(?:\\\w{1,100}){0,12}): (?<message>.{0,800})$/;
const OVER = /^(?:FAILURES!|ERRORS!|Tests: \d|WARNINGS!|##\[(?:error|group)\])/;
const MOST_LINES = 120;
const MOST_TESTS = 10_000;

/** Failed tests of PHPUnit, from the first list of errors or failures to the tally. */
export const phpunit: Parser = {
  name: 'phpunit',
  anchors: ['There was 1 ', 'There were '],
  start(line) {
    return FAILED.test(HEAD.exec(line.text)?.groups?.['what'] ?? '') ? new RunReading() : undefined;
  },
};

interface Told {
  readonly name: string;
  readonly excerpt: Excerpt;
  message?: string;
  exception?: string;
  place?: { file: string; line: number };
}

class RunReading implements Reading {
  readonly #tests: Told[] = [];
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
    else if (this.#isFailed) take(this.#tests.at(-1), line);
    return 'more';
  }

  #begin(line: Line, name: string): void {
    this.#number++;
    if (this.#isFailed && this.#tests.length < MOST_TESTS)
      this.#tests.push({ name, excerpt: new Excerpt().add(line, true) });
  }

  end(): Findings {
    return {
      failures: this.#tests.map(({ name, excerpt, message, exception, place }) =>
        excerpt.failure({
          tool: 'php',
          kind: 'test',
          name,
          message: message ?? `${name} failed`,
          ...(exception && { code: exception }),
          ...(place && { location: place }),
          facts: { runner: 'phpunit', ...(exception && { exception }) },
        }),
      ),
    };
  }
}

function take(test: Told | undefined, line: Line): void {
  const { text } = line;
  if (test === undefined || test.excerpt.size > MOST_LINES || text.trim() === '' || text === '--') return;
  const isMessage = test.message === undefined;
  if (isMessage) {
    const thrown = THROWN.exec(text)?.groups;
    test.message = (thrown?.['message'] ?? text).trim();
    if (thrown)
      test.exception = (thrown['exception'] as string).slice((thrown['exception'] as string).lastIndexOf('\\') + 1);
  }
  const place = PLACE.exec(text)?.groups;
  const isOwn = place !== undefined && test.place === undefined && !/[\\/]vendor[\\/]/.test(place['file'] as string);
  if (isOwn) test.place = { file: place['file'] as string, line: Number(place['line']) };
  test.excerpt.add(line, isMessage || isOwn);
}
