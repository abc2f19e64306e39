import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { chainEnds, PythonChain } from './python-chain.js';
import { chainFacts, chainLocation, statement } from './python-traceback.js';

const HEAD = /^(FAIL|ERROR): (\S.{0,1000})$/;
/** unittest names test and class, since 3.11 with the test in the class's place too; a sub-test's values follow. */
const TEST = /^(?<test>[A-Za-z_]\w{0,300}) \((?<where>[\w.<>]{1,500})\)(?<sub>(?: [[(<].{1,800})?)$/;
/** A generated test with its arguments, which may be cut: `test_x('a', ...) (tests.TestX)`. */
const GENERATED = /^(?<test>[A-Za-z_]\w{0,300}\(.{0,800}\)) \((?<where>(?:\w{1,200}\.){1,20}\w{1,200})\)(?<sub>)$/;
const RULE = /^={60,}$/;
/** The exception with all its frames hidden. */
const BARE = /^(?:[A-Za-z_]\w*\.){1,10}[A-Z]\w*: /;
const THIN = /^-{60,}$/;

/** One `FAIL: test_x (tests.TestX.test_x)` block of unittest (and Django's test runner), up to the next rule. */
export const unittest: Parser = {
  name: 'unittest',
  anchors: ['FAIL: ', 'ERROR: '],
  start(line, before) {
    const head = HEAD.exec(line.text);
    if (head === null || !RULE.test(before.at(-1)?.text ?? '')) return undefined;
    const [, verdict, printed = ''] = head;
    return new BlockReading(line, verdict === 'FAIL', nameOf(printed));
  },
};

/** The test with its class in front; what nose calls otherwise (`Doctest: m.C`, a docstring, `Failure: ImportError (…)`) stays as it is. */
function nameOf(printed: string): string {
  const groups = (TEST.exec(printed) ?? GENERATED.exec(printed))?.groups;
  if (groups === undefined) return printed.trim();
  const { test = '', where = '', sub = '' } = groups;
  return (where.endsWith(`.${test}`) ? where : `${where}.${test}`) + sub;
}

class BlockReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #chain = new PythonChain();
  readonly #assertion: boolean;
  readonly #name: string;
  #rules = 0;
  #reading = false;

  constructor(head: Line, assertion: boolean, name: string) {
    this.#excerpt.add(head, true);
    this.#assertion = assertion;
    this.#name = name;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const thin = THIN.test(line.text);
    if (thin) this.#rules++;
    if (RULE.test(line.text) || this.#rules > 1 || this.#excerpt.size > 2000) return 'refused';
    if (line.text.startsWith('Traceback (most recent') || /^\s*\+ Exception Group Traceback/.test(line.text))
      this.#reading = true;
    else if (this.#rules === 1 && this.#excerpt.size === 2 && BARE.test(line.text)) {
      this.#chain.offer('Traceback (most recent call last):');
      this.#reading = true;
    }
    let stated = false;
    if (this.#reading) {
      const step = this.#chain.offer(line.text);
      stated = step === 'stated';
      if (step === 'over') this.#reading = false;
    }
    this.#excerpt.add(line, stated);
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#failure()] };
  }

  #failure(): Failure {
    const ends = chainEnds(this.#chain.raised);
    const location = ends && chainLocation(ends);
    return this.#excerpt.failure({
      tool: 'python',
      kind: 'test',
      name: this.#name,
      code: ends?.final.code ?? (this.#assertion ? 'AssertionError' : 'Error'),
      message: ends === undefined ? `${this.#name} failed` : statement(ends.final),
      ...(location && { location }),
      facts: ends === undefined ? {} : chainFacts(ends),
    });
  }
}
