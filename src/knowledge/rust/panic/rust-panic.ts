import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { isLogged, saysError } from '../../../core/parse/logged.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { LINES_BEFORE } from '../../../core/parse/run.js';
import { isBeforeLogging } from './before-logging.js';
import { panicHeader } from './panic-header.js';
import { PanicText } from './panic-text.js';

/**
 * A panic anywhere: in a running program, a build script, a container. Inside a failed test it lies in that failure's span.
 * The name is the thread's. Format: library/std/src/panicking.rs.
 */
export const rustPanic: Parser = {
  name: 'rust-panic',
  anchors: [' panicked at'],
  start(line, before) {
    const header = panicHeader(line.text);
    if (!header || (!header.location && !header.open && !line.text.endsWith(' panicked at'))) return undefined;
    const isFirst = isBeforeLogging(line, before, LINES_BEFORE);
    return new PanicReading(reasonAbove(line, before), line, new PanicText(header), isFirst);
  },
};

/** The runtime's own panic where another one may not go on. Source: library/core/src/panicking.rs. */
const FOLLOWS = /^panic in a (?:function that cannot unwind|destructor during cleanup)/;

/** Programs often tell why before they panic: an error on the line above belongs to it. */
function reasonAbove(line: Line, before: readonly Line[]): readonly Line[] {
  const above = before.findLast(({ text }) => text.trim() !== '');
  return above !== undefined && above.step === line.step && saysError(above.text) ? [above] : [];
}

class PanicReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #panic: PanicText;
  #isBeforeLogging: boolean;
  /** A thread ended, and somebody wrote to the program's log after it. */
  #isOutlived = false;
  #blanks: Line[] = [];
  #keys = 0;

  constructor(above: readonly Line[], line: Line, panic: PanicText, isBeforeLogging: boolean) {
    this.#panic = panic;
    this.#isBeforeLogging = isBeforeLogging;
    for (const each of above) this.#excerpt.add(each, true);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const taken = this.#panic.take(line, this.#blanks.length > 0);
    if (taken === 'no') {
      // Standard output and error are two streams: a logger's line may come a moment after the panic it preceded.
      if (panicHeader(line.text) === undefined) this.#isBeforeLogging = false;
      this.#isOutlived = this.#panic.thread !== 'main' && isLogged(line.text);
      return 'refused';
    }
    if (taken === 'blank') {
      this.#blanks.push(line);
      return this.#blanks.length > 1 ? 'refused' : 'more';
    }
    for (const blank of this.#blanks) this.#excerpt.add(blank);
    this.#blanks = [];
    this.#excerpt.add(line, taken === 'message' && ++this.#keys <= 6);
    return 'more';
  }

  end(): Findings {
    const { location, thread, message } = this.#panic;
    const role = FOLLOWS.test(message) ? 'wrapper' : 'cause';
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'rust',
          kind: 'panic',
          name: thread,
          code: 'panic',
          role,
          message: message === '' ? `thread '${thread}' panicked` : message,
          ...(location && { location }),
          facts: {
            thread,
            ...this.#panic.facts,
            ...(this.#isBeforeLogging && { beforeLogging: 1 }),
            ...(this.#isOutlived && { fate: 'ended its thread' }),
          },
        }),
      ],
    };
  }
}
