import type { Failure, Location } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { stated } from '../../../core/parse/stated.js';
import { rustLocation } from './rust-location.js';

/**
 * What `{:?}` prints of a panic: `PanicHookInfo { payload: Any { .. }, location: Location { file: "src/main.rs", line: 21,
 * column: 17 }, … }` (`PanicInfo` and `col` before Rust 1.81). Source: library/std/src/panic.rs, library/core/src/panic.
 */
const DEBUGGED = /\bPanic(?:Hook)?Info \{ payload: /;
const DEBUGGED_PLACE =
  /location: Location \{ file(?:name)?: "(?<file>[^"]{1,400})", line: (?<line>\d{1,9}), col(?:umn)?: (?<column>\d{1,9})/;
const DEBUGGED_MESSAGE = /message: Some\((?<message>.{1,500}?)\), location: Location/;
/** color-eyre's and human-panic's first line. Source: color-eyre's src/config.rs. */
const APPLICATION = /^The application panicked \(crashed\)\.$/;
const MOST_LINES = 60;

/**
 * A panic that a hook of the program's own told: the default hook's words are gone then. Told by the debug form of what
 * the hook is given, or by color-eyre's report.
 */
export const panicHook: Parser = {
  name: 'panic-hook',
  anchors: [
    'PanicHookInfo { payload: ',
    'PanicInfo { payload: ',
    'The application panicked (crashed).',
    '"panic.payload":',
    'panic.payload=',
  ],
  start(line) {
    const logged = loggedPanic(line);
    if (logged) return stated(logged);
    if (APPLICATION.test(line.text)) return new ApplicationReading(line);
    return DEBUGGED.test(line.text) ? new DebuggedReading(line) : undefined;
  },
};

/** tracing-panic gives payload and place as fields, in JSON or as text. Source: tracing-panic's src/lib.rs. */
const PAYLOAD = /"?panic\.payload"?(?:: ?|=)"(?<message>(?:[^"\\]|\\.){1,500})"/;
const FIELD_PLACE = /"?panic\.location"?(?:: ?|=)"(?<place>[^"]{1,400})"/;

function loggedPanic(line: Line): Failure | undefined {
  const message = PAYLOAD.exec(line.printed)?.groups?.['message'];
  if (message === undefined) return undefined;
  const location = rustLocation(FIELD_PLACE.exec(line.printed)?.groups?.['place'] ?? '');
  return panic(new Excerpt().add(line, true), location, message);
}

/** One line says it all. */
class DebuggedReading implements Reading {
  readonly isDone = true;
  readonly #line: Line;

  constructor(line: Line) {
    this.#line = line;
  }

  next(): 'refused' {
    return 'refused';
  }

  end(): Findings {
    const { text } = this.#line;
    const place = DEBUGGED_PLACE.exec(text)?.groups;
    const message = DEBUGGED_MESSAGE.exec(text)?.groups?.['message'];
    const location = place && {
      file: place['file'] as string,
      line: Number(place['line']),
      column: Number(place['column']),
    };
    return { failures: [panic(new Excerpt().add(this.#line, true), location, message)] };
  }
}

/** `Message:  …` and `Location: src/boot.rs:12` below the first line, then perhaps a backtrace. */
class ApplicationReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message: string | undefined;
  #location: Location | undefined;
  #blanks = 0;

  constructor(line: Line) {
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text.trim();
    this.#blanks = text === '' ? this.#blanks + 1 : 0;
    if (this.#excerpt.size > MOST_LINES || this.#blanks > 2 || text.startsWith('##[')) return 'refused';
    const [, key, value = ''] = /^(Message|Location): {1,4}(.{1,500})$/.exec(text) ?? [];
    if (key === undefined && this.#location !== undefined && !/^[━⋮─\s]|^\s{2}|^$|^Backtrace|^Run with/.test(line.text))
      return 'refused';
    if (key === 'Message') this.#message = value.replace(/\.?$/, '');
    if (key === 'Location') this.#location = rustLocation(value);
    this.#excerpt.add(line, key !== undefined);
    return 'more';
  }

  end(): Findings {
    return { failures: [panic(this.#excerpt, this.#location, this.#message)] };
  }
}

function panic(excerpt: Excerpt, location: Location | undefined, message: string | undefined): Failure {
  return excerpt.failure({
    tool: 'rust',
    kind: 'panic',
    name: '<unnamed>',
    code: 'panic',
    message: message ?? 'the program panicked; its hook did not print the message',
    ...(location && { location }),
    facts: { thread: '<unnamed>', hook: 1 },
  });
}
