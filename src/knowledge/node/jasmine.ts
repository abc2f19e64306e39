import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** `3) The cart has a total`: suites and test in one. */
const TITLE = /^\s{0,4}\d{1,6}\) (?<name>\S.{0,1000})$/;
const PART = /^\s{2,4}(?:Message|Stack|Stacktrace):$/;
const OVER =
  /^(?:Pending|Incomplete|Ran \d{1,9} of|Finished in|Executed \d{1,9} of|Suite error)|^\d{1,9} (?:specs?|tests?), /;
const MOST_LINES = 300;

/** A failed spec of Jasmine's own reporter, and of jasmine-node's: a number with the title, then what was expected. */
export const jasmine: Parser = {
  name: 'jasmine',
  anchors: ['  Message:'],
  start(line, before) {
    const title = before.at(-1);
    const name = PART.test(line.text) ? TITLE.exec(title?.text ?? '')?.groups?.['name'] : undefined;
    return title && name !== undefined ? new SpecReading(title, name) : undefined;
  },
};

class SpecReading implements Reading {
  readonly #test: JsTest;

  constructor(title: Line, name: string) {
    this.#test = new JsTest(title, name.trim());
  }

  next(line: Line): 'more' | 'refused' {
    if (TITLE.test(line.text) || OVER.test(line.text) || this.#test.excerpt.size > MOST_LINES) return 'refused';
    if (PART.test(line.text)) this.#test.excerpt.add(line);
    else this.#test.take(line);
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#test.failure('jasmine')] };
  }
}
