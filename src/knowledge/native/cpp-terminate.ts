import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const START =
  /^terminate called (?:after throwing an instance of '(?<exception>[^']{1,300})'|without an active exception|recursively)/;
const WHAT = /^\s{1,4}what\(\):\s{1,4}(?<message>.{1,800})$/;

/** A C++ program that ended with an exception nobody caught (libstdc++'s and libc++abi's words). */
export const cppTerminate: Parser = {
  name: 'cpp-terminate',
  anchors: ['terminate called ', 'libc++abi: terminating'],
  start(line) {
    const match =
      START.exec(line.text) ??
      /^libc\+\+abi: terminating (?:due to|with) uncaught exception of type (?<exception>[^:]{1,300})/.exec(line.text);
    return match ? new TerminateReading(line, match.groups?.['exception']) : undefined;
  },
};

class TerminateReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #exception: string | undefined;
  #message: string;

  constructor(line: Line, exception: string | undefined) {
    this.#excerpt.add(line, true);
    this.#exception = exception;
    this.#message = line.text.slice(0, 500);
  }

  next(line: Line): 'more' | 'refused' {
    const what = WHAT.exec(line.text)?.groups?.['message'];
    const isEnd = /Aborted/.test(line.text) && /^\S{0,200}(?:: (?:line )?\d+:\s+\d+ )?Aborted/.test(line.text);
    if (what === undefined && !isEnd) return 'refused';
    if (what !== undefined) this.#message = what;
    this.#excerpt.add(line, what !== undefined);
    return 'more';
  }

  end() {
    const exception = this.#exception;
    const failure = this.#excerpt.failure({
      tool: 'shell',
      kind: 'signal',
      message: this.#message,
      ...(exception && { code: exception }),
      facts: exception ? { exception } : {},
    });
    return { failures: [failure] };
  }
}
