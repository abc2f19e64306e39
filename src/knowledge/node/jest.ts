import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { Reason } from './reason.js';

/** `  ● suite › test` and `  ● Test suite failed to run`. */
const TITLE = /^\s{0,3}(?:●|ΓùÅ) (?<name>\S.{0,500})$/;
const LOADING = 'Test suite failed to run';
const NO_FAILURE =
  /^(?:Console|Deprecation|Validation Warning|Multiple configurations|A worker process|Cannot log after)/;
const PLACE = /^\s{4,}at (?:.{1,300} \()?(?<file>[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,7})\)?$/;
const MOST_LINES = 300;
/** How many lines Jest may print between two failures. */
const PATIENCE = 20_000;

/** The file whose tests are told. */
const FILE = /^\s{0,3}FAIL {1,3}(?:.{1,100}? )??(?:\.\/)?(?<file>\S{1,400}\.[cm]?[jt]sx?)(?: \(.{1,60}\))?$/;
/** Below this Jest repeats what the reader of a file said: the place, the line of code, and the error; or Babel's own words. */
const DETAILS = /^\s{4,}Details:$/;
const READER_PLACE = /^\s{4,}(?<file>\S{1,400}\.\w{1,8}):(?<line>\d{1,7})$/;
const READER_ERROR =
  /^\s{4,}(?<said>(?:SyntaxError: )?(?:(?<file>\S{1,400}\.\w{1,8}): )?\S.{0,400}? \((?<line>\d{1,7}):(?<column>\d{1,7})\)|SyntaxError: .{1,400})$/;
/** With many test files, Jest tells all failures once more at the end. */
const ONCE_MORE = /^Summary of all failing tests$/;
const OVER =
  /^(?:Ran all test suites|Test run was interrupted|##\[(?:error|group)\]|npm (?:ERR!|error) |error Command failed)/;
const MOST_TESTS = 10_000;

/** Failed tests and test files in Jest's report, from the first one to its end; the name lists above are not read. */
export const jest: Parser = {
  name: 'jest',
  anchors: ['● ', 'ΓùÅ '],
  start(line, before) {
    const name = TITLE.exec(line.text)?.groups?.['name'];
    if (name === undefined || NO_FAILURE.test(name)) return undefined;
    const run = new RunReading(
      before.map(({ text }) => FILE.exec(text)?.groups?.['file']).findLast((file) => file !== undefined),
    );
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #failures: Failure[] = [];
  /** What was told, by file and name; the summary at the end tells it again. */
  readonly #told = new Set<string>();
  #open: Section | undefined;
  #file: string | undefined;
  #isOnceMore = false;
  #quiet = 0;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const name = TITLE.exec(text)?.groups?.['name'];
    if (name !== undefined && NO_FAILURE.test(name)) this.#close();
    else if (name !== undefined) this.#begin(line, name);
    else if (this.#open?.take(line)) return 'more';
    else if (OVER.test(text) || ++this.#quiet > PATIENCE) return 'refused';
    else this.#between(text);
    return 'more';
  }

  end(): Findings {
    this.#close();
    return { failures: this.#failures };
  }

  #begin(line: Line, name: string): void {
    this.#close();
    this.#quiet = 0;
    this.#open = new Section(line, name, this.#file);
  }

  /** A line that belongs to no failure. */
  #between(text: string): void {
    this.#close();
    this.#file = FILE.exec(text)?.groups?.['file'] ?? this.#file;
    this.#isOnceMore ||= ONCE_MORE.test(text);
  }

  #close(): void {
    const section = this.#open;
    this.#open = undefined;
    const failure = section?.failure();
    if (section === undefined || failure === undefined || this.#failures.length >= MOST_TESTS) return;
    if (this.#isOnceMore && this.#told.has(section.key)) return;
    this.#told.add(section.key);
    this.#failures.push(failure);
  }
}

/** One failed test, or a file that could not be run. */
class Section {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  readonly #file: string | undefined;
  readonly #reason = new Reason();
  #location: { file: string; line: number; column: number } | undefined;
  readonly #title: Line;
  #isInDetails = false;
  /** A frame, a code excerpt or an expectation: other tools print bullets too. */
  #isProven: boolean;

  constructor(line: Line, name: string, file: string | undefined) {
    this.#file = file;
    this.#name = name;
    this.#isProven = name === LOADING;
    this.#title = line;
    this.#excerpt.add(line, name !== LOADING);
  }

  /** The same for the same test told again. */
  get key(): string {
    return JSON.stringify([this.#file, this.#name, this.#reason.message]);
  }

  /** Takes a line below the title; false when it is none of the failure's. */
  take(line: Line): boolean {
    const { text } = line;
    if (/^\S/.test(text) || this.#excerpt.size > MOST_LINES) return false;
    const isMessage = this.#reason.take(text) || this.#isReaders(text);
    const place = PLACE.exec(text)?.groups;
    if (place || /^\s{4,}> \d{1,6} \||^\s{4,}(?:Expected|Received|expect\()/.test(text)) this.#isProven = true;
    const isOwn =
      place !== undefined && this.#location === undefined && !/node_modules|node:/.test(place['file'] as string);
    if (isOwn)
      this.#location = { file: place['file'] as string, line: Number(place['line']), column: Number(place['column']) };
    this.#excerpt.add(line, isMessage || isOwn || /^\s{4,}(?:Expected|Received)\b.{0,40}: /.test(text));
    return true;
  }

  /** Takes what the reader of a file said of it; true for the line that says it. */
  #isReaders(text: string): boolean {
    if (DETAILS.test(text)) this.#isInDetails = true;
    if (!this.#isInDetails) return false;
    const place = READER_PLACE.exec(text)?.groups;
    if (place) this.#location ??= { file: place['file'] as string, line: Number(place['line']), column: 1 };
    const said = READER_ERROR.exec(text)?.groups;
    if (said === undefined) return false;
    this.#isInDetails = false;
    this.#reason.replace(said['said'] as string);
    if (said['file'] !== undefined)
      this.#location ??= { file: said['file'], line: Number(said['line']), column: Number(said['column']) };
    return true;
  }

  /** The failure; none where the bullet was another program's. */
  failure(): Failure | undefined {
    if (!this.#isProven) return undefined;
    const message = (this.#reason.message ?? 'failed').slice(0, 1000);
    const exception = /^([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /.exec(message)?.[1];
    const isLoading = this.#name === LOADING;
    // Every file that could not be loaded bears the same title: what says why is the line to cite.
    this.#excerpt.markKey(this.#title);
    const place = this.#location ?? (isLoading && this.#file !== undefined ? { file: this.#file } : undefined);
    return this.#excerpt.failure({
      tool: 'node',
      kind: isLoading ? 'collection' : 'test',
      message,
      name: isLoading ? (this.#file ?? this.#name) : this.#name,
      ...(exception && { code: exception }),
      ...(place && { location: place }),
      facts: { runner: 'jest', ...(exception && { exception }) },
    });
  }
}
