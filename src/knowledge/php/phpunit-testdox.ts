import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { PhpTest } from './php-test.js';

/** ` ✘ Something that fails with data set "red one"`, with `[1.20 ms]` where times are told. */
const FAILED = /^ [✘✗] (?<name>\S.{0,800}?)(?: \[\d{1,9}(?:\.\d{1,3})? m?s\])?$/;
/** What the test said, behind a bar. */
const SAID = /^ {3}[│├┊|](?: (?<said>.*))?$/;
/** `Shop`, with its class in brackets where it has a namespace: `Diff (App\Tests\Diff)`. */
const CLASS = /^(?<title>[A-Z]\w{0,100}(?: \S{1,100}){0,20}?)(?: [([](?<class>[\w\\]{1,300})[)\]])?$/;
const OTHER = /^ [✔∅☢↩⚠] /;
const MOST_TESTS = 10_000;

/** Failed tests that PHPUnit tells as sentences (`--testdox`), each with its reason below. */
export const phpunitTestdox: Parser = {
  name: 'phpunit-testdox',
  anchors: [' ✘ ', ' ✗ '],
  start(line, before) {
    if (!FAILED.test(line.text)) return undefined;
    const run = new RunReading(before.findLast(({ text }) => CLASS.test(text))?.text);
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #tests: PhpTest[] = [];
  #class: string | undefined;

  constructor(heading: string | undefined) {
    this.#class = classOf(heading);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const name = FAILED.exec(text)?.groups?.['name'];
    const said = SAID.exec(text)?.groups;
    if (name !== undefined && this.#tests.length < MOST_TESTS)
      this.#tests.push(new PhpTest(line, this.#class === undefined ? name : `${this.#class}::${name}`));
    else if (said) this.#tests.at(-1)?.take(line, said['said'] ?? '');
    else if (CLASS.test(text)) this.#class = classOf(text);
    else if (text.trim() !== '' && !OTHER.test(text)) return 'refused';
    return 'more';
  }

  end(): Findings {
    return { failures: this.#tests.flatMap((test) => (test.message === undefined ? [] : [test.failure('phpunit')])) };
  }
}

function classOf(heading = ''): string | undefined {
  const { title, class: name } = CLASS.exec(heading)?.groups ?? {};
  return name ?? title;
}
