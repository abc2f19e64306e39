import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `a.py:1: error: message  [code]` (mypy), `/a.py:1:2 - error: message (code)` (pyright). */
const ERROR =
  /^\s{0,2}(?<file>[^\s:][^:]{0,400}\.pyi?):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?(?::\d+:\d+)?(?:: error: | - error: )(?<message>.{1,800})$/;
const NOTE =
  /^\s{0,2}[^\s:][^:]{0,400}\.pyi?:\d{1,7}(?::\d{1,7})?(?::\d+:\d+)?(?:: note: | - (?:warning|information): |: error: )/;
const SUMMARY = /^(?:Found (?<mypy>\d+) errors? in \d+ files? \(|(?<pyright>\d+) errors?, \d+ warnings?)/;
const MOST_LINES = 5000;
const MOST_FOREIGN = 3;

/** Type errors of mypy and pyright. */
export const mypy: Parser = {
  name: 'mypy',
  anchors: [': error: ', ' - error: '],
  start(line) {
    const match = ERROR.exec(unmarked(line.text));
    return match ? new MypyReading(line, match) : undefined;
  },
};

class MypyReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: Record<string, string | undefined>;
  #errors = 1;
  #said: number | undefined;
  #foreign = 0;

  constructor(line: Line, match: RegExpExecArray) {
    this.#excerpt.add(line, true);
    this.#first = match.groups ?? {};
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = unmarked(line.text);
    const summary = SUMMARY.exec(text)?.groups;
    if (summary) {
      this.#said = Number(summary['mypy'] ?? summary['pyright']);
      this.#excerpt.add(line, true);
      return 'done';
    }
    if (this.#excerpt.size > MOST_LINES || line.text.startsWith('##[error]Process')) return 'refused';
    const isError = ERROR.test(text);
    if (isError) this.#errors++;
    if (isError || NOTE.test(text) || text.trim() === '' || /^\s{2,}|^\/.{1,300}\.pyi?$/.test(text))
      this.#excerpt.add(line, isError && this.#errors <= 3);
    else if (++this.#foreign > MOST_FOREIGN) return 'refused';
    return 'more';
  }

  end(): Findings {
    const { file, line, column, message = '' } = this.#first;
    const code = /(?:  \[([\w-]{2,60})\]|\((report\w{2,60})\))$/.exec(message);
    const failure = this.#excerpt.failure({
      tool: 'mypy',
      kind: 'lint',
      message: message.replace(/\s{2}\[[\w-]{2,60}\]$/, '').slice(0, 500),
      ...((code?.[1] ?? code?.[2]) && { code: (code?.[1] ?? code?.[2]) as string }),
      location: { file: file as string, line: Number(line), ...(column && { column: Number(column) }) },
      facts: { errors: this.#said ?? this.#errors },
    });
    return { failures: [failure] };
  }
}
