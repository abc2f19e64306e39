import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { Reason } from './reason.js';

/**
 * A frame of the stack: `at f (src/a.js:1:2)`, `at src/a.js:1:2`, with or without a web address before the path, or what
 * webpack puts there (`webpack:///./`, `webpack://name/./`).
 */
const FRAME =
  /^\s{1,40}at (?:.{1,300} \()?(?:async )?(?:file:\/\/(?=\/)|https?:\/\/[^/\s]{1,200}\/(?:base\/)?|webpack:\/\/[^/\s]{0,200}\/(?:\.\/)?)?(?<file>[^\s()]{1,400}?)(?:\?\w{1,60})?:(?<line>\d{1,7}):(?<column>\d{1,7})\)?$/;
const EXCEPTION = /^(?:Uncaught )?([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /;

/** One failed test as JavaScript's runners tell it: a line with its name, what was thrown, the stack. */
export class JsTest {
  readonly excerpt = new Excerpt();
  readonly name: string;
  readonly #reason = new Reason();
  #hasFrame = false;
  #place: { file: string; line: number; column: number } | undefined;

  constructor(line: Line, name: string) {
    this.excerpt.add(line, true);
    this.name = name;
  }

  /** Whether anything was said below the name. */
  get hasReason(): boolean {
    return this.#reason.message !== undefined;
  }

  /** Whether a frame of a stack came. */
  get hasFrame(): boolean {
    return this.#hasFrame;
  }

  /** Gives the message where no line says it alone; the first one stays. */
  say(message: string): void {
    this.#reason.say(message);
  }

  /** Takes a line below the name; the first one that says something is the message, the first frame of the project the place. */
  take(line: Line): void {
    const frame = FRAME.exec(line.text)?.groups;
    this.#hasFrame ||= frame !== undefined;
    const isMessage = frame === undefined && this.#reason.take(line.text);
    const isOwn =
      frame !== undefined && this.#place === undefined && !/node_modules|node:/.test(frame['file'] as string);
    if (isOwn)
      this.#place = { file: frame['file'] as string, line: Number(frame['line']), column: Number(frame['column']) };
    this.excerpt.add(line, isMessage || isOwn);
  }

  /**
   * The failure these lines tell of.
   * @param place where the runner itself names the test's place
   */
  failure(runner: string, place = this.#place as Failure['location']): Failure {
    const message = (this.#reason.message ?? 'failed').slice(0, 1000);
    const exception = EXCEPTION.exec(message)?.[1];
    return this.excerpt.failure({
      tool: 'node',
      kind: 'test',
      name: this.name,
      message,
      ...(exception && { code: exception }),
      ...(place && { location: place }),
      facts: { runner, ...(exception && { exception }) },
    });
  }
}
