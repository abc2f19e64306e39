import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const FAIL = /^\s{0,16}--- FAIL: (?<name>\S{1,300}) \(\d+\.\d+s\)$/;
const COMPILE = /^(?:\.{1,2}\/)?(?<file>[\w./-]{1,300}\.go):(?<line>\d{1,7}):(?<column>\d{1,7}): (?<message>.{1,500})$/;
const PLACE = /^\s{4,}(?<file>[\w./-]{1,200}\.go):(?<line>\d{1,7}): (?<message>.{1,800})$/;
const MOST_LINES = 200;

/** Go: failed tests of `go test` and packages that did not compile. */
export const goTest: Parser = {
  name: 'go-test',
  anchors: ['--- FAIL: ', '.go:'],
  start(line, before) {
    const name = FAIL.exec(line.text)?.groups?.['name'];
    if (name) return new GoReading(line, name, undefined);
    const match = COMPILE.exec(unmarked(line.text))?.groups;
    // A package heading stands above, or the runner's problem matcher has marked the line.
    const isError =
      line.text.startsWith('##[error]') ||
      before.slice(-12).some((each) => /^# [\w./-]{1,300}(?: \[.{1,300}\])?$/.test(each.text));
    return match && isError ? new GoReading(line, undefined, match) : undefined;
  },
};

class GoReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string | undefined;
  #message: string | undefined;
  #location: { file: string; line: number; column?: number } | undefined;
  #isParent = false;

  constructor(line: Line, name: string | undefined, compile: Record<string, string | undefined> | undefined) {
    this.#excerpt.add(line, true);
    this.#name = name;
    if (!compile) return;
    this.#message = compile['message'];
    this.#location = {
      file: compile['file'] as string,
      line: Number(compile['line']),
      column: Number(compile['column']),
    };
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    if (this.#name === undefined) {
      if (!COMPILE.test(unmarked(text)) && !/^\t/.test(text)) return 'refused';
      this.#excerpt.add(line);
      return 'more';
    }
    if (FAIL.test(text) || /^\s{4,}--- (?:PASS|SKIP)/.test(text)) {
      this.#isParent ||= text.includes(`${this.#name}/`);
      return 'refused';
    }
    if (!/^\s{4,}\S|^\t|^\s*$/.test(text)) return 'refused';
    const place = this.#message === undefined ? PLACE.exec(text)?.groups : undefined;
    if (place) {
      this.#message = place['message'];
      this.#location = { file: place['file'] as string, line: Number(place['line']) };
    }
    this.#excerpt.add(line, place !== undefined);
    return 'more';
  }

  end(): Findings {
    const isCompile = this.#name === undefined;
    const isDownload =
      isCompile && /@v\d\S{0,100}: (?:Get "|reading |unrecognized import|verifying )/.test(this.#message ?? '');
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: isDownload ? 'dependency' : isCompile ? 'compile-error' : 'test',
      role: this.#isParent && this.#message === undefined ? 'wrapper' : 'cause',
      message: this.#message ?? 'test failed',
      ...(this.#name && { name: this.#name }),
      ...(this.#location && { location: this.#location }),
      facts: { language: 'go' },
    });
    return { failures: [failure] };
  }
}
