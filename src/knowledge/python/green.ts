import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { chainEnds, PythonChain } from './python-chain.js';
import { chainFacts, chainLocation, statement } from './python-traceback.js';

/** `Failure in test_shop.ShopTest.test_subs (i=1)`. */
const HEAD = /^(?<verdict>Failure|Error) in (?<name>[\w.<>]{1,500}(?: [[(].{1,800})?)$/;
const FRAME = /^ {2}File "/;
const OVER = /^(?:Ran \d{1,9} tests? in |(?:Failure|Error|Skipped|Captured std\w+ for) )/;
const MOST_LINES = 2_000;

/** Failed tests of green, each a heading over a traceback without its first line. */
export const green: Parser = {
  name: 'green',
  anchors: ['Failure in ', 'Error in '],
  start(line) {
    const { verdict, name } = HEAD.exec(line.text)?.groups ?? {};
    return name === undefined ? undefined : new TestReading(line, name, verdict === 'Error');
  },
};

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #chain = new PythonChain();
  readonly #name: string;
  readonly #isError: boolean;

  constructor(line: Line, name: string, isError: boolean) {
    this.#excerpt.add(line, true);
    this.#name = name;
    this.#isError = isError;
    this.#chain.offer('Traceback (most recent call last):');
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#excerpt.size === 1 && !FRAME.test(line.text)) return 'refused';
    if (OVER.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const step = this.#chain.offer(line.text);
    if (step === 'over') return 'refused';
    this.#excerpt.add(line, step === 'stated');
    return 'more';
  }

  end(): Findings {
    const ends = chainEnds(this.#chain.raised);
    // Anybody may begin a line like that; green goes on with a traceback.
    if (ends === undefined) return { failures: [] };
    const location = chainLocation(ends);
    const failure = this.#excerpt.failure({
      tool: 'python',
      kind: 'test',
      name: this.#name,
      code: ends.final.code ?? (this.#isError ? 'Error' : 'AssertionError'),
      message: statement(ends.final) ?? `${this.#name} failed`,
      ...(location && { location }),
      facts: chainFacts(ends),
    });
    return { failures: [failure] };
  }
}
