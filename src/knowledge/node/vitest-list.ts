import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** ` ❯ tests/auth.test.ts (12 tests | 1 failed) 2741ms`, with the project's name before the file where there are several. */
const FILE =
  /^ {0,3}(?:❯|ÔØ»|Γ¥») {1,3}(?:\|?[\w.@/ -]{1,100}\|? {1,2})?(?<file>[\w@.()[\]/\\-]{1,300}\.[cm]?[jt]sx?) {1,2}\(\d{1,6} tests? \| (?:\d{1,6} \w{1,12} \| )?\d{1,6} failed(?: \| [^)]{1,60})?\)/;
/** `     × adds up 12ms`; older versions write `   ❯ file > suite > test`. */
const TEST =
  /^ {3,6}(?:×|├ù|❯ (?=.{1,400} > )|x (?=.{1,800}\d ?m?s$)) ?(?<title>\S.{0,800}?)(?: \(retry x\d{1,3}\))?(?: \d{1,9} ?ms)?$/;
/** `       → expected 3 to be 4` */
const REASON = /^ {4,9}→ (?<reason>\S.{0,1000})$/;
/** What Vitest prints on its error stream about each of them. */
const DETAILS = /^\s{0,3}FAIL {2,3}\S/;
const TALLY = /^\s{0,5}(?:Test Files|Tests) {2}\d/;
const MOST_TESTS = 10_000;

/**
 * Failed tests as Vitest lists them below their file. What failed in them goes to the error stream, which is not there
 * where only the output was kept: then their names are all there is.
 */
export const vitestList: Parser = {
  name: 'vitest-list',
  anchors: [' failed)', ' failed | '],
  wakes: ['   × ', '   ├ù ', '   → ', '   ❯ ', '   x ', 'FAIL  ', 'Test Files  '],
  start(line) {
    const file = FILE.exec(line.text)?.groups?.['file'];
    return file === undefined ? undefined : new ListReading(line, file);
  },
};

interface Listed {
  readonly name: string;
  readonly file: string;
  readonly excerpt: Excerpt;
  reason?: string;
}

class ListReading implements Reading {
  readonly dozes = true;
  readonly #tests: Listed[] = [];
  #file: string;
  #heading: Line;
  #isTold = false;

  constructor(heading: Line, file: string) {
    this.#heading = heading;
    this.#file = file;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (DETAILS.test(text)) {
      this.#isTold = true;
      return 'refused';
    }
    if (TALLY.test(text)) return 'done';
    const file = FILE.exec(text)?.groups?.['file'];
    if (file !== undefined) {
      this.#heading = line;
      this.#file = file;
      return 'more';
    }
    const title = TEST.exec(text)?.groups?.['title'];
    if (title !== undefined) this.#list(line, title);
    else this.#say(line, REASON.exec(text)?.groups?.['reason']);
    return 'more';
  }

  end(): Findings {
    if (this.#isTold) return { failures: [] };
    const failures = this.#tests.map(({ name, file, excerpt, reason = 'failed' }) => {
      const exception = /^(?:\w+: )?([A-Z]\w{0,80}Error): /.exec(reason)?.[1];
      return excerpt.failure({
        tool: 'node',
        kind: 'test',
        name,
        message: reason,
        ...(exception && { code: exception }),
        location: { file },
        facts: { runner: 'vitest', ...(exception && { exception }) },
      });
    });
    return { failures };
  }

  #list(line: Line, title: string): void {
    if (this.#tests.length >= MOST_TESTS) return;
    const excerpt = new Excerpt().add(this.#heading).add(line, true);
    const name = title.startsWith(`${this.#file} > `) ? title : `${this.#file} > ${title}`;
    this.#tests.push({ name, file: this.#file, excerpt });
  }

  #say(line: Line, reason: string | undefined): void {
    const test = this.#tests.at(-1);
    if (reason === undefined || test === undefined || test.reason !== undefined) return;
    test.reason = reason;
    test.excerpt.add(line, true);
  }
}
