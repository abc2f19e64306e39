import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** `  ● suite › test` and `  ● Test suite failed to run`. */
const TITLE = /^\s{1,3}(?:●|ΓùÅ) (?<name>\S.{0,500})$/;
const NO_FAILURE =
  /^(?:Console|Deprecation|Validation Warning|Multiple configurations|A worker process|Cannot log after)/;
const PLACE = /^\s{4,}at (?:.{1,300} \()?(?<file>[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,7})\)?$/;
const MOST_LINES = 300;

/** Failed tests and test files in Jest's report; the name lists above and the summary below are not read. */
export const jest: Parser = {
  name: 'jest',
  anchors: ['● ', 'ΓùÅ '],
  start(line) {
    const name = TITLE.exec(line.text)?.groups?.['name'];
    return name === undefined || NO_FAILURE.test(name) ? undefined : new JestReading(line, name);
  },
};

class JestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  #message: string | undefined;
  #location: { file: string; line: number; column: number } | undefined;
  /** A frame, a code excerpt or an expectation: other tools print bullets too. */
  #isProven: boolean;

  constructor(line: Line, name: string) {
    this.#name = name;
    this.#isProven = name === 'Test suite failed to run';
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (/^\S/.test(text) || TITLE.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const isMessage = this.#message === undefined && text.trim() !== '';
    if (isMessage) this.#message = text.trim();
    const place = PLACE.exec(text)?.groups;
    if (place || /^\s{4,}> \d{1,6} \||^\s{4,}(?:Expected|Received|expect\()/.test(text)) this.#isProven = true;
    const isOwn =
      place !== undefined && this.#location === undefined && !/node_modules|node:/.test(place['file'] as string);
    if (isOwn)
      this.#location = { file: place['file'] as string, line: Number(place['line']), column: Number(place['column']) };
    this.#excerpt.add(line, isMessage || isOwn || /^\s{4,}(?:Expected|Received)\b.{0,40}: /.test(text));
    return 'more';
  }

  end() {
    if (!this.#isProven) return { failures: [] };
    const message = (this.#message ?? 'failed').slice(0, 1000);
    const exception = /^([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /.exec(message)?.[1];
    const isLoading = this.#name === 'Test suite failed to run';
    const failure = this.#excerpt.failure({
      tool: 'node',
      kind: isLoading ? 'collection' : 'test',
      message,
      name: this.#name,
      ...(exception && { code: exception }),
      ...(this.#location && { location: this.#location }),
      facts: { runner: 'jest', ...(exception && { exception }) },
    });
    return { failures: [failure] };
  }
}
