import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Nearby, Parser, Reading } from '../../core/parse/parser.js';
import { TELLING } from './telling.js';

/**
 * ` 3/8 Test  #3: crashes ......***Exception: SegFault  0.01 sec`, `… .....Subprocess aborted***Exception:   0.01 sec`. What was
 * skipped or switched off has not failed. A reason that holds a pattern may go on below. A further try is not counted.
 */
const RESULT =
  /^\s{0,14}(?:\d{1,6}\/\d{1,6} )?Test\s{1,6}#(?<number>\d{1,6}): (?<name>\S.{0,500}?) \.{2,400}\s{0,4}(?:(?:[A-Z][a-z]{2,20} [a-z]{2,20})?\*\*\*(?:Skipped|Not Run \(Disabled\)|(?<how>[A-Z]\w{1,30}(?: [A-Z]\w{1,30})?(?:: ?[A-Za-z]\w{1,40})?))(?=[\s:]|$)(?: {2}(?<why>(?:Required|Error) regular expression .{1,400}))?|Passed\s)/;
const LIST = /^The following tests FAILED:$/;
/** `	  3 - crashes (SEGFAULT)`, newer versions with the test's labels behind. */
const LISTED =
  /^\s{1,12}(?<number>\d{1,6}) - (?<name>\S.{0,500}?) \((?<how>(?!Skipped|Disabled)[A-Z][\w ]{2,40})(?:$|\)(?:\s{2,}\S.{0,400})?$)/;
const OVER = /^(?:Errors while running CTest|\d{1,3}% tests passed)/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Failed tests of CTest, from the first one to the list at the end, with what they printed where it was shown. */
export const ctest: Parser = {
  name: 'ctest',
  anchors: ['***Failed', '***Timeout', '***Not Run', '***Exception', 'The following tests FAILED:'],
  start(line, before) {
    if (RESULT.exec(line.text)?.groups?.['how'] === undefined && !LIST.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line, () => before);
    return run;
  },
};

interface Told {
  name: string;
  how: string;
  readonly excerpt: Excerpt;
  printed?: string;
  /** Whether what it printed names a reason, and does not only greet. */
  isTold?: boolean;
}

class RunReading implements Reading {
  /** By the number that CTest gives a test. */
  readonly #tests = new Map<string, Told>();
  #open: Told | undefined;
  #isList = false;

  next(line: Line, nearby?: Nearby): 'more' | 'refused' {
    const { text } = line;
    if (LIST.test(text)) this.#isList = true;
    const told = RESULT.exec(text)?.groups ?? (this.#isList ? LISTED.exec(text)?.groups : undefined);
    if (told) this.#result(line, told as Record<string, string>, nearby);
    else if (this.#isList && !LIST.test(text)) return /^\s*\)?$/.test(text) ? 'more' : 'refused';
    else if (/^\s+Start\s{1,6}\d{1,6}: /.test(text) || OVER.test(text)) this.#open = undefined;
    else if (/^(?:\s{0,6}test \d{1,6})?$/.test(text)) return 'more';
    else this.#printed(line, text);
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

  #result(line: Line, { number = '', name = '', how, why }: Record<string, string>, nearby?: Nearby): void {
    this.#open = undefined;
    const known = this.#tests.get(number);
    // It was run again (`--repeat until-pass`), and held this time.
    if (known && how === undefined) this.#tests.delete(number);
    // The list spells a long name out, and says in one word how it ended.
    if (known && this.#isList) Object.assign(known, { name, how });
    if (how === undefined || known || this.#tests.size >= MOST_TESTS) return;
    const test: Told = { name, how, excerpt: new Excerpt(), ...(why !== undefined && { printed: why, isTold: true }) };
    this.#tests.set(number, test);
    if (this.#isList) test.excerpt.add(line, true);
    else {
      this.#open = test;
      this.#told(number, nearby?.(line.channel) ?? []);
      test.excerpt.add(line, true);
    }
  }

  /** With `-V` a test's lines stand before its result, each behind its number. */
  #told(number: string, before: readonly Line[]): void {
    const start = `${number}: `;
    for (const line of before) {
      const text = line.text.trimStart();
      if (
        text.startsWith(start) &&
        !/^\d{1,6}: (?:Test (?:command|timeout|environment|working)|Working Directory|Environment variables)\b/.test(
          text,
        )
      )
        this.#printed(line, text.slice(start.length));
    }
  }

  #printed(line: Line, text: string): void {
    const test = this.#open;
    if (test === undefined || text.trim() === '' || test.excerpt.size > MOST_LINES) return;
    const isTelling = !test.isTold && TELLING.test(text);
    const isFirst = test.printed === undefined;
    if (isFirst || isTelling) test.printed = text.trim();
    if (isTelling) test.isTold = true;
    test.excerpt.add(line, isFirst || isTelling);
  }
}
