import type { Line } from '../../core/domain/line.js';
import { behindNumber, each, withNumber } from '../../core/parse/anchors.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `--- FAIL: TestX/sub (0.00s)`, and gotestsum's `=== FAIL: pkg TestX/sub (0.00s)`. */
const FAIL = /^(?:\s{0,40}--- FAIL: |=== FAIL: \S{1,300} )(?<name>\S{1,600})(?: \(re-run \d{1,3}\))? \(\d+\.\d+s\)$/;
/** What a test printed last, without a line break, stands before its verdict. */
const BEHIND_OUTPUT =
  /^.{0,1000}[^\s"'`]--- FAIL: (?<name>(?:Test|Example|Fuzz|Benchmark)\S{0,600}) \(\d{1,9}\.\d{1,9}s\)$/;
/** The test that was running when the time was over: `	TestX/sub (10m0s)`. */
const TIMED_OUT = /^panic: test timed out after /;
const RUNNING = /^\t(?<name>(?:Test|Example|Benchmark|Fuzz)\S{0,600}) \((?<seconds>[\dhms.]{1,20})\)$/;
/** What testify writes below the place. */
const TESTIFY = /^\s{4,}Error:\s{1,20}(?<message>\S.{0,800})$/;
/** gotestsum's list at the end; its verbose formats have told each of them before. */
const FAILED_LIST = /^=== Failed$/;
const COMPILE =
  /^(?:\.{1,2}\/)?(?<file>[\w./-]{1,300}\.go):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?: (?<message>.{1,500})$/;
const PLACE = /^\s{4,}(?<file>[\w./-]{1,200}\.go):(?<line>\d{1,7}):(?: (?<message>.{0,800}))?$/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

const PLACES = withNumber('.go:');

/** Go: failed tests of `go test` and packages that did not compile. */
export const goTest: Parser = {
  name: 'go-test',
  anchors: ['--- FAIL: ', '=== FAIL: ', '=== Failed', 'panic: test timed out after ', ...PLACES],
  // Logs name places too; a compiler goes on with its message.
  beside: each(PLACES, behindNumber(': ')),
  start(line, before) {
    const name = (FAIL.exec(line.text) ?? BEHIND_OUTPUT.exec(line.text))?.groups?.['name'];
    if (name) return new GoReading(line, name, undefined).heard(before);
    if (FAILED_LIST.test(line.text)) return new ListReading(line);
    if (TIMED_OUT.test(line.text)) return new TimedOutReading(line);
    const match = COMPILE.exec(unmarked(line.text))?.groups;
    if (match === undefined) return undefined;
    // A package heading stands above, or the runner's problem matcher has marked the line.
    const isError =
      line.text.startsWith('##[error]') ||
      before.slice(-12).some((each) => /^# [\w./-]{1,300}(?: \[.{1,300}\])?$/.test(each.text));
    return isError ? new GoReading(line, undefined, match) : undefined;
  },
};

class GoReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string | undefined;
  #message: string | undefined;
  #location: { file: string; line: number; column?: number } | undefined;
  #isParent = false;
  /** The line above the verdict that says why. */
  #above: Line | undefined;

  constructor(line: Line, name: string | undefined, compile: Record<string, string | undefined> | undefined) {
    this.#excerpt.add(line, true);
    this.#name = name;
    if (!compile) return;
    this.#message = compile['message'];
    this.#location = {
      file: compile['file'] as string,
      line: Number(compile['line']),
      ...(compile['column'] !== undefined && { column: Number(compile['column']) }),
    };
  }

  /** Takes what the test said before its verdict, as it does with `-v`. */
  heard(before: readonly Line[]): this {
    const at = before.findLastIndex(
      ({ text }) => /^=== (?:RUN|CONT|NAME)\s/.test(text) && text.endsWith(` ${this.#name}`),
    );
    const after = at < 0 ? [] : before.slice(at + 1);
    const end = after.findIndex(({ text }) => /^\s{0,40}(?:===|---) [A-Z]/.test(text));
    const place = (end < 0 ? after : after.slice(0, end)).find(({ text }) => PLACE.test(text));
    const groups = PLACE.exec(place?.text ?? '')?.groups;
    if (groups) this.#said(groups);
    this.#above = groups && place;
    return this;
  }

  #said(place: Record<string, string | undefined>): void {
    this.#location ??= { file: place['file'] as string, line: Number(place['line']) };
    if (place['message']?.trim()) this.#message = place['message'].trim();
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    if (this.#name === undefined) {
      if (!COMPILE.test(unmarked(text)) && !/^\t/.test(text)) return 'refused';
      this.#excerpt.add(line);
      return 'more';
    }
    if (FAIL.test(text) || /^\s{4,}--- (?:PASS|SKIP)/.test(text)) {
      this.#isParent ||= text.includes(`${this.#name}/`);
      return 'refused';
    }
    if (!/^\s{4,}\S|^\t|^\s*$/.test(text)) return 'refused';
    const place = this.#message === undefined ? PLACE.exec(text)?.groups : undefined;
    if (place) this.#said(place);
    const testify = this.#message === undefined ? TESTIFY.exec(text)?.groups : undefined;
    if (testify) this.#message = testify['message'];
    this.#excerpt.add(line, place !== undefined || testify !== undefined);
    return 'more';
  }

  end(): Findings {
    const isCompile = this.#name === undefined;
    const isDownload =
      isCompile && /@v\d\S{0,100}: (?:Get "|reading |unrecognized import|verifying )/.test(this.#message ?? '');
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: isDownload ? 'dependency' : isCompile ? 'compile-error' : 'test',
      role: this.#isParent && this.#message === undefined ? 'wrapper' : 'cause',
      message: this.#message ?? 'test failed',
      ...(this.#name && { name: this.#name }),
      ...(this.#location && { location: this.#location }),
      facts: { language: 'go', runner: 'go' },
    });
    const above = this.#above;
    if (above === undefined) return { failures: [failure] };
    // It lies outside the span: between it and the verdict stand other tests.
    return { failures: [{ ...failure, lines: [above, ...failure.lines], key: [above.number, ...failure.key] }] };
  }
}

/** A test run that was stopped because it took too long; below it stand the tests that were running. */
class TimedOutReading implements Reading {
  readonly #head: Line;
  readonly #running: { readonly line: Line; readonly name: string; readonly seconds: string }[] = [];
  #isOpen = false;

  constructor(line: Line) {
    this.#head = line;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (/^\s{0,8}running tests:$/.test(text)) {
      this.#isOpen = true;
      return 'more';
    }
    const test = RUNNING.exec(text.replace(/^\s+/, '\t'))?.groups;
    if (!this.#isOpen || !test || this.#running.length >= 1000) return 'refused';
    this.#running.push({ line, name: test['name'] as string, seconds: test['seconds'] as string });
    return 'more';
  }

  end(): Findings {
    const failures = this.#running.map(({ line, name, seconds }) =>
      new Excerpt()
        .add(this.#head, true)
        .add(line, true)
        .failure({
          tool: 'log',
          kind: 'test',
          name,
          code: 'timeout',
          message: `${this.#head.text.slice('panic: '.length)}; ${name} had been running for ${seconds}`,
          facts: { language: 'go', runner: 'go' },
        }),
    );
    return { failures };
  }
}

/** gotestsum's list of all failed tests: what was told of them before is the same once more. */
class ListReading implements Reading {
  readonly #head: Line;
  readonly #entries: { readonly name: string; readonly reading: GoReading }[] = [];

  constructor(line: Line) {
    this.#head = line;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const name = text.startsWith('=== FAIL: ') ? FAIL.exec(text)?.groups?.['name'] : undefined;
    if (name !== undefined) {
      if (this.#entries.length < MOST_TESTS)
        this.#entries.push({ name, reading: new GoReading(line, name, undefined) });
      return 'more';
    }
    if (/^(?:DONE \d|=== [A-Z][a-z]|##\[)/.test(text)) return 'refused';
    this.#entries.at(-1)?.reading.next(line);
    return 'more';
  }

  end(): Findings {
    const { number: line } = this.#head;
    return {
      failures: this.#entries.flatMap(({ reading }) => reading.end().failures),
      recoveries: this.#entries.map(({ name }) => ({ tool: 'log', name, line, since: 1 })),
    };
  }
}
