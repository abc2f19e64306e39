import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `• [FAILED] [86.864 seconds]`, and before version 2 `• Failure [0.002 seconds]`, also in setting up a suite. */
const HEAD =
  /^(?:• (?:\[(?:FAILED|PANICKED|TIMEDOUT)\]|Failure|Panic) ?|\[(?:BeforeSuite|AfterSuite)\] \[(?:FAILED|PANICKED)\] )\[\d[\d.]{0,12} seconds?\]$/;
const PLACE = /^\s{0,20}(?<file>\/?[\w./@-]{1,400}\.go):(?<line>\d{1,7})(?: @ .{1,60})?$/;
const SAID = /^\s{0,8}\[(?:FAILED|PANICKED|TIMEDOUT)\] (?<message>.{1,600})$/;
const AT = /^\s{0,8}In \[\w{1,40}\] at: (?<file>\S{1,400}\.go):(?<line>\d{1,7})\b/;
const LABELS = / \[[\w, :-]{1,200}\]$/;
const RULE = /^-{20,}$/;
const MOST_LINES = 120;
/** Lines of a matcher's message that are joined: what was expected, how, and what was there. */
const MOST_SAID = 6;

/**
 * Ginkgo: one block for each spec that failed, between rules, with its full name below the head.
 * Source of facts: reporters/default_reporter.go of onsi/ginkgo.
 */
export const ginkgo: Parser = {
  name: 'ginkgo',
  anchors: ['[FAILED] [', '[PANICKED] [', '[TIMEDOUT] [', '• Failure [', '• Panic ['],
  start(line) {
    return HEAD.test(line.text) ? new SpecReading(line) : undefined;
  },
};

class SpecReading implements Reading {
  readonly #excerpt = new Excerpt();
  #name: string | undefined;
  readonly #said: string[] = [];
  #isSaying = false;
  #place: { file: string; line: number } | undefined;

  constructor(line: Line) {
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (RULE.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    if (this.#name === undefined && text.trim() !== '') {
      this.#name = text
        .trim()
        .replace(/\[It\] /, '')
        .replace(LABELS, '');
      this.#excerpt.add(line, true);
      return 'more';
    }
    const at = AT.exec(text)?.groups ?? (this.#said.length > 0 ? PLACE.exec(text)?.groups : undefined);
    if (at) this.#place ??= { file: at['file'] as string, line: Number(at['line']) };
    const said = SAID.exec(text)?.groups?.['message'];
    this.#say(said, text, at !== undefined);
    this.#excerpt.add(line, said !== undefined);
    return 'more';
  }

  /** A message goes on, set in, until the place is named. */
  #say(said: string | undefined, text: string, isPlace: boolean): void {
    if (said !== undefined && this.#said.length === 0) this.#isSaying = true;
    const isOld =
      said === undefined && this.#said.length === 0 && /^\s{2,8}(?:Expected|Unexpected|Timed out)\b/.test(text);
    if (isOld) this.#isSaying = true;
    if (isPlace) this.#isSaying = false;
    if (this.#isSaying && text.trim() !== '' && this.#said.length < MOST_SAID) this.#said.push((said ?? text).trim());
  }

  end(): Findings {
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: 'test',
      message: this.#said.length > 0 ? this.#said.join(' ').slice(0, 500) : 'test failed',
      ...(this.#name !== undefined && { name: this.#name }),
      ...(this.#place && { location: this.#place }),
      facts: { language: 'go' },
    });
    return { failures: [failure] };
  }
}
