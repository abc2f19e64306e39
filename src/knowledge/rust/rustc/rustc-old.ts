import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { dependencyOf } from '../panic/rust-location.js';

/** `src/main.rs:7:18: 7:23 error: mismatched types:`, where it begins and ends. */
const HEADLINE =
  /^(?<file>(?:[A-Za-z]:)?[^\s:][^:]{0,400}\.rs):(?<line>\d{1,7}):(?<column>\d{1,5}): \d{1,7}:\d{1,5} error: (?<message>\S.{0,800})$/;
const CODE = / \[(E\d{4})\]$/;
/** A help, a note or a warning of the same form, or the source line. */
const PLACED = /^(?:[A-Za-z]:)?[^\s:][^:]{0,400}\.rs:\d{1,7}(?::\d{1,5}: \d{1,7}:\d{1,5} (?:help|note): |\s)/;
const OVER =
  /^(?:error: aborting due to|Could not compile|Build failed|\s*(?:Compiling|Running|Fresh) |##\[|test )|: (?:error|warning): /;
const MOST_LINES = 60;

/** One diagnostic of rustc before 1.12, as its emitter printed it until 2016: place and message on one line, the code at its end. */
export const rustcOld: Parser = {
  name: 'rustc-old',
  anchors: [' error: '],
  beside: { ' error: ': ['.rs:'] },
  start(line) {
    const said = HEADLINE.exec(line.text)?.groups;
    return said === undefined ? undefined : new OldDiagnostic(line, said as Said);
  },
};

type Said = Readonly<Record<'file' | 'line' | 'column' | 'message', string>>;

class OldDiagnostic implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: Said;
  readonly #message: string[];
  /** The message goes on until the source line is shown. */
  #isSaying: boolean;

  constructor(line: Line, said: Said) {
    this.#said = said;
    this.#message = [said.message];
    this.#isSaying = !CODE.test(said.message);
    this.#excerpt.add(line, true);
  }

  next({ text, ...rest }: Line): 'more' | 'refused' {
    if (HEADLINE.test(text) || OVER.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const isPlaced = PLACED.test(text);
    if (!isPlaced && !this.#isSaying && !/^\s/.test(text)) return 'refused';
    if (isPlaced) this.#isSaying = false;
    if (this.#isSaying) this.#say(text);
    this.#excerpt.add({ text, ...rest }, this.#isSaying || text.includes('^'));
    return 'more';
  }

  end(): Findings {
    const { file, line, column } = this.#said;
    const message = this.#message.join('\n');
    const code = CODE.exec(message)?.[1];
    const dependency = dependencyOf(file);
    const failure = this.#excerpt.failure({
      tool: 'rustc',
      kind: 'compile-error',
      message: message.replace(CODE, ''),
      ...(code !== undefined && { code }),
      location: { file, line: Number(line), column: Number(column) },
      facts: dependency === undefined ? {} : { dependency },
    });
    return { failures: [failure] };
  }

  #say(text: string): void {
    this.#message.push(text.trim());
    if (CODE.test(text)) this.#isSaying = false;
  }
}
