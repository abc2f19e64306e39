import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const TITLE = /^=* ?slowest (?:\d{1,5} )?(?:test )?durations ?=*$/;
const ROW = /^(\d{1,7}\.\d\d)s (call|setup|teardown) {1,5}(\S.{0,500})$/;
/** Rows quoted as proof. */
const MOST_KEYS = 5;

/**
 * The table of `pytest --durations`. Slow tests are no failure: told beside one, or where the table is all there is in the
 * file.
 */
export const pytestDurations: Parser = {
  name: 'pytest-durations',
  anchors: ['slowest'],
  start(line, before) {
    if (!TITLE.test(line.text.trim())) return undefined;
    return new DurationsReading(line, before.length === 0 || before.every(({ text }) => text.trim() === ''));
  },
};

class DurationsReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #startsFile: boolean;
  #slowest: { seconds: number; phase: string; test: string } | undefined;
  #rows = 0;
  #total = 0;

  constructor(title: Line, startsFile: boolean) {
    this.#excerpt.add(title);
    this.#startsFile = startsFile && title.number <= 5;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const [, seconds, phase, test] = ROW.exec(line.text.trimEnd()) ?? [];
    if (seconds === undefined) return 'refused';
    this.#rows++;
    this.#total += Number(seconds);
    this.#excerpt.add(line, this.#rows <= MOST_KEYS);
    this.#slowest ??= { seconds: Number(seconds), phase: phase as string, test: (test as string).trim() };
    return 'more';
  }

  end(): Findings {
    if (this.#slowest === undefined) return { failures: [] };
    const { seconds, phase, test } = this.#slowest;
    const failure = this.#excerpt.failure({
      tool: 'pytest',
      kind: 'measurement',
      role: this.#startsFile ? 'cause' : 'aside',
      name: test,
      message: `${test} took ${seconds} s (${phase})`,
      facts: {
        measured: 'durations',
        slowestSeconds: seconds,
        listedSeconds: Math.round(this.#total * 100) / 100,
        phase,
        test,
      },
    });
    return { failures: [failure] };
  }
}
