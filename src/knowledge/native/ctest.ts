import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** ` 3/8 Test  #3: crashes ......***Exception: SegFault  0.01 sec`. */
const RESULT =
  /^\s{0,6}\d{1,6}\/\d{1,6} Test\s{1,6}#(?<number>\d{1,6}): (?<name>\S.{0,500}?) \.{2,400}\s{0,4}(?:\*\*\*(?<how>[A-Z][\w: ]{2,60}?)|Passed|\S.{0,60}?)\s{1,10}\d[\d.]{0,20} sec/;
const LIST = /^The following tests FAILED:$/;
/** `	  3 - crashes (SEGFAULT)`, newer versions with the test's labels behind. */
const LISTED = /^\s{1,12}(?<number>\d{1,6}) - (?<name>\S.{0,500}?) \((?<how>[A-Z][\w ]{2,40})\)(?:\s{2,}\S.{0,400})?$/;
const OVER = /^(?:Errors while running CTest|\d{1,3}% tests passed)/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Failed tests of CTest, from the first one to the list at the end, with what they printed where it was shown. */
export const ctest: Parser = {
  name: 'ctest',
  anchors: ['***Failed', '***Timeout', '***Not Run', '***Exception', 'The following tests FAILED:'],
  start(line) {
    if (RESULT.exec(line.text)?.groups?.['how'] === undefined && !LIST.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

interface Told {
  name: string;
  how: string;
  readonly excerpt: Excerpt;
  printed?: string;
}

class RunReading implements Reading {
  /** By the number that CTest gives a test. */
  readonly #tests = new Map<string, Told>();
  #open: Told | undefined;
  #isList = false;

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (LIST.test(text)) this.#isList = true;
    const told = RESULT.exec(text)?.groups ?? (this.#isList ? LISTED.exec(text)?.groups : undefined);
    if (told) this.#result(line, told as Record<string, string>);
    else if (this.#isList && !LIST.test(text)) return text.trim() === '' ? 'more' : 'refused';
    else if (/^\s+Start\s{1,6}\d{1,6}: /.test(text) || OVER.test(text)) this.#open = undefined;
    else this.#printed(line);
    return 'more';
  }

  end(): Findings {
    const failures = [...this.#tests.values()].map(({ name, how, excerpt, printed }) =>
      excerpt.failure({
        tool: 'log',
        kind: 'test',
        name,
        code: how,
        message: printed === undefined ? `${name}: ${how}` : printed.slice(0, 800),
        facts: { runner: 'ctest', how },
      }),
    );
    return { failures };
  }

  #result(line: Line, { number = '', name = '', how }: Record<string, string>): void {
    this.#open = undefined;
    const known = this.#tests.get(number);
    // The list spells a long name out, and says in one word how it ended.
    if (known && this.#isList) Object.assign(known, { name, how });
    if (how === undefined || known || this.#tests.size >= MOST_TESTS) return;
    const test = { name, how, excerpt: new Excerpt().add(line, true) };
    this.#tests.set(number, test);
    if (!this.#isList) this.#open = test;
  }

  #printed(line: Line): void {
    const test = this.#open;
    if (test === undefined || line.text.trim() === '' || test.excerpt.size > MOST_LINES) return;
    const isFirst = test.printed === undefined;
    if (isFirst) test.printed = line.text.trim();
    test.excerpt.add(line, isFirst);
  }
}
