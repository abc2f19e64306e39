import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import { Aftermath } from './ending.js';
import { Excerpt } from './excerpt.js';
import type { Findings, Reading } from './parser.js';

const MOST_LINES = 200;
const PATIENCE = 40;
/** What belongs to a message stands in so many lines below it; further down another command prints. */
const MOST_BELOW = 40;

/** What a compiler's first message said. */
export type CompilerSaid = Pick<Failure, 'tool' | 'message' | 'facts'> &
  Partial<Pick<Failure, 'code' | 'location' | 'name'>>;

/** How to read on after the first message. */
export interface CompilerDialect {
  /** Whether a line is a further message. */
  isMessage(text: string): boolean;
  /** Whether a line is the compiler's own last word, that it failed. */
  isEnd?(text: string): boolean;
  /** Whether a line shows that another parser tells all this. */
  isForeign?(text: string): boolean;
  /** How many lines may stand between a message and the word that the command failed; 40 without it. */
  readonly patience?: number;
}

/**
 * Messages of a compiler, one line each with what stands below it, from the first one on, as one failure. It is one only
 * when something says soon that the command failed, or the text ends.
 */
export class CompilerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: CompilerSaid;
  readonly #dialect: CompilerDialect;
  readonly #aftermath: Aftermath;
  #below = 0;
  #isFailure = true;

  constructor(line: Line, said: CompilerSaid, dialect: CompilerDialect) {
    this.#said = said;
    this.#dialect = dialect;
    this.#aftermath = new Aftermath(dialect.patience ?? PATIENCE);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { isMessage, isEnd, isForeign } = this.#dialect;
    if (isForeign?.(line.text)) this.#isFailure = false;
    if (!this.#isFailure || isEnd?.(line.text)) return 'refused';
    const isAnother = isMessage(line.text);
    if (isAnother) this.#aftermath.restart();
    const judged = isAnother ? 'open' : this.#aftermath.judge(line.text);
    if (judged === 'passed') this.#isFailure = false;
    if (judged !== 'open' || this.#excerpt.size >= MOST_LINES) return 'refused';
    this.#below = isAnother ? 0 : this.#below + 1;
    if (this.#below <= MOST_BELOW) this.#excerpt.add(line, isAnother);
    return 'more';
  }

  end(): Findings {
    if (!this.#isFailure) return { failures: [] };
    return { failures: [this.#excerpt.failure({ kind: 'compile-error', ...this.#said })] };
  }
}
