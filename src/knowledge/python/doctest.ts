import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { DoctestExample } from './doctest-example.js';

/** `File "prices.py", line 3, in __main__.total`; Sphinx: `File "usage.rst", line 12, in default`. */
const PLACE = /^File "(?<file>[^"]{1,400})", line (?<line>\d{1,7}|\?), in (?<name>\S{1,400})$/;
const OVER = /^(?:\*{3,}|={5,}|-{5,})|^\d{1,7} items? (?:had failures|passed all tests):$/;
const MOST_LINES = 300;

/** An example that failed under `python -m doctest`, `doctest.testmod()` or Sphinx's doctest builder. */
export const doctest: Parser = {
  name: 'doctest',
  anchors: ['Failed example:'],
  start(line, before) {
    const head = before.at(-1);
    const groups = line.text === 'Failed example:' ? PLACE.exec(head?.text ?? '')?.groups : undefined;
    return head && groups ? new ExampleReading(head, line, groups) : undefined;
  },
};

class ExampleReading implements Reading {
  readonly #excerpt: Excerpt;
  readonly #example = new DoctestExample();
  readonly #groups: Record<string, string | undefined>;

  constructor(head: Line, line: Line, groups: Record<string, string | undefined>) {
    this.#excerpt = new Excerpt().add(head, true).add(line);
    this.#groups = groups;
  }

  next(line: Line): 'more' | 'refused' {
    if (OVER.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#excerpt.add(line, this.#example.take(line.text));
    return 'more';
  }

  end(): Findings {
    const { raised, message } = this.#example;
    const { file = '', line = '', name = '' } = this.#groups;
    const failure = this.#excerpt.failure({
      tool: 'python',
      kind: 'test',
      name,
      code: raised?.code ?? 'DocTestFailure',
      message: message ?? `an example of ${name} failed`,
      location: { file, ...(line !== '?' && { line: Number(line) }) },
      facts: { runner: 'doctest', ...(raised && { exception: raised.exception, rootException: raised.exception }) },
    });
    return { failures: [failure] };
  }
}
