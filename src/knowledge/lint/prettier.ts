import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** Prettier 2, 3 and, before 2.0, without level marks. */
const SUMMARY =
  /^(?:\[(?:warn|error)\] )?(?:Code style issues (?:found|were found)|Error occurred when checking code style)/;
const FILE = /^(?:\[warn\] )?(?<file>[^\s[\]](?:.{0,400})\.\w{1,12})$/;
const ERROR = /^\[error\] (?<file>[^\s:][^:]{0,400}): (?<message>SyntaxError: .{1,400})/;

/** Files that `prettier --check` would change, or cannot parse. */
export const prettier: Parser = {
  name: 'prettier',
  anchors: ['Code style issues ', 'Error occurred when checking code style'],
  start(line, before) {
    return SUMMARY.test(unmarked(line.text)) ? new PrettierReading(line, before) : undefined;
  },
};

class PrettierReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #file: string | undefined;
  #line: number | undefined;
  #syntax: string | undefined;
  #files = 0;

  constructor(line: Line, before: readonly Line[]) {
    const start = before.findLastIndex(
      (each) => each.step !== line.step || unmarked(each.text).startsWith('Checking formatting'),
    );
    for (const each of before.slice(start + 1)) this.#listed(each);
    this.#excerpt.add(line, true);
    this.#message = unmarked(line.text)
      .replace(/^\[\w+\] /, '')
      .slice(0, 300);
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    const isSyntax = this.#syntax !== undefined;
    const failure = this.#excerpt.failure({
      tool: 'prettier',
      kind: 'format',
      message: this.#syntax ?? this.#message,
      ...(isSyntax && { code: 'SyntaxError' }),
      ...(this.#file && { location: { file: this.#file, ...(this.#line && { line: this.#line }) } }),
      facts: { files: Math.max(1, this.#files) },
    });
    return { failures: [failure] };
  }

  #listed(line: Line): void {
    const text = unmarked(line.text);
    const error = ERROR.exec(text)?.groups;
    const file = error?.['file'] ?? FILE.exec(text)?.groups?.['file'];
    if (error && this.#syntax === undefined) {
      this.#syntax = error['message'];
      this.#file = file;
      const place = /\((\d{1,7}):\d{1,7}\)$/.exec(text);
      if (place) this.#line = Number(place[1]);
    }
    if (file === undefined && !text.startsWith('[error]')) return;
    if (file !== undefined) this.#files++;
    this.#file ??= file;
    this.#excerpt.add(line, file !== undefined && this.#files <= 3);
  }
}
