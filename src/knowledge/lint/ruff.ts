import type { Line } from '../../core/domain/line.js';
import { withNumber } from '../../core/parse/anchors.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `a.py:1:8: F401 [*] message`: ruff's concise and old full form, flake8 and pycodestyle; pylint has a colon after the code. */
const CONCISE =
  /^(?<file>[^\s:][^:]{0,400}\.(?:pyi?|ipynb)):(?:cell \d+:)?(?<line>\d{1,7}):(?<column>\d{1,7}): (?<code>[A-Z]{1,8}\d{2,5}|invalid-syntax|SyntaxError)(?<colon>:)? (?<fix>\[\*\] )?(?<message>.{1,500})/;
/** ` --> a.py:1:8` below `F401 message`: ruff's full form. */
const ARROW = /^\s{1,6}--> (?<file>[^:]{1,400}\.(?:pyi?|ipynb)):(?:cell \d+:)?(?<line>\d{1,7}):(?<column>\d{1,7})$/;
const FULL = /^(?<code>[A-Z]{1,8}\d{2,5}|invalid-syntax|SyntaxError):? (?<fix>\[\*\] )?(?<message>.{1,500})$/;
const SUMMARY = /^Found (?<errors>\d+) errors?(?: \((?<fixed>\d+) fixed, (?<remaining>\d+) remaining\))?\./;
const MOST_LINES = 8000;

/**
 * Problems found by ruff (full, concise and GitHub form), and by flake8, pycodestyle and pylint, which share its concise
 * form. Ruff says itself how many it found; the others count only when something says soon after that the command failed.
 */
export const ruff: Parser = {
  name: 'ruff',
  anchors: [...withNumber('.py:'), ...withNumber('.pyi:'), '.ipynb:', 'errors.', 'Found 1 error'],
  start(line, before) {
    const text = unmarked(line.text);
    if (CONCISE.test(text)) return new RuffReading(line, undefined);
    const previous = ARROW.test(text) ? before.at(-1) : undefined;
    return previous && FULL.test(previous.text) ? new RuffReading(line, previous) : undefined;
  },
};

class RuffReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #codes = new Map<string, number>();
  #first: { file: string; line: number; column: number; code: string; message: string } | undefined;
  #count = 0;
  #said: number | undefined;
  #isRuff = false;
  #isPylint = false;
  #header: Line | undefined;
  #wait: Aftermath | undefined;
  #outcome: 'failed' | 'passed' | 'open' = 'open';

  constructor(line: Line, header: Line | undefined) {
    if (header) {
      this.#excerpt.add(header, true);
      this.#header = header;
    }
    this.next(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = unmarked(line.text);
    if (this.#wait) {
      this.#outcome = this.#wait.judge(line.text);
      return this.#outcome === 'open' ? 'more' : 'refused';
    }
    const summary = SUMMARY.exec(text)?.groups;
    if (summary) {
      this.#isRuff = true;
      this.#said = Number(summary['remaining'] ?? summary['errors']);
      this.#excerpt.add(line, true);
      return 'done';
    }
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    if (this.#takeProblem(line, text)) return 'more';
    if (belongs(text)) {
      if (FULL.test(text)) this.#header = line;
      this.#excerpt.add(line);
      return 'more';
    }
    if (this.#isRuff) return 'refused';
    this.#wait = new Aftermath(4);
    this.#outcome = this.#wait.judge(line.text);
    return this.#outcome === 'open' ? 'more' : 'refused';
  }

  end(): Findings {
    const count = this.#said ?? this.#count;
    const first = this.#first;
    if (!first || count === 0 || (!this.#isRuff && this.#outcome === 'passed')) return { failures: [] };
    const code = [...this.#codes].sort((a, b) => b[1] - a[1])[0]?.[0];
    const failure = this.#excerpt.failure({
      tool: this.#isRuff ? 'ruff' : 'python',
      kind: 'lint',
      name: this.#isRuff ? 'ruff' : this.#isPylint ? 'pylint' : 'flake8',
      message: `${first.code} ${first.message}`,
      ...(code && { code }),
      location: { file: first.file, line: first.line, column: first.column },
      facts: { errors: count },
    });
    return { failures: [failure] };
  }

  #takeProblem(line: Line, text: string): boolean {
    const concise = CONCISE.exec(text)?.groups;
    const arrow = concise ? undefined : ARROW.exec(text)?.groups;
    const full = arrow && this.#header ? FULL.exec(this.#header.text)?.groups : undefined;
    const place = concise ?? (full && arrow);
    const what = concise ?? full;
    if (!place || !what) return false;
    this.#header = undefined;
    this.#count++;
    if (!concise || what['fix']) this.#isRuff = true;
    if (concise?.['colon']) this.#isPylint = true;
    const code = what['code'] as string;
    if (this.#codes.size < 300) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    this.#first ??= {
      file: place['file'] as string,
      line: Number(place['line']),
      column: Number(place['column']),
      code,
      message: what['message'] as string,
    };
    this.#excerpt.add(line, this.#count <= 3);
    return true;
  }
}

/** Source excerpts, help and headers between two problems. */
function belongs(text: string): boolean {
  return (
    text.trim() === '' ||
    /^\s{0,6}\d{0,6}\s{0,6}(?:\||\+|-) ?/.test(text) ||
    /^(?:help|note|info): |^\s{1,6}= help|^\s{2,}-> |^\d{1,6}\s{1,4}[A-Z]\d|^\*{5,} Module /.test(text) ||
    FULL.test(text)
  );
}
