import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JsTest } from './js-test.js';

/** `Chrome Headless 78.0.0 (Linux 0.0.0) the shop adds up FAILED` of the reporters progress, dots and others. */
const CASE =
  /(?:^|[\s)])(?<browser>[A-Z]\w{1,20}(?: \w{2,20})? [\d.]{1,20} \([\w .]{1,60}\)):? {1,2}(?!Executed \d)(?<name>\S.{0,800}) FAILED$/;
const BROWSER = /^\s{2,60}[A-Z]\w{1,20}(?: \w{2,20})? [\d.]{1,20} \([\w .]{1,60}\)$/;
/** The list of karma-mocha-reporter, a tree. */
const TREE = /^FAILED TESTS:$/;
const LEAF = /^(?<indent>\s{2,80})(?:✖|×|x|Γ£û) (?<name>.{1,800})$/;
/** Below the total, karma-spec-reporter lists the failed ones: `1) adds up`, further in its suites, further in why. */
const TOTAL = /^TOTAL: \d{1,7} FAILED/;
const ENTRY = /^\d{1,6}\) (?<name>\S.{0,800})$/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Failed tests as Karma's reporters tell them. */
export const karma: Parser = {
  name: 'karma',
  anchors: [' FAILED', 'FAILED TESTS:'],
  start(line) {
    if (TREE.test(line.text)) return new TreeReading();
    if (TOTAL.test(line.text)) return new ListReading();
    const name = CASE.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new CaseReading(line, name);
  },
};

/** One test; what it threw stands below, further in. */
class CaseReading implements Reading {
  readonly #test: JsTest;

  constructor(line: Line, name: string) {
    this.#test = new JsTest(line, name.trim());
  }

  next(line: Line): 'more' | 'refused' {
    if (/^\S/.test(line.text) || line.text.trim() === '' || this.#test.excerpt.size > MOST_LINES) return 'refused';
    this.#test.take(line);
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#test.failure('karma')] };
  }
}

class TreeReading implements Reading {
  readonly #tests: JsTest[] = [];
  /** The suites above, by how far in they stand. */
  readonly #suites: { readonly indent: number; readonly name: string }[] = [];
  /** Behind an empty line or another suite. */
  #mayBeHeading = true;

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (/^\S/.test(text)) return 'refused';
    const isBlank = text.trim() === '';
    const leaf = LEAF.exec(text)?.groups;
    const isHeading = leaf === undefined && !isBlank && this.#mayBeHeading && !/^\s*at /.test(text);
    if (leaf) this.#begin(line, (leaf['indent'] as string).length, leaf['name'] as string);
    else if (isHeading) this.#heading(text);
    else if (!isBlank) this.#reason(line);
    this.#mayBeHeading = isBlank || isHeading;
    return 'more';
  }

  end(): Findings {
    return { failures: this.#tests.map((test) => test.failure('karma')) };
  }

  /** Names above what stands as far in or less are over. */
  #close(indent: number): void {
    while ((this.#suites.at(-1)?.indent ?? -1) >= indent) this.#suites.pop();
  }

  #begin(line: Line, indent: number, name: string): void {
    this.#close(indent);
    const whole = [...this.#suites.map((suite) => suite.name), name].join(' ');
    if (this.#tests.length < MOST_TESTS) this.#tests.push(new JsTest(line, whole));
  }

  /** What follows an empty line is a suite, or a message that holds empty lines. */
  #heading(text: string): void {
    const indent = text.length - text.trimStart().length;
    this.#close(indent);
    if (this.#suites.length < 100) this.#suites.push({ indent, name: text.trim() });
  }

  #reason(line: Line): void {
    const test = this.#tests.at(-1);
    if (test !== undefined && !BROWSER.test(line.text) && test.excerpt.size < MOST_LINES) test.take(line);
  }
}

class ListReading implements Reading {
  readonly #tests: JsTest[] = [];
  /** An entry whose suites come next. */
  #pending: { readonly line: Line; readonly name: string } | undefined;

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const name = ENTRY.exec(text)?.groups?.['name'];
    if (name !== undefined) this.#pending = { line, name };
    else if (/^\S/.test(text)) return 'refused';
    else if (this.#pending) this.#begin(text);
    else if (text.trim() !== '') this.#tests.at(-1)?.take(line);
    return 'more';
  }

  end(): Findings {
    return { failures: this.#tests.map((test) => test.failure('karma')) };
  }

  #begin(suites: string): void {
    const { line, name } = this.#pending as { line: Line; name: string };
    this.#pending = undefined;
    if (this.#tests.length < MOST_TESTS) this.#tests.push(new JsTest(line, `${suites.trim()} ${name}`.trim()));
  }
}
