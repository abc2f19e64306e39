import type { Location } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';

const LONGEST = 60;
/** How `{:?}` prints an enum or a struct: `Os { code: 2, …`, `Database(SqliteError {…`. */
const DEBUG = /^Error: (?:[a-z_]{1,40}::){0,6}[A-Z][A-Za-z0-9]{1,80}(?:\(| \{(?: [a-z_]{1,40}: |$))/;

/**
 * A Rust program whose `main` returned an error: `Error: ` and its debug form, or the chain that anyhow and eyre print.
 * Other languages print `Error: ` too, so it counts only with one of these two or anyhow's stack of Rust functions.
 * Facts: `cause`, the end of the chain.
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
  #isStack = false;
  /** A function of Rust stands in the stack, as no other language writes it. */
  #isRust = false;
  #location: Location | undefined;
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
    this.#excerpt.add(line, this.#chain && !this.#isPlace && /^\s+\S/.test(text) && this.#excerpt.size < 14);
    return 'more';
  }

  end(): Findings {
    if (this.#foreign || !(this.#isDebug || this.#chain || this.#isRust)) return { failures: [] };
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'rust',
          kind: 'exception',
          code: 'error',
          // A task's panic was told when it happened; who waited for the task only repeats it.
          ...(/^task \d+ panicked\b/.test(this.#cause ?? this.#message) && { role: 'wrapper' }),
          message: this.#message === '' ? (this.#cause ?? '') : this.#message,
          ...(this.#location !== undefined && { location: this.#location }),
          facts: this.#cause === undefined ? {} : { cause: this.#cause },
        }),
      ],
    };
  }

  #isFrame(text: string): boolean {
    this.#isRust ||= /^\s{1,6}\d{1,3}: .*[\w>]::[\w<{]/.test(text);
    this.#location ??= ownPlace(text);
    return /^\s{1,6}\d{1,3}: \S/.test(text) || /^\s+at \S/.test(text);
  }

  #belongs(text: string): boolean {
    if (this.#isStack) return this.#isFrame(text);
    if (text === 'Stack backtrace:') {
      this.#isStack = true;
      return true;
    }
    if (text === 'Caused by:') {
      this.#chain = true;
      return true;
    }
    // color-eyre numbers the whole chain, the error itself included, below a heading without words.
    if (!this.#chain && this.#message === '' && /^\s{2,4}0: \S/.test(text)) this.#chain = true;
    if (this.#chain) {
      this.#isPlace ||= text === 'Location:';
      const link = /^\s{2,8}(?:\d+: )?(\S.*)$/.exec(text);
      if (this.#isPlace) this.#location ??= ownPlace(text);
      else if (link) this.#cause = (link[1] as string).slice(0, 300);
      return link !== null || text === 'Location:';
    }
    if (this.#depth <= 0 || this.#blanks.length > 0) return false;
    this.#depth += balance(text);
    return true;
  }
}

/** The place of a stack's frame in the project's own code, as Rust prints it; undefined for libraries and Rust's own. */
function ownPlace(text: string): Location | undefined {
  const [, file = '', line] = /^\s+(?:at )?(?:\.\/)?([\w./ -]{1,300}\.rs):(\d{1,7})(?::\d+)?$/.exec(text) ?? [];
  if (line === undefined || /(?:^|\/)(?:rustc|\.cargo|registry|vendor|library\/(?:std|core|alloc))\//.test(file))
    return undefined;
  return file.startsWith('/') ? undefined : { file, line: Number(line) };
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
