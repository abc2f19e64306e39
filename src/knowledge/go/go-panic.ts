import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const GOROUTINE = /^goroutine \d{1,9} \[running/;
const PANIC = /^(?:panic|fatal error): (?<message>.{1,800})$/;
const PLACE = /^(?:\t| {4,8})(?<file>\S.{0,400}\.go):(?<line>\d{1,7})(?: \+0x[0-9a-f]{1,16})?$/;
const MOST_LINES = 120;

/** A Go program that panicked: `panic: …`, then `goroutine 1 [running]:` and its stack. */
export const goPanic: Parser = {
  name: 'go-panic',
  anchors: ['goroutine '],
  start(line, before) {
    if (!GOROUTINE.test(line.text)) return undefined;
    const at = before.findLastIndex((each) => PANIC.test(each.text));
    return at < 0 || before.length - at > 12 ? undefined : new PanicReading(line, before.slice(at));
  },
};

class PanicReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #location: { file: string; line: number } | undefined;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before) this.#excerpt.add(each, each === before[0]);
    this.#excerpt.add(line);
    this.#message = PANIC.exec((before[0] as Line).text)?.groups?.['message'] ?? '';
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      text.trim() === '' ||
      this.#excerpt.size > MOST_LINES ||
      !/^[\w./(]|^(?:\t| {4,8})\S/.test(text) ||
      text.startsWith('exit status')
    )
      return 'refused';
    const place = PLACE.exec(text)?.groups;
    const isOwn =
      place !== undefined &&
      this.#location === undefined &&
      !/\/(?:src\/(?:runtime|testing|reflect)|pkg\/mod)\//.test(place['file'] as string);
    if (isOwn) this.#location = { file: place['file'] as string, line: Number(place['line']) };
    this.#excerpt.add(line, isOwn);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: 'panic',
      message: this.#message,
      ...(this.#location && { location: this.#location }),
      facts: { language: 'go' },
    });
    return { failures: [failure] };
  }
}
