import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** pnpm prints its code between thin spaces; consoles turn those into other characters. */
const ERROR =
  /^[^A-Za-z]{0,8}(?:.{0,10}?)?(?<code>ERR_PNPM_[A-Z0-9_]{2,80})[^A-Za-z0-9"'@./[{(]{0,10}(?:Ç[Ëë])?\s*(?<text>.{0,500})/;
const LIFECYCLE = /^.{0,14}ELIFECYCLE.{1,8}Command failed(?: with exit code (?<code>\d+))?/;
/** A script pnpm ran failed; pnpm has nothing to add. */
const WRAPPERS = /^ERR_PNPM_(?:RECURSIVE_RUN_FIRST_FAIL|RECURSIVE_FAIL|RECURSIVE_EXEC_FIRST_FAIL)$/;
const MOST_LINES = 40;

/** Errors of pnpm (`ERR_PNPM_…`) and its ` ELIFECYCLE ` end of a failed script. */
export const pnpm: Parser = {
  name: 'pnpm',
  anchors: ['ERR_PNPM_', 'ELIFECYCLE'],
  start(line) {
    const error = ERROR.exec(line.text);
    if (error) return new PnpmReading(line, error.groups?.['code'] as string, error.groups?.['text'] ?? '', Number.NaN);
    const end = /npm (?:ERR!|error)/.test(line.text) ? null : LIFECYCLE.exec(line.text);
    return end
      ? new PnpmReading(
          line,
          'ELIFECYCLE',
          line.text.slice(line.text.indexOf('Command failed')),
          Number(end.groups?.['code']),
        )
      : undefined;
  },
};

class PnpmReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #code: string;
  readonly #message: string;
  readonly #exitCode: number;

  constructor(line: Line, code: string, message: string, exitCode: number) {
    this.#excerpt.add(line, true);
    this.#code = code;
    this.#message = message;
    this.#exitCode = exitCode;
  }

  get #isWrapper(): boolean {
    return this.#code === 'ELIFECYCLE' || WRAPPERS.test(this.#code);
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#isWrapper || line.text.startsWith('##[') || ERROR.test(line.text) || this.#excerpt.size > MOST_LINES)
      return 'refused';
    // Explanations follow, indented or after one empty line.
    if (
      !/^\s|^$|^(?:Note that|Failure reason|specifiers in the lockfile|The latest release|Expected version|Got:|This (?:error )?happen|If you|Your |Here |Run |Please |Other releases)/.test(
        line.text,
      )
    )
      return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'npm',
      kind: this.#isWrapper ? 'command' : 'dependency',
      role: this.#isWrapper ? 'wrapper' : 'cause',
      message: this.#message === '' ? this.#code : this.#message,
      code: this.#code,
      ...(this.#exitCode > 0 && { facts: { exitCode: this.#exitCode } }),
    });
    return { failures: [failure] };
  }
}
