import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

const SUMMARY = /^ {2}(?:✖ |× )?(?<count>[1-9]\d{0,6}) (?:failing|of \d{1,7} tests? failed:?)$/;
const TITLE = /^ {2}(?<number>\d{1,6})\) (?<name>.{1,800})$/;
/** Cypress goes on to its counts. */
const CYPRESS = /^ {2}\(Results\)$/;
/** What ends the list although tests are missing: the step is over. */
const OVER = /^(?:##\[|npm (?:ERR!|error) |error Command failed|travis_|The command ")/;
const MOST_LINES = 200;

/** Mocha's (also Cypress's) list of failed tests below `N failing`. */
export const mocha: Parser = {
  name: 'mocha',
  anchors: [' failing', ' tests failed', ' test failed'],
  start(line) {
    const count = SUMMARY.exec(line.text)?.groups?.['count'];
    return count === undefined ? undefined : new MochaReading(Number(count));
  },
};

/** One entry: its name goes over several lines, suites first, and ends in a colon. */
interface Section {
  readonly head: Line;
  readonly name: string[];
  test?: JsTest;
}

class MochaReading implements Reading {
  readonly #count: number;
  readonly #sections: Section[] = [];
  #runner: 'mocha' | 'cypress' = 'mocha';

  constructor(count: number) {
    this.#count = count;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (CYPRESS.test(text)) this.#runner = 'cypress';
    if (OVER.test(text) || this.#runner === 'cypress') return 'refused';
    const title = TITLE.exec(text)?.groups;
    if (title && Number(title['number']) === this.#sections.length + 1 && this.#sections.length < this.#count) {
      this.#sections.push({ head: line, name: [title['name'] as string] });
      return 'more';
    }
    const section = this.#sections.at(-1);
    // What a test printed or compared may stand at the very left; behind the last entry it is the next program's.
    const isLast = this.#sections.length >= this.#count;
    if (/^\S/.test(text) && (section === undefined || (isLast && section.test?.hasFrame))) return 'refused';
    if (section) addTo(section, line);
    return (section?.test?.excerpt.size ?? 0) > 2 * MOST_LINES ? 'refused' : 'more';
  }

  end(): Findings {
    return { failures: this.#sections.flatMap(({ test }) => (test?.hasReason ? [test.failure(this.#runner)] : [])) };
  }
}

function addTo(section: Section, line: Line): void {
  const text = line.text.trim();
  if (section.test) {
    if (text !== '' && section.test.excerpt.size < MOST_LINES) section.test.take(line);
    return;
  }
  const isName = !section.name.at(-1)?.endsWith(':');
  if (isName && text !== '') section.name.push(text);
  else if (!isName) {
    section.test = new JsTest(section.head, section.name.join(' ').replace(/:$/, ''));
    if (text !== '') section.test.take(line);
  }
}
