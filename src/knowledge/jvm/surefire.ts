import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { JvmStackReader, shortName } from './jvm-stack.js';

/** `[ERROR] testFoo(com.example.FooTest)  Time elapsed: 0.01 s  <<< FAILURE!`, and `com.example.FooTest.testFoo -- Time elapsed: …` since 3.0. */
const CASE =
  /^(?:\[ERROR\]\s{1,4})?(?<name>\S.{0,400}?)(?: --)? {1,2}Time elapsed: [\d.,]{1,20} s(?:ec)? {1,2}<<< (?<how>FAILURE|ERROR)!/;
const CLASS_SUMMARY = /^(?:\[ERROR\]\s{1,4})?Tests run: \d+/;
const EXCEPTION =
  /^(?:\[ERROR\] )?(?<exception>[a-zA-Z_][\w.$]{3,200}(?:Exception|Error|Failure|Violation|Throwable))(?:: ?(?<message>.{0,800}))?$/;
const MOST_LINES = 200;

/** A failed test of Maven's surefire and failsafe plugins with its stack trace, causes read to the root. */
export const surefire: Parser = {
  name: 'surefire',
  anchors: ['<<< FAILURE!', '<<< ERROR!'],
  start(line) {
    const match = CLASS_SUMMARY.test(line.text) ? null : CASE.exec(line.text);
    return match ? new CaseReading(line, match.groups?.['name'] as string) : undefined;
  },
};

class CaseReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #stack = new JvmStackReader();
  readonly #name: string;
  #exception: string | undefined;
  #message: string | undefined;
  #rest = 0;

  constructor(line: Line, name: string) {
    this.#excerpt.add(line, true);
    const old = /^(?<method>[^()]{1,200})\((?<class>[\w.$]{1,200})\)$/.exec(name)?.groups;
    this.#name = old ? `${old['class']}.${old['method']}` : name;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      this.#excerpt.size > MOST_LINES ||
      CASE.test(text) ||
      CLASS_SUMMARY.test(text) ||
      /^\[(?:INFO|WARNING)\]|^Running |^Results ?:/.test(text)
    )
      return 'refused';
    const kind = this.#stack.take(line);
    const head = this.#exception === undefined && kind === 'no' ? EXCEPTION.exec(text)?.groups : undefined;
    if (head) {
      this.#exception = head['exception'] as string;
      this.#message = head['message'] ?? '';
    } else if (kind === 'no' && ((text.trim() === '' && this.#excerpt.size > 3) || ++this.#rest > 40)) return 'refused';
    this.#excerpt.add(line, head !== undefined || kind === 'cause');
    return 'more';
  }

  end() {
    const { exception, message, location } = this.#stack.found;
    const name = exception ?? (this.#exception && shortName(this.#exception));
    const failure = this.#excerpt.failure({
      tool: 'junit',
      kind: 'test',
      name: this.#name,
      message: (message ?? this.#message ?? '').slice(0, 800) || (name ?? 'failed'),
      ...(name && { code: name }),
      ...(location && { location }),
      facts: { runner: 'surefire', ...(name && { exception: name }) },
    });
    return { failures: [failure] };
  }
}
