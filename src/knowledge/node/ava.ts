import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** `  ✘ [fail]: other › adds up`, before AVA 4 `  ✖ adds up`; why stands behind the title, which only a colour tells apart. */
const FAILED = /^ {2}(?:✘ \[(?:fail|unexpected pass)\]: |✖ )(?<told>\S.{0,1000}?)\s*$/;
const RULE = /^ {2}─$/;
const TALLY = /^ {2}(?<count>[1-9]\d{0,5}) tests? failed$/;
const HEADING = /^ {2}(?<title>\S.{0,800})$/;
/** `  test/shop.js:2` below a heading. */
const PLACE = /^ {2}(?<file>[^\s:][^:]{0,300}):(?<line>\d{1,7})$/;
/** The lines of the source that it shows. */
const SHOWN = /^ {2,8}\d{1,7}: /;
/** What announces the reason, and what a test logged. */
const ABOUT = /^ {2,4}(?:Error thrown in test|Rejected promise returned by test\b.{0,40}|ℹ .{0,800}?):?$/;
const DIFFERENCE = /^ {2}Difference.{0,80}:$/;
/** `  TypeError {`, with its message inside: what was thrown, shown as an object. */
const OBJECT = /^ {2}(?<exception>[A-Z]\w{0,100}(?:Error|Exception)?|Error) \{$/;
const MESSAGE = /^ {4}message: '(?<message>.{0,800})',$/;
const OVER = /^(?:##\[|npm (?:ERR!|error) |error Command failed)/;
/** A list without a rule behind it is another runner's. */
const LONGEST_LIST = 5_000;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** AVA: the list of what failed, then between two rules each test under its title alone. */
export const ava: Parser = {
  name: 'ava',
  anchors: ['✘ [fail]: ', '✘ [unexpected pass]: ', '  ✖ '],
  start(line) {
    if (!FAILED.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  /** What the list says, by its line. */
  readonly #listed: { readonly line: Line; readonly told: string }[] = [];
  readonly #tests = new Map<string, JsTest>();
  readonly #places = new Map<JsTest, { readonly file: string; readonly line: number }>();
  #rules = 0;
  /** How many lines came before the first rule. */
  #before = 0;
  #blanks = 0;
  #open: JsTest | undefined;
  #exception: string | undefined;
  #difference: string[] = [];
  #isCounted = false;

  next(line: Line): 'more' | 'done' | 'refused' {
    if (OVER.test(line.text) || (this.#rules === 0 && ++this.#before > LONGEST_LIST)) return 'refused';
    if (TALLY.test(line.text)) {
      this.#isCounted = true;
      return 'done';
    }
    if (RULE.test(line.text)) this.#rules++;
    else if (this.#rules === 0) this.#list(line);
    else if (this.#rules === 1) this.#tell(line);
    this.#blanks = line.text.trim() === '' ? this.#blanks + 1 : 0;
    if (RULE.test(line.text)) this.#blanks = 2;
    return 'more';
  }

  #list(line: Line): void {
    const told = FAILED.exec(line.text)?.groups?.['told'];
    if (told !== undefined && this.#listed.length < MOST_TESTS) this.#listed.push({ line, told });
  }

  #tell(line: Line): void {
    const title = this.#blanks >= 2 ? HEADING.exec(line.text)?.groups?.['title'] : undefined;
    if (title !== undefined && this.#listed.some(({ told }) => told === title || told.startsWith(`${title} `))) {
      this.#open = this.#tests.get(title) ?? new JsTest(line, title);
      this.#tests.set(title, this.#open);
      this.#exception = undefined;
      this.#difference = [];
    } else if (this.#open && this.#open.excerpt.size < MOST_LINES) this.#below(line, this.#open);
  }

  #below(line: Line, test: JsTest): void {
    const { text } = line;
    const place = PLACE.exec(text)?.groups;
    if (place && !this.#places.has(test))
      this.#places.set(test, { file: place['file'] as string, line: Number(place['line']) });
    if (DIFFERENCE.test(text)) this.#difference = [text.trim()];
    const object = OBJECT.exec(text)?.groups;
    if (object) this.#exception = object['exception'];
    const isAside = place || object || SHOWN.test(text) || ABOUT.test(text) || text.trim() === '';
    if (this.#exception !== undefined) this.#inObject(line, test);
    else if (this.#difference.length > 0) this.#compared(line, test);
    else if (isAside) test.excerpt.add(line, place !== undefined);
    else test.take(line);
  }

  /** What was thrown, shown as an object down to its brace. */
  #inObject(line: Line, test: JsTest): void {
    const message = MESSAGE.exec(line.text)?.groups?.['message'];
    test.excerpt.add(line, message !== undefined);
    if (message !== undefined) test.say(`${this.#exception}: ${message}`);
    if (line.text === '  }') this.#exception = undefined;
  }

  /** The lines that differ, up to what shows where. */
  #compared(line: Line, test: JsTest): void {
    test.excerpt.add(line, true);
    if (/^ {2}[-+] /.test(line.text) && this.#difference.length < 7) this.#difference.push(line.text.trim());
    if (!line.text.startsWith('  › ')) return;
    test.say(this.#difference.join(' '));
    this.#difference = [];
  }

  end(): Findings {
    if (!this.#isCounted) return { failures: [] };
    const told = [...this.#tests.values()];
    // A run that was cut, or a reporter that tells nothing below, leaves the list.
    const bare = this.#listed
      .filter(({ told: text }) => !told.some(({ name }) => text === name || text.startsWith(`${name} `)))
      .map(({ line, told: text }) => new JsTest(line, text));
    return { failures: [...told, ...bare].map((test) => test.failure('ava', this.#places.get(test))) };
  }
}
