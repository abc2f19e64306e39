import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { rubyFailure } from './ruby-test.js';

/** `  2) Failure:`; Rails tells each at once, without a number. */
const HEAD = /^(?: {0,4}\d{1,6}\) )?(?:Failure|Error):$/;
/** `ShopTest#test_adds_up [test/shop_test.rb:3]:`; before Minitest 5 `test_adds_up(ShopTest) [test/shop_test.rb:3]:`. */
const NAME =
  /^(?:(?<name>\S[^#]{0,300}#.{1,500}?)|(?<method>test.{1,400}?)\((?<class>[\w:]{1,200})\))(?: \[(?<file>[^\]:]{1,400}):(?<line>\d{1,7})\])?:$/;
const FRAME = /^\s{4,}(?<file>[^\s:]{1,400}):(?<line>\d{1,7}):in [`']/;
const THROWN = /^(?<exception>[A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,10}): (?<message>.{0,800})$/;
const MOST_LINES = 120;

/** A failed test of Minitest, also under Rails: its name on the line below the verdict, then why. */
export const minitest: Parser = {
  name: 'minitest',
  anchors: ['Failure:', 'Error:'],
  start(line) {
    return HEAD.test(line.text) ? new TestReading(line) : undefined;
  },
};

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  #name: string | undefined;
  #place: { file: string; line: number } | undefined;
  #message: string | undefined;
  #exception: string | undefined;

  /** Only an error names what was raised; a failure's words may look alike: `Expected: 4`. */
  readonly #isError: boolean;

  constructor(line: Line) {
    this.#isError = line.text.endsWith('Error:');
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (this.#name === undefined) return this.#head(line);
    if (text.trim() === '' || HEAD.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const frame = FRAME.exec(text)?.groups;
    const isOwn = frame !== undefined && this.#place === undefined && !/\/gems\//.test(frame['file'] as string);
    if (isOwn) this.#place = { file: frame['file'] as string, line: Number(frame['line']) };
    const isMessage = this.#message === undefined && !frame;
    if (isMessage) this.#reason(text);
    this.#excerpt.add(line, isMessage || isOwn);
    return 'more';
  }

  #reason(text: string): void {
    const thrown = this.#isError ? THROWN.exec(text)?.groups : undefined;
    this.#exception = thrown?.['exception'];
    this.#message = (thrown?.['message'] ?? text).trim();
  }

  #head(line: Line): 'more' | 'refused' {
    const groups = NAME.exec(line.text)?.groups;
    if (groups === undefined) return 'refused';
    const { name, method, class: owner, file, line: row } = groups;
    this.#name = name ?? `${owner}#${method}`;
    if (file) this.#place = { file, line: Number(row) };
    this.#excerpt.add(line, true);
    return 'more';
  }

  end(): Findings {
    if (this.#name === undefined) return { failures: [] };
    const failure = rubyFailure(this.#excerpt, 'minitest', {
      name: this.#name,
      message: this.#message || `${this.#name} failed`,
      exception: this.#exception,
      place: this.#place,
    });
    return { failures: [failure] };
  }
}
