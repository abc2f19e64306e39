import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JvmTest } from './jvm-test.js';

/**
 * `FooTest > testBar FAILED`, `FooTest > testBar() FAILED`, `a shop > when empty > has no total FAILED`, and
 * `com.acme.FooTest.testBar FAILED` of TestNG, and with a blank behind it `com.acme.FooTest > testBar[Pixel 9 - 16] FAILED ` of
 * Android's plugin, which tells of tests on a device; tasks look alike: `> Task :test FAILED`.
 */
const CASE =
  /^(?<name>[^\s>:*][^>]{0,300} > .{1,500}|(?:[a-z_][\w$]{0,80}\.){1,20}[A-Z][\w$]{0,150}\.[\w$]{1,200}(?:[[(].{0,200}[\])])?) FAILED ?$/;
/** A class and its method: nothing else is written so, even where the project told Gradle to print no reasons. */
const METHOD = /^(?:[a-z_]\w{0,80}\.){0,20}[A-Z][\w$]{0,150} > [\w$]{1,200}(?:[[({].{0,300}[\])}])? FAILED ?$/;
/** The build's end on the other stream, which may come in between. */
const BUILD_END = /^(?:FAILURE: Build failed|\d+ tests? completed|WARNING: )/;
const MOST_LINES = 200;

/** A failed test as Gradle's test logger tells it; below the name stands, further in, why. */
export const gradleTest: Parser = {
  name: 'gradle-test',
  anchors: [' FAILED'],
  start(line) {
    const name = CASE.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new TestReading(line, name);
  },
};

class TestReading implements Reading {
  readonly #test: JvmTest;
  readonly #isMethod: boolean;

  constructor(line: Line, name: string) {
    this.#isMethod = METHOD.test(line.text);
    this.#test = new JvmTest(line, name, 'gradle');
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (!this.#test.hasReason && BUILD_END.test(text)) return 'more';
    if (/^ {0,3}\S/.test(text) || this.#test.excerpt.size > MOST_LINES) return 'refused';
    this.#test.take(line);
    return 'more';
  }

  /** Words that nothing explains may be any program's. */
  end(): Findings {
    return { failures: this.#test.hasReason || this.#isMethod ? [this.#test.failure()] : [] };
  }
}
