import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { chainEnds, PythonChain } from './python-chain.js';
import { chainFacts, chainLocation, statement } from './python-traceback.js';

const HEAD = /^\[(?:FAIL|ERROR)\]$/;
const RULE = /^(?:={79}|-{79})$/;
/** `pkg.test.test_x.TestX.test_y`, or the module that could not be loaded. */
const NAME = /^[A-Za-z_][\w.-]{0,600}$/;
const MOST_LINES = 2000;

/**
 * A block of Twisted's `trial`: a verdict below a rule, why, and the tests that failed of it. Each of them is a failure.
 * From `twisted/trial/reporter.py`, `_printResults`.
 */
export const trial: Parser = {
  name: 'trial',
  anchors: ['[FAIL]', '[ERROR]'],
  start(line, before) {
    return HEAD.test(line.text) && RULE.test(before.at(-1)?.text ?? '') ? new BlockReading(line) : undefined;
  },
};

class BlockReading implements Reading {
  readonly #lines: { readonly line: Line; readonly isKey: boolean }[] = [];
  readonly #chain = new PythonChain();
  /** What stands since the last blank line: the names, where the block ends there. */
  #names: Line[] = [];
  #isInChain = false;

  constructor(line: Line) {
    this.#lines.push({ line, isKey: false });
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (RULE.test(text) || this.#lines.length > MOST_LINES) return 'refused';
    if (text.startsWith('Traceback (most recent call last):')) this.#isInChain = true;
    const step = this.#isInChain ? this.#chain.offer(text) : 'over';
    if (step === 'over') this.#isInChain = false;
    if (text.trim() === '') this.#names = [];
    else this.#names.push(line);
    this.#lines.push({ line, isKey: step === 'stated' });
    return 'more';
  }

  end(): Findings {
    const names = this.#names.filter(({ text }) => NAME.test(text));
    return { failures: names.map((name) => this.#failure(name)) };
  }

  #failure(name: Line) {
    const excerpt = new Excerpt();
    for (const { line, isKey } of this.#lines)
      if (line === name || !this.#names.includes(line)) excerpt.add(line, isKey || line === name);
    const ends = chainEnds(this.#chain.raised);
    const location = ends && chainLocation(ends);
    return excerpt.failure({
      tool: 'python',
      kind: 'test',
      name: name.text,
      ...(ends && { code: ends.final.code }),
      message: ends === undefined ? `${name.text} failed` : statement(ends.final),
      ...(location && { location }),
      facts: { runner: 'trial', ...(ends && chainFacts(ends)) },
    });
  }
}
