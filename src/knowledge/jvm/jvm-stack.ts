import type { Line } from '../../core/domain/line.js';

/** `\tat com.example.Foo.bar(Foo.java:12)`. */
const FRAME =
  /^\s{1,40}at (?:[\w.$<>/-]{1,300}\/)?(?<method>[\w.$<>-]{1,300})\((?<file>[\w$.-]{1,100})(?::(?<line>\d{1,7}))?\)|^\s{1,40}at [\w.$<>/@-]{1,300}\((?:Native Method|Unknown Source)\)/;
const MORE = /^\s{1,40}\.\.\. \d+ (?:more|common frames omitted)/;
const CAUSE = /^\s{0,40}Caused by: (?<exception>[\w.$]{3,200})(?:: (?<message>.{0,800}))?$/;
/** Packages of the JVM and of frameworks: no place in the project. */
const FOREIGN =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|scala|groovy|org\.(?:junit|apache|springframework|gradle|codehaus|hibernate|testng|mockito|hamcrest|assertj|opentest4j)|junit|worker\.|io\.(?:netty|micrometer))\./;

/** What a JVM stack trace says at its root. */
export interface JvmStack {
  /** Class of the innermost cause, without package. */
  exception?: string;
  message?: string;
  location?: { file: string; line: number };
}

/** Reads the lines of a JVM stack trace one after the other; the last `Caused by:` wins. */
export class JvmStackReader {
  readonly found: JvmStack = {};

  /** Whether the line belongs to a stack trace; `cause` marks the lines that name a cause. */
  take(line: Line, text = line.text): 'no' | 'frame' | 'cause' {
    const cause = CAUSE.exec(text)?.groups;
    if (cause) {
      this.found.exception = shortName(cause['exception'] as string);
      this.found.message = cause['message'] ?? '';
      delete this.found.location;
      return 'cause';
    }
    const frame = FRAME.exec(text);
    if (frame) {
      const { method, file, line: number } = frame.groups ?? {};
      if (method && file && number && this.found.location === undefined && !FOREIGN.test(method))
        this.found.location = { file, line: Number(number) };
      return 'frame';
    }
    return MORE.test(text) || /^\s{1,40}Suppressed: /.test(text) ? 'frame' : 'no';
  }
}

/** `org.example.FooException` → `FooException`. */
export function shortName(exception: string): string {
  return exception.slice(exception.lastIndexOf('.') + 1);
}
