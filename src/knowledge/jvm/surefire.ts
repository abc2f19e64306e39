import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JvmTest, nestedName } from './jvm-test.js';
import { type Entry, qualified, SurefireSummary, shortened, summaryFailure } from './surefire-summary.js';

/** `testFoo(com.example.FooTest)  Time elapsed: 0.01 s  <<< FAILURE!`, and `com.example.FooTest.testFoo -- Time elapsed: …` since 3.0. */
const CASE = /^(?<name>\S.{0,600}?)(?: --)? {1,2}Time elapsed: [\d.,]{1,20} s(?:ec)? {1,2}<<< (?:FAILURE|ERROR)!/;
/** Of one class while the tests run; without a time, of all at the end. */
const TALLY =
  /^Tests run: \d{1,9}, Failures: (?<failures>\d{1,9}), Errors: (?<errors>\d{1,9})(?:.{0,100}?(?<time>Time elapsed).{0,100}? --? in (?<class>[\w.$]{1,300})|.{0,100}?(?<bare>Time elapsed)|)/;
const SUMMARY = /^(?:Failed tests|Tests in error|Failures|Errors):/;
const LEVEL = /^\[(?:ERROR|INFO|WARNING)\] ?/;
/** The next module, or the build's end. */
const OVER =
  /^(?:\[(?:INFO|ERROR)\] )?(?:BUILD (?:FAILURE|SUCCESS|ERROR)|Reactor Summary|--- .{1,200} @ | ?T E S T S$)|^##\[(?:error|group)\]|^travis_/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/**
 * The failed tests of Maven's surefire and failsafe plugins (JUnit and TestNG), from the first one to the tally: each with
 * its stack trace, and from the list at the end those that were not told before.
 */
export const surefire: Parser = {
  name: 'surefire',
  anchors: ['<<< FAILURE!', '<<< ERROR!', 'Failed tests:', 'Tests in error:', '[ERROR] Failures:', '[ERROR] Errors:'],
  start(line) {
    const text = line.text.replace(LEVEL, '');
    if (!/<<< (?:FAILURE|ERROR)!/.test(text) && !SUMMARY.test(text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #tests: JvmTest[] = [];
  readonly #summary = new SurefireSummary();
  /** The test whose reason is being read. */
  #open: JvmTest | undefined;
  #rest = 0;
  /** The class whose tests are told. */
  #class = '';
  /** The line that counts the class's tests, until one of them is told. */
  #heading: Line | undefined;
  /** How many tests failed, as surefire counts them. */
  #counted: number | undefined;

  next(line: Line): 'more' | 'done' | 'refused' {
    if (OVER.test(line.text)) return 'refused';
    const text = line.text.replace(LEVEL, '');
    const tally = TALLY.exec(text)?.groups;
    if (tally) return this.#tally(line, tally);
    const name = CASE.exec(text)?.groups?.['name'];
    if (name !== undefined) this.#begin(line, name);
    else if (this.#open === undefined) this.#summary.take(line, text);
    else if (!this.#goesOn(line)) {
      this.#open = undefined;
      this.#summary.take(line, text);
    }
    return 'more';
  }

  end(): Findings {
    const { flaky, repeated } = this.#summary;
    const seen = new Set<string>();
    const told = this.#tests.filter(({ name }) => {
      const isAgain = seen.has(name) && repeated.has(name);
      seen.add(name);
      return !flaky.has(name) && !isAgain;
    });
    const failures = [...told.map((test) => test.failure()), ...this.#onlyInSummary(told).map(summaryFailure)];
    const list = told.length > 0 ? this.#summary.failure() : undefined;
    return { failures: list === undefined ? failures : [...failures, list] };
  }

  #tally(line: Line, tally: Record<string, string | undefined>): 'more' | 'done' {
    this.#open = undefined;
    this.#heading = line;
    this.#class = tally['class'] ?? '';
    if (tally['time'] || tally['bare']) return 'more';
    if (!this.#summary.isOpen) return 'more';
    this.#counted = Number(tally['failures']) + Number(tally['errors']);
    return 'done';
  }

  #begin(line: Line, printed: string): void {
    this.#rest = 0;
    this.#open = new JvmTest(line, this.#named(printed), 'surefire', this.#heading);
    this.#heading = undefined;
    if (this.#tests.length < MOST_TESTS) this.#tests.push(this.#open);
  }

  /** JUnit 5 before 3.0 prints the method alone: its class stands in the heading. */
  #named(printed: string): string {
    const name = qualified(printed);
    const isWhole = name !== printed || name === this.#class || /^(?:[a-z_]\w{0,80}\.){1,20}[A-Z]/.test(name);
    return isWhole || !this.#class.includes('.') ? name : `${this.#class}.${name}`;
  }

  /** Takes a line of the open test's reason; false when the line is not its any more. */
  #goesOn(line: Line): boolean {
    const test = this.#open as JvmTest;
    const { text } = line;
    test.name = nestedName(test.name, this.#class, text);
    if (test.excerpt.size > MOST_LINES || /^\[(?:INFO|WARNING)\]|^Running |^Results ?:/.test(text)) return false;
    if (SUMMARY.test(text.replace(LEVEL, ''))) return false;
    if (text.trim() === '' && test.excerpt.size > 3) return false;
    const kind = test.take(line, text.replace(LEVEL, ''));
    return kind !== 'words' || ++this.#rest <= 40;
  }

  /** What the list at the end names and no line before told; as many as are missing from the count. */
  #onlyInSummary(told: readonly JvmTest[]): Entry[] {
    const names = new Map<string, number>();
    for (const { name } of told) add(names, shortened(name), 1);
    const missing = (this.#counted ?? Number.POSITIVE_INFINITY) - told.length;
    const unmatched = this.#summary.entries.filter(({ name }) => {
      const left = names.get(shortened(name)) ?? 0;
      if (left > 0) add(names, shortened(name), -1);
      return left === 0;
    });
    return missing > 0 ? unmatched.slice(0, missing) : [];
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
