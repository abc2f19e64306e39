import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** black's `would reformat a.py`, ruff's `Would reformat: a.py`, isort's `ERROR: a.py Imports are incorrectly sorted`. */
const FILE =
  /^(?:would reformat (?<black>.{1,400})|Would reformat: (?<ruff>.{1,400})|ERROR: (?<isort>.{1,400}) Imports are incorrectly sorted)/;
const SUMMARY = /^(?:\d+ files? would be reformatted|Oh no! |\d+ files? would fail to reformat)/;
const BROKEN = /^error: cannot (?:parse|format):? (?<file>[^:]{1,400})/;
const MOST_LINES = 2000;

/** Python files that a formatter run as a check would change (black, ruff format, isort). */
export const pythonFormat: Parser = {
  name: 'python-format',
  anchors: [
    'would reformat',
    'Imports are incorrectly sorted',
    'would be reformatted',
    'error: cannot parse: ',
    'error: cannot format ',
  ],
  start(line, before) {
    const text = unmarked(line.text);
    const isUnformatted =
      /^[1-9]\d* files? would be reformatted/.test(text) && before.some((each) => /^unformatted: /.test(each.text));
    return FILE.test(text) || BROKEN.test(text) || isUnformatted ? new FormatReading(line, before) : undefined;
  },
};

class FormatReading implements Reading {
  readonly #excerpt = new Excerpt();
  #file: string | undefined;
  #tool: 'black' | 'ruff' | 'isort' = 'black';
  #files = 0;
  #line: number | undefined;
  readonly #message: string;

  constructor(line: Line, before: readonly Line[]) {
    const start = before.findIndex((each) => /^unformatted: /.test(each.text));
    if (start >= 0 && !FILE.test(line.text)) for (const each of before.slice(start)) this.#context(each);
    this.#message = unmarked(line.text).slice(0, 500);
    this.#take(line);
  }

  next(line: Line): 'more' | 'refused' {
    const text = unmarked(line.text);
    const belongs =
      FILE.test(text) ||
      SUMMARY.test(text) ||
      BROKEN.test(text) ||
      /^\s*$|^\s{4}|^ParseError|^--- |^\+\+\+ |^[-+@ ]/.test(text);
    if (!belongs || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#take(line);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: this.#tool === 'ruff' ? 'ruff' : 'python',
      kind: 'format',
      name: this.#tool,
      message: this.#message,
      ...(this.#file && { location: { file: this.#file, ...(this.#line && { line: this.#line }) } }),
      facts: { files: Math.max(1, this.#files) },
    });
    return { failures: [failure] };
  }

  #take(line: Line): void {
    const text = unmarked(line.text);
    const groups = FILE.exec(text)?.groups ?? BROKEN.exec(text)?.groups;
    if (groups) {
      this.#files++;
      this.#file ??= groups['black'] ?? groups['ruff'] ?? groups['isort'] ?? groups['file'];
      if (groups['ruff']) this.#tool = 'ruff';
      if (groups['isort']) this.#tool = 'isort';
    }
    this.#excerpt.add(line, groups !== undefined || SUMMARY.test(text));
  }

  /** Newer versions of ruff show `unformatted: File would be reformatted` with ` --> a.py:2:1` below. */
  #context(line: Line): void {
    const place = /^\s{1,4}--> (.{1,400}):(\d+):\d+$/.exec(line.text);
    if (place && this.#file === undefined) {
      this.#file = place[1];
      this.#line = Number(place[2]);
      this.#tool = 'ruff';
    }
    this.#excerpt.add(line, place !== null);
  }
}
