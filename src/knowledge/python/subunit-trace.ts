import type { Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { likelyException, type PythonException } from './python-exception.js';
import { fileFrame, isProjectFile } from './python-frame.js';
import { statement } from './python-traceback.js';

/** `{0} pkg.tests.TestX.test_y [0.001234s] ... FAILED`: the worker, the test, how long it took. */
const HEAD = /^\{\d{1,4}\} (?<name>\S.{0,600}?) \[\d{1,9}(?:\.\d{1,9})?s\] \.\.\. FAILED$/;
/** `setUpClass (pkg.tests.TestX)`. */
const FIXTURE = /^(?<fixture>\w{1,100}) \((?<class>[\w.]{1,500})\)$/;
/** The next test, or the summary. */
const OVER = /^(?:\{\d{1,4}\} \S|={5,}$)/;
const MOST_LINES = 500;

/** A test that failed under stestr or subunit-trace (OpenStack): its verdict, then the traceback it captured. */
export const subunitTrace: Parser = {
  name: 'subunit-trace',
  anchors: ['s] ... FAILED'],
  start(line) {
    const name = HEAD.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new TestReading(line, name);
  },
};

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  #raised: PythonException | undefined;
  #place: Location | undefined;

  constructor(line: Line, name: string) {
    this.#excerpt.add(line, true);
    const { fixture, class: owner } = FIXTURE.exec(name)?.groups ?? {};
    this.#name = owner === undefined ? name : `${owner}.${fixture}`;
  }

  next(line: Line): 'more' | 'refused' {
    if (OVER.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const text = line.text.trim();
    const frame = fileFrame(line.text);
    if (frame && isProjectFile(frame.file)) this.#place = frame;
    const raised = this.#raised === undefined ? likelyException(text) : undefined;
    this.#raised ??= raised;
    this.#excerpt.add(line, raised !== undefined);
    return 'more';
  }

  end(): Findings {
    const raised = this.#raised;
    const failure = this.#excerpt.failure({
      tool: 'python',
      kind: 'test',
      name: this.#name,
      ...(raised && { code: raised.code }),
      message: raised === undefined ? `${this.#name} failed` : statement(raised),
      ...(this.#place && { location: this.#place }),
      facts: { runner: 'stestr', ...(raised && { exception: raised.exception }) },
    });
    return { failures: [failure] };
  }
}
