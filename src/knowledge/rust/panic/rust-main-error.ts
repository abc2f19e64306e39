import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';

const LONGEST = 60;
/** How `{:?}` prints an enum or a struct: `Os { code: 2, …`, `Database(SqliteError {…`. */
const DEBUG = /^Error: (?:[a-z_]{1,40}::){0,6}[A-Z][A-Za-z0-9]{1,80}(?:\(| \{(?: [a-z_]{1,40}: |$))/;

/**
 * A Rust program whose `main` returned an error: `Error: ` and its debug form, or the chain that anyhow and eyre print.
 * Other languages print `Error: ` too, so it counts only with one of these two. Facts: `cause`, the end of the chain.
 */
export const rustMainError: Parser = {
  name: 'rust-main-error',
  anchors: ['Error: '],
  start(line) {
    return /^Error: /.test(line.text) && !line.text.startsWith('Error: Process completed')
      ? new MainError(line)
      : undefined;
  },
};

class MainError implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  readonly #isDebug: boolean;
  #depth: number;
  #chain = false;
  /** What follows is where the error was made, no link of the chain. */
  #isPlace = false;
  #cause: string | undefined;
  #blanks: Line[] = [];
  #foreign = false;

  constructor(line: Line) {
    this.#excerpt.add(line, true);
    this.#message = line.text.slice(7).trim();
    this.#isDebug = DEBUG.test(line.text);
    this.#depth = balance(line.text);
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text;
    if (this.#excerpt.size >= LONGEST) return 'refused';
    if (text.trim() === '') {
      this.#blanks.push(line);
      return this.#blanks.length > 1 ? 'refused' : 'more';
    }
    // A JavaScript stack: not ours.
    if (this.#excerpt.size === 1 && /^\s+at /.test(text)) this.#foreign = true;
    if (this.#foreign || !this.#belongs(text)) return 'refused';
    for (const blank of this.#blanks) this.#excerpt.add(blank);
    this.#blanks = [];
    this.#excerpt.add(line, this.#chain && /^\s+\S/.test(text) && this.#excerpt.size < 14);
    return 'more';
  }

  end(): Findings {
    if (this.#foreign || !(this.#isDebug || this.#chain)) return { failures: [] };
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'rust',
          kind: 'exception',
          code: 'error',
          message: this.#message === '' ? (this.#cause ?? '') : this.#message,
          facts: this.#cause === undefined ? {} : { cause: this.#cause },
        }),
      ],
    };
  }

  #belongs(text: string): boolean {
    if (text === 'Caused by:') {
      this.#chain = true;
      return true;
    }
    // color-eyre numbers the whole chain, the error itself included, below a heading without words.
    if (!this.#chain && this.#message === '' && /^\s{2,4}0: \S/.test(text)) this.#chain = true;
    if (this.#chain) {
      this.#isPlace ||= text === 'Location:';
      const link = /^\s{2,8}(?:\d+: )?(\S.*)$/.exec(text);
      if (link && !this.#isPlace) this.#cause = (link[1] as string).slice(0, 300);
      return link !== null || /^(?:Stack backtrace:|Location:)/.test(text);
    }
    if (this.#depth <= 0 || this.#blanks.length > 0) return false;
    this.#depth += balance(text);
    return true;
  }
}

/** Opening less closing brackets: `{:#?}` prints a value over several lines. */
function balance(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '(' || char === '[') depth++;
    else if (char === '}' || char === ')' || char === ']') depth--;
  }
  return depth;
}
