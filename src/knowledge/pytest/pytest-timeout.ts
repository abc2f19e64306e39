import type { Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { fileFrame, isProjectFile } from '../python/index.js';

/** pytest may have printed the test's file or name on the same line. */
const OPENING = /^(?:(?=\S{1,300}\.py)\S{1,400}(?: [.sxXFE]{0,400})? ?)?\+{1,400} Timeout \+{1,400}$/;
const RULE = /^\++ Timeout \++$/;
const MOST_LINES = 3000;

/** pytest-timeout's stack dump between two `+++ Timeout +++` rules: its thread method ends the whole process there. */
export const pytestTimeout: Parser = {
  name: 'pytest-timeout',
  anchors: ['+ Timeout +'],
  start: (line) => (OPENING.test(line.text) ? new DumpReading(line) : undefined),
};

class DumpReading implements Reading {
  readonly #excerpt = new Excerpt();
  #test: string | undefined;
  #place: Location | undefined;
  #inMain = true;

  constructor(rule: Line) {
    this.#excerpt.add(rule, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (RULE.test(line.text)) {
      this.#excerpt.add(line);
      return 'done';
    }
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    if (/^~+ Stack of /.test(line.text)) this.#inMain = line.text.includes('MainThread');
    this.#excerpt.add(line, this.#frame(line.text));
    return 'more';
  }

  /** Notes the deepest project frame of the main thread, and the test above it. */
  #frame(text: string): boolean {
    const frame = fileFrame(text);
    if (frame === undefined || !this.#inMain || !isProjectFile(frame.file)) return false;
    const name = text.slice(text.lastIndexOf(', in ') + 5).trim();
    this.#place = frame;
    if (this.#test === undefined && name.startsWith('test')) this.#test = `${frame.file}::${name}`;
    return true;
  }

  end() {
    const what = this.#test ?? 'a test';
    const failure = this.#excerpt.failure({
      tool: 'pytest',
      kind: 'test',
      ...(this.#test !== undefined && { name: this.#test }),
      code: 'Timeout',
      message: `Timeout: ${what} ran longer than pytest-timeout allows`,
      ...(this.#place && { location: this.#place }),
      facts: { phase: 'call' },
    });
    return { failures: [failure] };
  }
}
