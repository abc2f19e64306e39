import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Findings, Reading } from '../../core/parse/parser.js';

/** How the client's last words quote the command of a RUN, and what closes it. A heredoc's lines are broken as they stand. */
const QUOTES: readonly { readonly opens: string; readonly closes: RegExp }[] = [
  { opens: 'executor failed running [', closes: /\]: (?:exit code: |runc did not )/ },
  { opens: 'process "', closes: /" did not complete successfully: / },
];
const MOST_LINES = 200;

/** What closes the command that the words open and do not close; undefined where they are whole. */
function openQuote(said: string): RegExp | undefined {
  const quote = QUOTES.find(({ opens }) => said.startsWith(opens));
  return quote === undefined || quote.closes.test(said) ? undefined : quote.closes;
}

/** A failed RUN whose command is told over several lines, up to the one with its exit code. */
export class BrokenCommand implements Reading {
  readonly #lines: Line[];
  readonly #said: string[];
  readonly #closes: RegExp;
  readonly #failure: (lines: readonly Line[], message: string) => Failure | undefined;
  #isClosed = false;

  private constructor(
    first: Line,
    said: string,
    closes: RegExp,
    failure: (lines: readonly Line[], message: string) => Failure | undefined,
  ) {
    this.#lines = [first];
    this.#said = [said];
    this.#closes = closes;
    this.#failure = failure;
  }

  /**
   * @param said the line's words without who speaks
   * @param failure makes the failure of all its lines and their words
   * @returns undefined where the command is whole, or none is told
   */
  static of(
    first: Line,
    said: string,
    failure: (lines: readonly Line[], message: string) => Failure | undefined,
  ): BrokenCommand | undefined {
    const closes = openQuote(said);
    return closes && new BrokenCommand(first, said, closes, failure);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (this.#lines.length >= MOST_LINES) return 'refused';
    this.#lines.push(line);
    this.#said.push(line.text);
    this.#isClosed = this.#closes.test(line.text);
    return this.#isClosed ? 'done' : 'more';
  }

  end(): Findings {
    const failure = this.#isClosed ? this.#failure(this.#lines, this.#said.join('\n')) : undefined;
    return { failures: failure === undefined ? [] : [failure] };
  }
}
