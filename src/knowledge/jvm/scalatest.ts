import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JvmTest } from './jvm-test.js';

/** `[info] - adds up *** FAILED ***`; Maven's plugin and Gradle print it without the level, some with a time. */
const CASE = /^(?:\[info\] )?\s{0,40}- (?<name>\S.{0,800}?) \*\*\* FAILED \*\*\*(?: \(\d.{0,60}\))?$/;
/** sbt on a test of JUnit: `[error] Test com.acme.FooTest.adds failed: expected:<1> but was:<2>, took 0.01 sec`. */
const JUNIT = /^\[error\] Test (?<name>\S{1,400}) failed: (?<message>.{0,800}?), took [\d.,]{1,12} sec$/;
const LEVEL = /^\[(?:info|error)\] /;
const MOST_LINES = 120;

/** Failed tests of ScalaTest, and of JUnit under sbt. */
export const scalatest: Parser = {
  name: 'scalatest',
  anchors: ['*** FAILED ***', '[error] Test '],
  start(line) {
    const name = (CASE.exec(line.text) ?? JUNIT.exec(line.text))?.groups?.['name'];
    return name === undefined ? undefined : new TestReading(line, name);
  },
};

class TestReading implements Reading {
  readonly #test: JvmTest;
  readonly #indent: number;
  readonly #hasLevel: boolean;

  constructor(line: Line, name: string) {
    this.#test = new JvmTest(line, name, 'scalatest');
    const message = JUNIT.exec(line.text)?.groups?.['message'];
    if (message !== undefined) this.#test.said(message);
    this.#hasLevel = LEVEL.test(line.text);
    this.#indent = indentOf(line.text.replace(LEVEL, ''));
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text.replace(LEVEL, '');
    const isOther = LEVEL.test(line.text) !== this.#hasLevel || text.trim() === '' || CASE.test(line.text);
    if (isOther || indentOf(text) <= this.#indent || this.#test.excerpt.size > MOST_LINES) return 'refused';
    this.#test.take(line, text);
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#test.failure()] };
  }
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
