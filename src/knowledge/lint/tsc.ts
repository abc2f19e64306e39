import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** `src/a.ts(1,2): error TS2345: …`, `src/a.ts:1:2 - error TS2345: …`, `error TS5057: …`. */
const ERROR =
  /^(?:\[\w[\w.-]{0,40}\] |\s{0,4}|ERROR in |\w{1,20}: )?(?:(?<file>[^\s(:][^(]{0,400}?)(?:\((?<line>\d{1,7}),(?<column>\d{1,7})\): |:(?<line2>\d{1,7}):(?<column2>\d{1,7}) - ))?error (?<code>TS\d{3,6}): (?<message>.{1,800})/;
const SUMMARY = /^Found (?<errors>\d+) errors?(?: in (?:the same file|\d+ files?)|\.)/;
const MOST_LINES = 5000;
const MOST_FOREIGN = 3;

/** Errors of the TypeScript compiler, plain and pretty. */
export const tsc: Parser = {
  name: 'tsc',
  anchors: ['error TS'],
  start(line) {
    const match = ERROR.exec(unmarked(line.text));
    return match ? new TscReading(line, match) : undefined;
  },
};

class TscReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: Record<string, string | undefined>;
  #errors = 1;
  #foreign = 0;

  constructor(line: Line, match: RegExpExecArray) {
    this.#excerpt.add(line, true);
    this.#first = match.groups ?? {};
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = unmarked(line.text);
    const summary = SUMMARY.exec(text)?.groups;
    if (summary) {
      this.#errors = Number(summary['errors']);
      this.#excerpt.add(line, true);
      return 'done';
    }
    if (this.#excerpt.size > MOST_LINES || /^##\[error\]Process|^npm (?:ERR!|error)/.test(line.text)) return 'refused';
    const isError = ERROR.test(text);
    if (isError) this.#errors++;
    if (isError || text.trim() === '' || /^\s{2,}|^\d{1,7}\s/.test(text))
      this.#excerpt.add(line, isError && this.#errors <= 3);
    else if (++this.#foreign > MOST_FOREIGN) return 'refused';
    return 'more';
  }

  end() {
    const { file, line, column, line2, column2, code, message = '' } = this.#first;
    const row = Number(line ?? line2);
    const failure = this.#excerpt.failure({
      tool: 'tsc',
      kind: 'compile-error',
      message,
      code: code as string,
      ...(file && { location: { file, ...(row > 0 && { line: row, column: Number(column ?? column2) }) } }),
      facts: { errors: this.#errors },
    });
    return { failures: [failure] };
  }
}
