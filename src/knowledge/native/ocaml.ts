import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `File "bin/main.ml", line 3, characters 13-18:`, of several lines `lines 3-4`; behind `# ` where opam retells it. */
const PLACE =
  /^(?:# )?File "(?<file>[^"]{1,300}\.(?:ml|mli|mll|mly|v)|(?:[^"]{0,200}\/)?dune)", lines? (?<line>\d{1,7})(?:-\d{1,7})?(?:, characters (?<column>\d{1,6})-\d{1,6})?:$/;
const MESSAGE = /^(?:# )?(?:Error(?: \([^)]{1,80}\))?: ?(?<message>.{0,600})|Error$)/;
/** What stands between the place and the message: the code with its marks. */
const MOST_CODE = 12;
const MOST_LINES = 30;

/** Errors of OCaml's and Rocq's compilers and of dune: the place, the code, and then the message. */
export const ocaml: Parser = {
  name: 'ocaml',
  anchors: ['File "'],
  beside: { 'File "': [', line ', ', lines '] },
  start(line) {
    const place = PLACE.exec(line.text)?.groups;
    return place ? new ErrorReading(line, place) : undefined;
  },
};

class ErrorReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #place: Record<string, string | undefined>;
  readonly #aftermath = new Aftermath(60);
  #message: string | undefined;
  #lines = 0;
  #isFailure = true;

  constructor(line: Line, place: Record<string, string | undefined>) {
    this.#excerpt.add(line, true);
    this.#place = place;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    this.#lines++;
    if (this.#message === undefined) {
      const said = MESSAGE.exec(text);
      if (said) this.#message = said.groups?.['message']?.trim() ?? '';
      else if (this.#lines > MOST_CODE || !/^(?:# )?(?:\s*\d{1,7} \||[\s.^]*$|Error)/.test(text))
        this.#isFailure = false;
      if (!this.#isFailure) return 'refused';
      this.#excerpt.add(line, said !== null);
      return 'more';
    }
    if (PLACE.test(text)) return 'refused';
    const judged = this.#aftermath.judge(text);
    if (judged === 'passed') this.#isFailure = false;
    if (judged !== 'open') return 'refused';
    if (/^(?:# )? /.test(text) && this.#lines < MOST_LINES) this.#excerpt.add(line);
    return 'more';
  }

  end(): Findings {
    if (!this.#isFailure || this.#message === undefined) return { failures: [] };
    const { file = '', line, column } = this.#place;
    const failure = this.#excerpt.failure({
      tool: 'shell',
      kind: 'compile-error',
      code: 'source',
      message: this.#message || 'compile error',
      location: { file, line: Number(line), ...(column !== undefined && { column: Number(column) + 1 }) },
      facts: { language: 'OCaml' },
    });
    return { failures: [failure] };
  }
}
