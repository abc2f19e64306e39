import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { rubyFailure } from './ruby-test.js';

/** `Failure: test_adds(TestCart): <3> expected but was`; the class may be a sub test case with blanks. */
const HEAD =
  /^(?<verdict>Failure|Error): (?<test>test.{0,500}?)\((?<class>[A-Z][\w:]{0,200}(?:::[^()]{1,200})?)\)(?:: (?<message>.{0,800}))?$/;
const RULE = /^={79}$/;
const PLACE = /^(?<file>[^\s:]{1,400}\.rb):(?<line>\d{1,7}):in [`']/;
const THROWN = /^(?<exception>[A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,10}): (?<message>.{0,800})$/;
/** The source around the place, with its line numbers. */
const SOURCE = /^\s{1,10}(?:=> )?\s{0,10}\d{1,7}: /;
const MOST_LINES = 200;

/** A failed test of Ruby's test-unit, between two rules. */
export const testUnit: Parser = {
  name: 'test-unit',
  anchors: ['Failure: test', 'Error: test'],
  start(line, before) {
    const groups = HEAD.exec(line.text)?.groups;
    return groups && RULE.test(before.at(-1)?.text ?? '') ? new TestReading(line, groups) : undefined;
  },
};

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  readonly #exception: string | undefined;
  #message: string | undefined;
  #place: { file: string; line: number } | undefined;

  constructor(line: Line, { verdict, test, class: owner, message }: Record<string, string | undefined>) {
    this.#excerpt.add(line, true);
    this.#name = `${owner}#${test}`;
    const thrown = verdict === 'Error' ? THROWN.exec(message ?? '')?.groups : undefined;
    this.#exception = thrown?.['exception'];
    this.#message = thrown?.['message'] ?? message;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (RULE.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const place = this.#place === undefined ? PLACE.exec(text)?.groups : undefined;
    if (place && !/\/gems\//.test(place['file'] as string))
      this.#place = { file: place['file'] as string, line: Number(place['line']) };
    const isMessage = this.#message === undefined && !PLACE.test(text) && !SOURCE.test(text) && text.trim() !== '';
    if (isMessage) this.#message = text.trim();
    this.#excerpt.add(line, isMessage || place !== undefined);
    return 'more';
  }

  end(): Findings {
    const failure = rubyFailure(this.#excerpt, 'test-unit', {
      name: this.#name,
      message: this.#message || `${this.#name} failed`,
      exception: this.#exception,
      place: this.#place,
    });
    return { failures: [failure] };
  }
}
