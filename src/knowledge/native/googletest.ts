import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Nearby, Parser, Reading } from '../../core/parse/parser.js';

const BEGIN = /^\[={10}\] Running \d{1,7} tests? from \d/;
/**
 * `[  FAILED  ] Fruit/1.IsRipe, where TypeParam = int (3 ms)`, in the list at the end without the time; a name that an
 * instantiation gives may hold slashes, what a test is run with stands behind a comma.
 */
const FAILED =
  /^\[ {2}FAILED {2}\] (?<name>[\w/]{1,400}(?:\.[\w/]{1,400}|: SetUpTest(?:Suite|Case) or TearDownTest(?:Suite|Case)))(?:, where \S.{0,2000}?)?(?: \(\d{1,9} ms\))?$/;
/** What stands before the output of another test: its start, or how one ended. */
const MARK = /^\[ (?:RUN {6}| {6}OK| SKIPPED| {1,2}FAILED {1,2}|-{10}|={10})[ \]]/;
/** `a.cc:12: Failure`, with Microsoft's compiler `a.cc(12): error: Expected …`. */
const PLACE =
  /^(?<file>(?:[A-Za-z]:)?[^\s:()][^:()]{0,300})(?::(?<line>\d{1,7}): Failure|\((?<line2>\d{1,7})\): error: (?<said>.{1,400}))$/;
const UNKNOWN_PLACE = /^unknown file: (?:Failure|error: .{1,400})$/;
/** A test of the runner that shows what its own program prints. */
const CTEST_RESULT = /^\s{0,6}\d{1,6}\/\d{1,6} Test\s{1,6}#\d{1,6}: /;
/** `[  PASSED  ] 3 tests.`, `[  FAILED  ] 2 tests, listed below:`. */
const COUNTED =
  /^\[ {2}(?<what>PASSED|FAILED|SKIPPED) {1,2}\] (?<count>\d{1,7}) tests?(?:\(s\))?(?:\.|, listed below:)$/;
const MOST_TESTS = 10_000;
const LONGEST_MESSAGE = 12;

/** GoogleTest: each failed test once, under the name that its filter takes, with what it printed. */
export const googletest: Parser = {
  name: 'googletest',
  anchors: ['[==========] Running ', '[  FAILED  ] '],
  wakes: ['[  PASSED  ] ', '[  SKIPPED ] '],
  start(line, before) {
    const isBegin = BEGIN.test(line.text);
    if (!isBegin && !FAILED.test(line.text)) return undefined;
    const isShown = before.slice(-8).some(({ text }) => CTEST_RESULT.test(text));
    const run = new RunReading(isBegin && isShown);
    if (!isBegin) run.take(line, before);
    return run;
  },
};

/** One program's tests. */
class RunReading implements Reading {
  readonly dozes = true;
  /** CTest tells of the whole program as one test, with these lines in it. */
  readonly #isTold: boolean;
  readonly #tests = new Map<string, { readonly excerpt: Excerpt; readonly said: Said }>();
  readonly #counts = { PASSED: 0, FAILED: 0, SKIPPED: 0 };

  constructor(isTold: boolean) {
    this.#isTold = isTold;
  }

  next(line: Line, nearby?: Nearby): 'more' | 'refused' {
    if (BEGIN.test(line.text)) return 'refused';
    this.take(line, nearby?.(line.channel) ?? []);
    return 'more';
  }

  /** Takes a line that tells of a failed test, with what stands between its start and this line. */
  take(line: Line, before: readonly Line[]): void {
    const { what, count } = COUNTED.exec(line.text)?.groups ?? {};
    if (what !== undefined) this.#counts[what as 'PASSED'] = Number(count);
    const name = FAILED.exec(line.text)?.groups?.['name'];
    if (name === undefined || this.#tests.has(name) || this.#tests.size >= MOST_TESTS) return;
    const at = before.findLastIndex(({ text }) => MARK.test(text));
    const mark = before[at]?.text ?? '';
    // A brief run does not say where a test starts.
    const isOther = mark.startsWith('[ RUN') && !mark.endsWith(` ${name}`);
    const printed = isOther ? [] : before.slice(at + 1);
    const excerpt = new Excerpt();
    const said = readSaid(printed);
    for (const each of printed) if (each.text.trim() !== '') excerpt.add(each, said.lines.includes(each));
    this.#tests.set(name, { excerpt: excerpt.add(line, true), said });
  }

  end(): Findings {
    if (this.#isTold) return { failures: [] };
    const failures = [...this.#tests].map(([name, { excerpt, said }]) =>
      excerpt.failure({
        tool: 'log',
        kind: 'test',
        name,
        message: said.message ?? 'test failed',
        ...(said.location && { location: said.location }),
        facts: { runner: 'GoogleTest', suite: 'native' },
      }),
    );
    const { PASSED: passed, SKIPPED: skipped } = this.#counts;
    // A brief run counts only those that passed; a suite that was not set up is no test.
    const failed = this.#counts.FAILED || [...this.#tests.keys()].filter((name) => !name.includes(': ')).length;
    return { failures, ...(passed + failed > 0 && { tallies: [{ by: 'log', passed, failed, skipped }] }) };
  }
}

interface Said {
  readonly message?: string;
  readonly location?: { readonly file: string; readonly line: number };
  readonly lines: readonly Line[];
}

/** The first check that failed: where it stands, and what was expected, over the lines that belong to it. */
function readSaid(printed: readonly Line[]): Said {
  const at = printed.findIndex(({ text }) => PLACE.test(text) || UNKNOWN_PLACE.test(text));
  const head = printed[at];
  if (head === undefined) return { lines: [] };
  const { file, line, line2, said } = PLACE.exec(head.text)?.groups ?? {};
  const rest = printed.slice(at + 1, at + 1 + LONGEST_MESSAGE);
  const end = rest.findIndex(({ text }) => text.trim() === '' || PLACE.test(text) || UNKNOWN_PLACE.test(text));
  const below = end < 0 ? rest : rest.slice(0, end);
  const message = [said ?? '', ...below.map(({ text }) => text.trim())].join(' ').trim();
  return {
    lines: [head, ...below],
    ...(message !== '' && { message: message.slice(0, 800) }),
    ...(file !== undefined && { location: { file, line: Number(line ?? line2) } }),
  };
}
