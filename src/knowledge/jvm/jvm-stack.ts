import type { Line } from '../../core/domain/line.js';

/** `\tat com.example.Foo.bar(Foo.java:12)`. */
const FRAME =
  /^\s{1,40}at (?:[\w.$<>/-]{1,300}\/)?(?<method>[\w.$<>-]{1,300})\((?<file>[\w$.-]{1,100})(?::(?<line>\d{1,7}))?\)|^\s{1,40}at [\w.$<>/@-]{1,300}\((?:Native Method|Unknown Source)\)/;
const MORE = /^\s{1,40}\.\.\. \d+ (?:more|common frames omitted)/;
/** Gradle shortens a cause to `Caused by: a.FooException at FooTest.java:12`, and at full length breaks the line after the colon. */
const CAUSE =
  /^\s{0,40}Caused by: (?<exception>[\w.$]{3,200})(?:: (?<message>.{0,800}).*| at (?<file>[\w.$-]{1,100}):(?<line>\d{1,7}))?$/;
const CAUSE_BELOW = /^\s{0,40}Caused by:$/;
/**
 * The line a throwable's stack begins with: `a.b.FooException: message`, or Gradle's short `a.b.Foo at FooTest.java:12`.
 * A class of a package may be called anything; one without a package has to be called after what it is.
 */
const THROWN =
  /^\s{0,40}(?<exception>(?:[a-z_]\w{0,80}\.){1,20}[A-Z][\w$]{0,150}|[A-Z][\w$]{2,150}(?:Exception|Error|Failure|Violation|Throwable))(?::(?<message>.{0,800}).*| at (?<file>[\w.$-]{1,100}):(?<line>\d{1,7}))?$/;
/** Packages of the JVM and of frameworks: no place in the project. */
const FOREIGN =
  /^(?:java|javax|jakarta|jdk|sun|com\.(?:sun|mysql|zaxxer|fasterxml|google|mongodb|amazonaws|microsoft|android)|kotlin|kotlinx|scala|groovy|akka|org\.(?:junit|apache|springframework|gradle|codehaus|hibernate|testng|mockito|hamcrest|assertj|opentest4j|postgresql|mariadb|h2|flywaydb|eclipse|elasticsearch|jboss|slf4j|thymeleaf|scalatest|jetbrains|yaml)|junit|worker\.|io\.(?:netty|micrometer|lettuce|grpc|quarkus|micronaut|reactivex|jsonwebtoken)|oracle|liquibase|redis\.clients|okhttp3|retrofit2|reactor|ch\.qos|software\.amazon|androidx?|dagger|feign)\./;

/** What a JVM stack trace says at its root. */
export interface JvmStack {
  /** Class of the innermost cause, without package. */
  exception?: string;
  message?: string;
  location?: { file: string; line: number };
}

/** A throwable as its first line tells it. */
export interface Thrown {
  /** Class with its package. */
  readonly exception: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly line: number };
}

/** Reads the first line of a stack trace; undefined for any other line. */
export function thrown(text: string): Thrown | undefined {
  const groups = THROWN.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { exception, message, file, line } = groups;
  return {
    exception: exception as string,
    message: (message ?? '').trim(),
    ...(file && { location: { file, line: Number(line) } }),
  };
}

/** Reads the lines of a JVM stack trace one after the other; the last `Caused by:` wins. */
export class JvmStackReader {
  readonly found: JvmStack = {};
  #causeBelow = false;

  /** Whether the line belongs to a stack trace; `cause` marks the lines that name a cause. */
  take(line: Line, text = line.text): 'no' | 'frame' | 'cause' {
    const cause = this.#cause(text);
    if (cause) {
      this.found.exception = shortName(cause.exception);
      this.found.message = cause.message;
      delete this.found.location;
      if (cause.location) this.found.location = { ...cause.location };
      return 'cause';
    }
    if (CAUSE_BELOW.test(text)) {
      this.#causeBelow = true;
      return 'frame';
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

  #cause(text: string): Thrown | undefined {
    const isBelow = this.#causeBelow;
    this.#causeBelow = false;
    if (isBelow) return thrown(text);
    const groups = CAUSE.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { exception, message = '', file, line } = groups;
    return { exception: exception as string, message, ...(file && { location: { file, line: Number(line) } }) };
  }
}

/** `org.example.FooException` → `FooException`. */
export function shortName(exception: string): string {
  return exception.slice(exception.lastIndexOf('.') + 1);
}
