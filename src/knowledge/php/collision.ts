import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { PhpTest } from './php-test.js';

/** `   FAILED  Tests\Unit\CartTest > it adds up   ErrorException`, cut with `…` where the console is narrow; before Pest 2 `  • Tests\… > …`. */
const FAILED =
  /^ {2,3}(?:FAILED {2}|• )(?<name>[A-Z]\w{0,100}(?:\\\w{1,100}){0,12}(?:…| > .{1,400}?))(?: +(?<exception>[A-Z]\w{0,80}(?:Exception|Error|Failure|Error)|Error|Exception))? *$/;
/** `  ⨯ it adds up   0.03s` below `   FAIL  Tests\Unit\CartTest`: the whole title. */
const LISTED = /^ {2}[⨯✕] (?<title>\S.{0,400}?)(?: {2,}\d[\d.]{0,8}s)? *$/;
const CLASS = /^ {2,3}FAIL {2}(?<class>[A-Z]\w{0,100}(?:\\\w{1,100}){0,12})$/;
/** `  at tests/CartTest.php:15`, `  1   tests/CartTest.php:15`. */
const FRAME = /^ {2}(?:at |\d{1,3} {2,4})(?<place>\S.{0,400}\.php:\d{1,7})$/;
const CODE = /^ {2}(?:➜| ) {0,6}\d{1,7}[▕|]/;
const OVER = /^ {2}(?:Tests|Duration): {1,8}\d/;
const MOST_TESTS = 10_000;

/** Failed tests of Pest and of Laravel's `artisan test`, as Collision shows them: a head, the reason, the code around it. */
export const collision: Parser = {
  name: 'collision',
  anchors: ['FAILED  ', '  • ', '   FAIL  '],
  start(line) {
    if (!FAILED.test(line.text) && !CLASS.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #tests: { readonly test: PhpTest; readonly exception: string | undefined }[] = [];
  readonly #listed: string[] = [];
  #class: string | undefined;

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (OVER.test(text)) return 'refused';
    const failed = FAILED.exec(text)?.groups;
    const listed = LISTED.exec(text)?.groups?.['title'];
    const owner = CLASS.exec(text)?.groups?.['class'];
    if (owner !== undefined) this.#class = owner;
    else if (listed !== undefined && this.#class !== undefined) this.#listed.push(`${this.#class} > ${listed}`);
    else if (failed && this.#tests.length < MOST_TESTS)
      this.#tests.push({
        test: new PhpTest(line, this.#whole(failed['name'] as string)),
        exception: failed['exception'],
      });
    else if (!CODE.test(text) && !/^ {2}─/.test(text)) this.#take(line);
    return 'more';
  }

  /** The name as it was listed, where the head holds only its beginning. */
  #whole(name: string): string {
    if (!name.endsWith('…')) return name;
    return this.#listed.find((each) => each.startsWith(name.slice(0, -1))) ?? name;
  }

  #take(line: Line): void {
    const place = FRAME.exec(line.text)?.groups?.['place'];
    this.#tests.at(-1)?.test.take(line, place ?? line.text.trim());
  }

  end(): Findings {
    return {
      failures: this.#tests.flatMap(({ test, exception }) =>
        test.message === undefined ? [] : [test.failure('collision', exception)],
      ),
    };
  }
}
