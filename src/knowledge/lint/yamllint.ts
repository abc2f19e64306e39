import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `  4:4       error    wrong indentation: expected 4 but found 3  (indentation)`, below the file's name. */
const STANDARD =
  /^\s{0,2}(?<line>\d{1,7}):(?<column>\d{1,7})\s{2,9}(?:error|warning)\s{2,4}(?<message>\S.{0,400}?)\s{1,2}\((?<rule>[a-z][a-z-]{2,40})\)$/;
/** `a.yaml:4:4: [error] wrong indentation: expected 4 but found 3 (indentation)` of `-f parsable`. */
const PARSABLE =
  /^(?<file>\S[^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,7}): \[(?:error|warning)\] (?<message>\S.{0,400}?) \((?<rule>[a-z][a-z-]{2,40})\)$/;
/** `4:4 [indentation] wrong indentation …` of `-f github`, where the runner took the command and its place off. */
const GITHUB =
  /^(?:::|##\[)(?:error|warning)[^\]:]{0,400}(?:::|\])(?<line>\d{1,7}):(?<column>\d{1,7}) \[(?<rule>[a-z][a-z-]{2,40})\] (?<message>\S.{0,400})$/;
const MOST_LINES = 5_000;

type Found = Readonly<Record<'file' | 'line' | 'column' | 'message' | 'rule', string>>;

/** What yamllint finds in YAML files, in its forms for people, for programs and for GitHub. */
export const yamllint: Parser = {
  name: 'yamllint',
  anchors: ['  error    ', ': [error] ', '::error file=', '##[error]'],
  start(line, before) {
    const found = foundIn(line);
    return found === undefined || isWarning(line) ? undefined : new YamllintReading(line, found, before);
  },
};

function foundIn({ text, printed }: Line): Found | undefined {
  const match =
    STANDARD.exec(unmarked(text)) ?? PARSABLE.exec(unmarked(text)) ?? GITHUB.exec(printed) ?? GITHUB.exec(text);
  return match?.groups as Found | undefined;
}

function isWarning({ text }: Line): boolean {
  return /\swarning\s|\[warning\]|::warning|##\[warning/.test(text);
}

class YamllintReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: Found;
  readonly #file: string | undefined;
  #errors = 1;

  constructor(line: Line, found: Found, before: readonly Line[]) {
    const heading = found.file === undefined ? headingOf(before) : undefined;
    this.#file = found.file ?? heading?.text.trim().replace(/^(?:::group::|##\[group\])/, '');
    if (heading !== undefined) this.#excerpt.add(heading);
    this.#excerpt.add(line, true);
    this.#first = found;
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    const found = foundIn(line);
    const isError = found !== undefined && !isWarning(line);
    if (isError) this.#errors++;
    if (found === undefined && line.text.trim() !== '' && !/\.ya?ml$/.test(line.text)) return 'refused';
    this.#excerpt.add(line, isError && this.#errors <= 3);
    return 'more';
  }

  end(): Findings {
    const { line, column, message, rule } = this.#first;
    const failure = this.#excerpt.failure({
      tool: 'yamllint',
      kind: 'lint',
      code: rule,
      message,
      ...(this.#file !== undefined && {
        location: { file: this.#file, line: Number(line), column: Number(column) },
      }),
      facts: { errors: this.#errors },
    });
    return { failures: [failure] };
  }
}

/** The file's name stands alone on the line above the first finding of it. */
function headingOf(before: readonly Line[]): Line | undefined {
  const heading = before.findLast((line) => foundIn(line) === undefined);
  return heading !== undefined && /^\s*(?:::group::|##\[group\])?[^\s:]+\.ya?ml$/.test(heading.text)
    ? heading
    : undefined;
}
