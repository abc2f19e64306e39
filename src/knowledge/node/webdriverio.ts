import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** The spec reporter puts browser, version, system and worker before each line: `[chrome 120.0 linux #0-0] `. */
const PREFIX = /^\[[\w. -]{1,80}#\d{1,4}-\d{1,4}\] ?/;
const SUMMARY = /^\s{0,4}[1-9]\d{0,5} failing\b/;
const TITLE = /^\s{0,4}\d{1,6}\) (?<name>\S.{0,800})$/;
const MOST_LINES = 100;

/** Failed tests as WebdriverIO's spec reporter lists them at the end of each worker. */
export const webdriverio: Parser = {
  name: 'webdriverio',
  anchors: [' failing'],
  beside: { ' failing': ['-0] ', '-1] ', '-2] ', '-3] ', '-4] '] },
  start(line) {
    return PREFIX.test(line.text) && SUMMARY.test(line.text.replace(PREFIX, '')) ? new ListReading() : undefined;
  },
};

class ListReading implements Reading {
  readonly #tests: JsTest[] = [];

  next(line: Line): 'more' | 'refused' {
    if (!PREFIX.test(line.text)) return line.text.trim() === '' ? 'more' : 'refused';
    const text = line.text.replace(PREFIX, '');
    const name = TITLE.exec(text)?.groups?.['name'];
    const last = this.#tests.at(-1);
    if (name !== undefined) this.#tests.push(new JsTest(line, name));
    else if (last !== undefined && last.excerpt.size < MOST_LINES) last.take({ ...line, text });
    return 'more';
  }

  end(): Findings {
    return { failures: this.#tests.filter(({ hasReason }) => hasReason).map((test) => test.failure('webdriverio')) };
  }
}
