import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { chainEnds, chainFacts, chainLocation, PythonChain, statement } from '../python/index.js';

const MARK = 'INTERNALERROR>';

/** `INTERNALERROR> …`: pytest itself, a plugin or a hook crashed (exit code 3). */
export const pytestInternal: Parser = {
  name: 'pytest-internal',
  anchors: [MARK],
  start: (line) => (line.text.startsWith(MARK) ? new InternalReading(line) : undefined),
};

class InternalReading implements Reading {
  readonly #excerpt = new Excerpt();
  #chain = new PythonChain();
  #last = '';

  constructor(first: Line) {
    // What was pasted may begin among the frames.
    if (/^ {2,4}File "/.test(first.text.slice(MARK.length))) this.#chain.offer('Traceback (most recent call last):');
    this.#take(first);
  }

  next(line: Line): 'more' | 'refused' {
    if (!line.text.startsWith(MARK)) return 'refused';
    this.#take(line);
    return 'more';
  }

  #take(line: Line): void {
    const text = line.text.slice(MARK.length).replace(/^ /, '');
    if (/^Traceback \(most recent/.test(text) && chainEnds(this.#chain.raised) !== undefined)
      this.#chain = new PythonChain();
    const step = this.#chain.offer(text);
    if (text.trim() !== '') this.#last = text.trim();
    this.#excerpt.add(line, step === 'stated');
  }

  end() {
    const ends = chainEnds(this.#chain.raised);
    const location = ends && chainLocation(ends);
    const failure = this.#excerpt.failure({
      tool: 'pytest',
      kind: 'session',
      name: 'INTERNALERROR',
      code: ends?.final.code ?? '3',
      message: ends === undefined ? this.#last : statement(ends.final),
      ...(location && { location }),
      facts: { exitCode: 3, ...(ends && chainFacts(ends)) },
    });
    return { failures: [failure] };
  }
}
