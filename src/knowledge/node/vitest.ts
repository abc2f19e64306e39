import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { Reason } from './reason.js';

/** ` FAIL  file > suite > test`, ` FAIL  |project| file > test`, ` FAIL  file [ file ]` for a file that could not be loaded. */
const FAIL = /^\s{0,3}FAIL {2,3}(?<name>\S.{0,500}(?: > .{1,500}| \[ .{1,300} \]))$/;
const UNHANDLED = /^[^A-Za-z]{4,400}Unhandled (?:Rejection|Error|Exception) [^A-Za-z]{2,400}$/;
/** The rule under each failure: `⎯⎯⎯[2/5]⎯`. */
const RULE = /^[^A-Za-z0-9]{8,400}\[\d+\/\d+\][^A-Za-z0-9]{1,20}$/;
const PLACE = /^ ❯ (?:.{0,200} )?(?<file>[^\s:]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,7})$/;
const MOST_LINES = 300;
const MOST_NAMES = 10_000;

/** Failed tests, files that could not be loaded and unhandled errors in Vitest's report (default and verbose reporters, Vitest 0.30 and later). */
export const vitest: Parser = {
  name: 'vitest',
  anchors: ['FAIL  ', 'Unhandled Rejection', 'Unhandled Error ', 'Unhandled Exception'],
  start(line) {
    return FAIL.test(line.text) || UNHANDLED.test(line.text) ? new VitestReading(line) : undefined;
  },
};

class VitestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #names: string[] = [];
  readonly #isUnhandled: boolean;
  readonly #reason = new Reason();
  #location: { file: string; line: number; column: number } | undefined;
  #cause: string | undefined;

  constructor(line: Line) {
    this.#isUnhandled = UNHANDLED.test(line.text);
    this.#header(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (RULE.test(text)) return 'done';
    if (/^\s{0,3}(?:Test Files|Tests|Errors) {2}\d/.test(text) || text.startsWith('##[') || UNHANDLED.test(text))
      return 'refused';
    if (FAIL.test(text)) {
      if (this.#reason.message !== undefined) return 'refused';
      this.#header(line);
      return 'more';
    }
    if (this.#isUnhandled && /^[^A-Za-z0-9\s]{20,}$/.test(text)) return 'done';
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    this.#body(line);
    return 'more';
  }

  end() {
    const message = this.#cause ?? this.#reason.message ?? 'failed';
    const exception = /^([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /.exec(message)?.[1];
    const isLoading = this.#names[0]?.endsWith(' ]') ?? false;
    // Tests that failed in the same way share one explanation.
    const failures = (this.#names.length > 0 ? this.#names : [undefined]).map((name) =>
      this.#excerpt.failure({
        tool: 'node',
        kind: this.#isUnhandled ? 'exception' : isLoading ? 'collection' : 'test',
        message: message.slice(0, 1000),
        ...(name && { name: withoutFile(name) }),
        ...(exception && { code: exception }),
        ...(this.#location && { location: this.#location }),
        facts: { runner: 'vitest', ...(exception && { exception }) },
      }),
    );
    return { failures };
  }

  #header(line: Line): void {
    this.#excerpt.add(line, true);
    const name = FAIL.exec(line.text)?.groups?.['name'];
    if (name && this.#names.length < MOST_NAMES) this.#names.push(name);
  }

  #body(line: Line): void {
    const isMessage = this.#reason.take(line.text);
    const cause = /^(?:Caused by|Serialized Error): (.{1,1000})/.exec(line.text);
    if (cause && line.text.startsWith('Caused')) this.#cause = cause[1];
    const place = this.#location === undefined ? PLACE.exec(line.text)?.groups : undefined;
    const isOwn = place !== undefined && !/node_modules|node:/.test(place['file'] as string);
    if (isOwn)
      this.#location = { file: place['file'] as string, line: Number(place['line']), column: Number(place['column']) };
    this.#excerpt.add(line, isMessage || isOwn || cause !== null);
  }
}

/** `a.test.js [ a.test.js ]` → `a.test.js`. */
function withoutFile(name: string): string {
  return name.endsWith(' ]') ? name.slice(0, Math.max(1, name.lastIndexOf(' [ '))) : name;
}
