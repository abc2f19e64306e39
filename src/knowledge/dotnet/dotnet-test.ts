import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `  Failed Acme.CartTests.Adds(name: "red one") [12 ms]`; before 16.6 `Failed   Acme.CartTests.Adds`. */
const HEAD =
  /^(?: {2}Failed |Failed {3})(?<name>\S.{0,1000}?)(?: \[(?:< 1 ms|\d{1,9} (?:ms|s|m|h)(?: \d{1,4} (?:ms|s|m))?)\])?$/;
const MESSAGE = /^ {0,2}Error Message:$/;
const STACK = /^ {0,2}Stack Trace:$/;
/** What else a test's result may hold, and whatever comes next. */
const OTHER =
  /^(?: {0,2}(?:Standard Output Messages|Standard Error Messages|Debug Trace|TestContext Messages|Additional Info|Attachments):$| {2}(?:Passed|Skipped|Failed) |(?:Passed|Skipped|Failed) {3}|Failed!|Passed!|Total tests: |Test Run (?:Failed|Aborted)|##\[)/;
const FRAME = /^\s{2,}at (?<method>.{1,600}?) in (?<file>.{1,400}):line (?<line>\d{1,7})$/;
const THROWN = /^(?<exception>(?:\w{1,100}\.){1,20}\w{0,100}(?:Exception|Error)) ?: (?<message>.{0,800})$/;
const MOST_LINES = 200;

/** A failed test as the console logger of `dotnet test` (vstest) tells it. Format: ConsoleLogger.cs of microsoft/vstest. */
export const dotnetTest: Parser = {
  name: 'dotnet-test',
  anchors: ['  Failed ', 'Failed   '],
  start(line) {
    const name = HEAD.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new TestReading(line, name);
  },
};

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  #section: 'head' | 'message' | 'stack' = 'head';
  #message: string | undefined;
  #exception: string | undefined;
  #place: { file: string; line: number } | undefined;

  constructor(line: Line, name: string) {
    this.#excerpt.add(line, true);
    this.#name = name;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (OTHER.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    if (MESSAGE.test(text)) this.#section = 'message';
    else if (STACK.test(text)) this.#section = 'stack';
    else if (this.#section === 'head') return 'refused';
    else return this.#body(line);
    this.#excerpt.add(line);
    return 'more';
  }

  #body(line: Line): 'more' | 'refused' {
    const { text } = line;
    const isMessage = this.#section === 'message' && this.#message === undefined && text.trim() !== '';
    if (isMessage) this.#reason(text.trim());
    const frame = this.#section === 'stack' ? FRAME.exec(text)?.groups : undefined;
    if (this.#section === 'stack' && /^\S/.test(text) && !/^--- End of /.test(text)) return 'refused';
    const isOwn = frame !== undefined && this.#place === undefined;
    if (isOwn) this.#place = { file: frame['file'] as string, line: Number(frame['line']) };
    this.#excerpt.add(line, isMessage || isOwn);
    return 'more';
  }

  #reason(text: string): void {
    const thrown = THROWN.exec(text)?.groups;
    const exception = thrown?.['exception'];
    this.#exception = exception?.slice(exception.lastIndexOf('.') + 1);
    this.#message = thrown?.['message'] || text;
  }

  /** A name alone may be any program's. */
  end(): Findings {
    if (this.#section === 'head') return { failures: [] };
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: 'test',
      name: this.#name,
      message: (this.#message ?? `${this.#name} failed`).slice(0, 1000),
      ...(this.#exception && { code: this.#exception }),
      ...(this.#place && { location: this.#place }),
      facts: { runner: 'vstest', ...(this.#exception && { exception: this.#exception }) },
    });
    return { failures: [failure] };
  }
}
