import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `  Scenario: add twice  # features/cart.feature:3`; numbered in the list that cucumber-js prints at its end. */
const HEAD =
  /^\s{0,8}(?<number>\d{1,6}\) )?(?:Scenario(?: Outline)?|Example): (?<name>\S.{0,400}?)(?: \(attempt \d+[^)]{0,40}\))?(?: -- @[\d.]+ ?)?\s{1,200}# (?:file:\/\/)?(?<file>\S{1,400}\.feature):(?<line>\d{1,7})$/;
/** What follows the scenarios: the list of those that failed, or the counts. */
const OVER = /^(?:(?:Failing|Failed) [Ss]cenarios:|\d+ (?:[Ss]cenarios?|features?) |##\[|npm |Warnings:$)/;
const STEP = /^\s{1,12}(?:[✔✖×?-] )?(?:Given|When|Then|And|But|\*) \S.{0,600}$/;
const PLACE = /\s# (?<file>[^\s#:]{1,300}\.\w{1,5}):(?<line>\d{1,7})(?: \d[\d.]*s)?$/;
const MARKED = /^\s{1,12}(?:[✖×] |✖)/;
/** How the four print below a step why it failed. */
const REASON =
  /^\s{3,16}(?:ASSERT FAILED: |Assertion Failed: |Traceback \(most recent call last\):|(?<exception>(?:[\w$]{1,60}\.){0,10}[A-Z]\w{0,80}(?:Error|Exception))(?:: | \[\w+\]: |$)|\S.{0,800} \((?:[A-Z]\w{0,60}::){0,6}[A-Z]\w{0,80}\)$|Undefined\. Implement with)/;
const UNDEFINED = /^\s{1,12}(?:\? (?:Given|When|Then|And|But|\*) |Undefined\. Implement with)/;
const RAISED =
  /^\s{3,16}(?<exception>(?:[a-z_]\w{0,60}\.){0,10}[A-Z]\w{0,80}(?:Error|Exception|Exit|Schema|Failure))(?:: (?<message>.{1,600}))?$/;
const MOST_LINES = 200;

/**
 * Scenarios that failed, as Cucumber (JavaScript, Ruby, JVM) and behave print them: a step, and below it why. A scenario counts only
 * where a reason stands below one of its steps.
 */
export const scenario: Parser = {
  name: 'scenario',
  anchors: ['Scenario: ', 'Scenario Outline: ', 'Example: '],
  beside: { 'Example: ': ['.feature:'] },
  start(line) {
    return HEAD.test(line.text) ? new ScenarioReading(line) : undefined;
  },
};

class ScenarioReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  readonly #place: NonNullable<Failure['location']>;
  #step: Line | undefined;
  #failed: Line | undefined;
  #reason: string | undefined;
  #exception: string | undefined;
  #isUndefined = false;
  #inTrace = false;

  constructor(line: Line) {
    const said = HEAD.exec(line.text)?.groups as Record<'name' | 'file' | 'line', string>;
    this.#name = said.name;
    this.#place = { file: said.file, line: Number(said.line) };
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (HEAD.test(text) || OVER.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    if (/^\s{0,4}(?:Feature|Rule|Background): /.test(text)) return 'refused';
    const isKey = STEP.test(text) ? this.#takeStep(line) : this.#takeReason(line);
    this.#excerpt.add(line, isKey);
    return 'more';
  }

  end(): Findings {
    if (this.#failed === undefined) return { failures: [] };
    const step = this.#failed.text
      .trim()
      .replace(/(?<!\s)\s+# [\s\S]*/, '')
      .replace(/^[✖×?] /, '');
    const place = PLACE.exec(this.#failed.text)?.groups;
    const code = this.#isUndefined ? 'undefined' : this.#exception?.split('.').at(-1);
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: 'test',
      name: this.#name,
      message: (this.#reason ?? `${step} failed`).slice(0, 1000),
      ...(code !== undefined && { code }),
      location: place ? { file: place['file'] as string, line: Number(place['line']) } : this.#place,
      facts: {
        runner: 'scenario',
        step: step.slice(0, 300),
        feature: `${this.#place.file}:${this.#place.line}`,
        undefined: Number(this.#isUndefined),
      },
    });
    return { failures: [failure] };
  }

  #takeStep(line: Line): boolean {
    this.#inTrace = false;
    if (this.#failed !== undefined) return false;
    this.#step = line;
    this.#isUndefined = UNDEFINED.test(line.text);
    const isFailed = MARKED.test(line.text) || this.#isUndefined;
    if (isFailed) this.#failed = line;
    return isFailed;
  }

  /** Below a step stands why it failed; of a traceback its last line says so. */
  #takeReason({ text }: Line): boolean {
    const reason = this.#step === undefined ? undefined : REASON.exec(text)?.groups;
    const raised = this.#inTrace ? RAISED.exec(text)?.groups : undefined;
    if (raised) {
      this.#inTrace = false;
      this.#exception = raised['exception'];
      this.#reason = text.trim();
      return true;
    }
    const isUntold = this.#reason === undefined && text.trim() !== '' && this.#failed === this.#step;
    if (reason === undefined && !(isUntold && this.#failed !== undefined)) return false;
    if (this.#reason !== undefined && !this.#inTrace) return false;
    this.#failed ??= this.#step;
    this.#inTrace = text.includes('Traceback (most');
    this.#exception ??= reason?.['exception'];
    this.#reason = this.#isUndefined
      ? 'The step is not defined'
      : text.trim().replace(/^(?:ASSERT FAILED|Assertion Failed): /, '');
    return true;
  }
}
