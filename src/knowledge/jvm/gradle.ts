import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { JvmStackReader, shortName } from './jvm-stack.js';

const WRONG = /^\* What went wrong:$/;
/** `FooTest > testBar FAILED`, `FooTest > testBar() FAILED`; tasks look alike: `> Task :test FAILED`. */
const CASE = /^(?<name>[A-Za-z_][\w.$]{0,200} > .{1,300}) FAILED$/;
const REPORTS_ONLY =
  /There were failing tests|Compilation failed; see the compiler|Compilation error\. See log|finished with non-zero exit value|There were test failures/;
const EXCEPTION =
  /^\s{4,}(?<exception>[a-zA-Z_][\w.$]{3,200}(?:Exception|Error|Failure|Violation))(?:: ?(?<message>.{0,800})| at (?<file>[\w.$-]{1,100}):(?<line>\d{1,7}))?$/;
const MOST_LINES = 120;

/** Gradle's `What went wrong` and its failed tests. A task that only reports failed tests or compiler errors is a wrapper. */
export const gradle: Parser = {
  name: 'gradle',
  anchors: ['* What went wrong:', ' FAILED'],
  start(line) {
    if (WRONG.test(line.text)) return new WrongReading(line);
    const name = CASE.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new TestReading(line, name);
  },
};

class WrongReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #texts: string[] = [];

  constructor(line: Line) {
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (/^\* (?:Try|Exception is|Get more help)|^={5,}|^BUILD FAILED/.test(text) || this.#excerpt.size > MOST_LINES)
      return 'refused';
    if (text.trim() !== '') this.#texts.push(text.trim());
    this.#excerpt.add(line, text.trim() !== '' && this.#texts.length <= 4);
    return 'more';
  }

  end() {
    const all = this.#texts.join(' ');
    const isDependency =
      /Could not (?:resolve|find|download|GET|HEAD)|No matching (?:variant|configuration)|Plugin \[id:/.test(all);
    const reason = this.#texts.findLast((text) => text.startsWith('> '));
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: isDependency ? 'dependency' : 'build',
      role: REPORTS_ONLY.test(all) ? 'wrapper' : 'cause',
      message: (reason?.slice(2) ?? this.#texts[0] ?? 'Build failed').slice(0, 800),
      ...(/'(:[\w:.-]{1,200})'/.exec(all)?.[1] && { name: /'(:[\w:.-]{1,200})'/.exec(all)?.[1] as string }),
      facts: { buildTool: 'gradle' },
    });
    return { failures: [failure] };
  }
}

class TestReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #stack = new JvmStackReader();
  readonly #name: string;
  #exception: string | undefined;
  #message: string | undefined;
  #place: { file: string; line: number } | undefined;

  constructor(line: Line, name: string) {
    this.#excerpt.add(line, true);
    this.#name = name;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    // Standard error and output interleave: one line of the build's end may stand between name and reason.
    if (this.#exception === undefined && /^(?:FAILURE: Build failed|\d+ tests? completed)/.test(text)) return 'more';
    if (/^\S/.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const kind = this.#stack.take(line);
    const head = kind === 'no' && this.#exception === undefined ? EXCEPTION.exec(text)?.groups : undefined;
    if (head) {
      this.#exception = shortName(head['exception'] as string);
      this.#message = head['message'];
      if (head['file']) this.#place = { file: head['file'], line: Number(head['line']) };
    }
    this.#excerpt.add(line, head !== undefined || kind === 'cause');
    return 'more';
  }

  end() {
    if (this.#exception === undefined) return { failures: [] };
    const { exception, message, location } = this.#stack.found;
    const name = exception ?? this.#exception;
    const place = location ?? this.#place;
    const failure = this.#excerpt.failure({
      tool: 'junit',
      kind: 'test',
      name: this.#name,
      message: (message ?? this.#message ?? '').slice(0, 800) || name,
      code: name,
      ...(place && { location: place }),
      facts: { runner: 'gradle', exception: name },
    });
    return { failures: [failure] };
  }
}
