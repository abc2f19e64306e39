import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { withNumber } from '../../core/parse/anchors.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { DoctestExample } from './doctest-example.js';
import { withLookup } from './key-lookup.js';
import { chainEnds, PythonChain } from './python-chain.js';
import { chainFacts, chainLocation, statement } from './python-traceback.js';

/** xmlrunner says how long the test took. */
const HEAD = /^(FAIL|ERROR|UNEXPECTED SUCCESS)(?: \[\d{1,9}\.\d{1,9}s\])?: (\S.{0,1000})$/;
/** unittest names test and class, since 3.11 with the test in the class's place too; a sub-test's values follow. */
const TEST = /^(?<test>[A-Za-z_]\w{0,300}) \((?<where>[\w.<>]{1,500})\)(?<sub>(?: [[(<].{1,800})?)$/;
/** A generated test with its arguments, which may be cut: `test_x('a', ...) (tests.TestX)`. */
const GENERATED = /^(?<test>[A-Za-z_]\w{0,300}\(.{0,800}\)) \((?<where>(?:\w{1,200}\.){1,20}\w{1,200})\)(?<sub>)$/;
/** testtools puts no line break behind the letters of the progress. */
const RULE = /^[.FEsux]{0,2000}={60,}$/;
/** The exception with all its frames hidden. */
const BARE = /^(?:[A-Za-z_]\w*\.){1,10}[A-Z]\w*: /;
const THIN = /^-{60,}$/;

/** One `FAIL: test_x (tests.TestX.test_x)` block of unittest (and Django's test runner), up to the next rule. */
export const unittest: Parser = {
  name: 'unittest',
  anchors: ['FAIL: ', 'ERROR: ', 'UNEXPECTED SUCCESS: ', ...withNumber('FAIL ['), ...withNumber('ERROR [')],
  start(line, before) {
    const head = HEAD.exec(line.text);
    if (head === null || !RULE.test(before.at(-1)?.text ?? '')) return undefined;
    const [, verdict, printed = ''] = head;
    return printed.startsWith('<') ? undefined : new BlockReading(line, verdict ?? '', nameOf(printed));
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
  readonly #verdict: string;
  readonly #name: string;
  /** Where the test is the examples of a docstring. */
  #example: DoctestExample | undefined;
  #rules = 0;
  #reading = false;

  constructor(head: Line, verdict: string, name: string) {
    this.#excerpt.add(head, true);
    this.#verdict = verdict;
    this.#name = name;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (/^AssertionError: Failed doctest test for /.test(line.text)) this.#example = new DoctestExample();
    if (this.#example) return this.#takeExample(line, this.#example);
    const thin = THIN.test(line.text);
    if (thin) this.#rules++;
    if (RULE.test(line.text) || this.#rules > (this.#hasPassed ? 0 : 1) || this.#excerpt.size > 2000) return 'refused';
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

  /** The examples stand between rules of their own; `Ran 3 tests` ends the last of them. */
  #takeExample(line: Line, example: DoctestExample): 'more' | 'refused' {
    if (RULE.test(line.text) || /^Ran \d{1,9} tests? in /.test(line.text) || this.#excerpt.size > 2000)
      return 'refused';
    this.#excerpt.add(line, example.message === undefined && example.take(line.text));
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#failure()] };
  }

  /** It was expected to fail, and did not. */
  get #hasPassed(): boolean {
    return this.#verdict === 'UNEXPECTED SUCCESS';
  }

  get #bareWords(): string {
    return `${this.#name} ${this.#hasPassed ? 'passed unexpectedly' : 'failed'}`;
  }

  #failure(): Failure {
    const ends = chainEnds(this.#chain.raised);
    const location = ends && chainLocation(ends);
    const failure = this.#excerpt.failure({
      tool: 'python',
      kind: 'test',
      name: this.#name,
      code: this.#example?.raised?.code ?? ends?.final.code ?? (this.#verdict === 'ERROR' ? 'Error' : 'AssertionError'),
      message: this.#example?.message ?? (ends && statement(ends.final)) ?? this.#bareWords,
      ...(location && { location }),
      facts: ends === undefined ? {} : chainFacts(ends),
    });
    return withLookup(failure);
  }
}
