import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { withoutTask } from './ant-task.js';
import { JvmStackReader, shortName } from './jvm-stack.js';

const UNCAUGHT =
  /^(?:\[ERROR\] )?Exception in thread "(?<thread>[^"]{1,200})" (?<exception>[\w.$]{3,200})(?:: (?<message>.{0,800}).*)?$/;
/** Spring Boot's last word, through any log layout. */
const SPRING = /\bApplication run failed$/;
const EXCEPTION = /^(?<exception>[a-z][\w.$]{3,200}(?:Exception|Error))(?:: (?<message>.{0,800}).*)?$/;
const MOST_LINES = 800;

/** A JVM program that died of an exception: `Exception in thread "main"`, or Spring Boot's `Application run failed`. Causes are read to the root. */
export const javaUncaught: Parser = {
  name: 'java-uncaught',
  anchors: ['Exception in thread "', 'Application run failed'],
  start(line) {
    const uncaught = UNCAUGHT.exec(withoutTask(line.text))?.groups;
    if (uncaught) return new UncaughtReading(line, uncaught['exception'] as string, uncaught['message'] ?? '');
    return SPRING.test(line.text) ? new UncaughtReading(line, undefined, undefined) : undefined;
  },
};

class UncaughtReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #stack = new JvmStackReader();
  #exception: string | undefined;
  #message: string | undefined;

  constructor(line: Line, exception: string | undefined, message: string | undefined) {
    this.#excerpt.add(line, true);
    this.#exception = exception;
    this.#message = message;
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    const text = withoutTask(line.text);
    const kind = this.#stack.take(line, text);
    if (kind === 'no') {
      const first = this.#exception === undefined ? EXCEPTION.exec(text)?.groups : undefined;
      if (!first && !(text.trim() === '' && this.#exception === undefined)) return 'refused';
      if (first) {
        this.#exception = first['exception'];
        this.#message = first['message'] ?? '';
      }
    }
    this.#excerpt.add(line, kind === 'cause' || (kind === 'no' && this.#exception !== undefined));
    return 'more';
  }

  end() {
    const { exception, message, location } = this.#stack.found;
    const name = exception ?? (this.#exception && shortName(this.#exception));
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: 'exception',
      message: (message ?? this.#message ?? '').slice(0, 800) || (name ?? 'the program ended with an exception'),
      ...(name && { code: name }),
      ...(location && { location }),
      facts: name ? { exception: name } : {},
    });
    return { failures: [failure] };
  }
}
