import type { Location } from '../../../core/domain/failure.js';
import { rustLocation } from './rust-location.js';

/** The first line of a panic. */
export interface PanicHeader {
  readonly thread: string;
  readonly location?: Location;
  /** What of the message stands on this line; empty in the format since Rust 1.73, where it follows. */
  readonly message: string;
  /** True when the message is quoted on this line but goes on in the next one (before Rust 1.73). */
  readonly open: boolean;
}

/**
 * Reads `thread 'main' panicked at src/main.rs:2:5:` (since 1.73), `thread 'main' (4711) panicked at …` (since 1.91) and
 * `thread 'main' panicked at 'message', src/main.rs:2:5` (before). Undefined for other lines, quoted code among them.
 * Where a console broke the line behind `at`, the place is missing and stands in the next one.
 */
export function panicHeader(text: string): PanicHeader | undefined {
  const at = text.indexOf(' panicked at');
  const start = at < 0 ? -1 : text.lastIndexOf("thread '", at);
  if (start < 0) return at < 0 ? undefined : (logged(text, at) ?? hooked(text));
  if (!mayPrecede(text.slice(0, start))) return undefined;
  const thread = /^thread '(.{1,500}?)'(?: \(\d+\))?$/.exec(text.slice(start, at))?.[1];
  if (thread === undefined) return undefined;
  const rest = text.slice(at + 12).trimStart();
  if (rest !== '' && text[at + 12] !== ' ') return undefined;
  return rest.startsWith("'") ? quoted(thread, rest) : { thread, ...placed(rest), message: '', open: false };
}

/** Nothing, a test's unfinished `test name ... `, a program's name or a logger's own prefix; never a comment, a diff or a compiler's gutter. */
function mayPrecede(prefix: string): boolean {
  if (/^(?!note|help|warning)[A-Za-z][\w.-]{0,60}: $/.test(prefix)) return true;
  return (
    prefix.trim() === '' ||
    prefix.endsWith('... ') ||
    (prefix.length < 120 && /(?:ERROR|error|panic)[^|`"'/]{0,40}$/.test(prefix))
  );
}

/** Before 1.73: `'message', src/main.rs:2:5`. */
function quoted(thread: string, rest: string): PanicHeader {
  const end = panicEnd(rest);
  return end
    ? { thread, location: end.location, message: end.text.slice(1), open: false }
    : { thread, message: rest.slice(1), open: true };
}

/** The end of a quoted message, `…', src/main.rs:2:5`: what stands before it, and the place. */
export function panicEnd(text: string): { text: string; location: Location } | undefined {
  const quote = text.lastIndexOf("', ");
  const location = quote < 0 ? undefined : rustLocation(text.slice(quote + 3));
  return location && { text: text.slice(0, quote), location };
}

function placed(rest: string): { location?: Location } {
  const location = rustLocation(rest.trimEnd().replace(/:$/, ''));
  return location ? { location } : {};
}

/** A hook of one's own that prints all in one line: `Thread main panicked at message, src/main.rs:2`. */
function hooked(text: string): PanicHeader | undefined {
  const said =
    /^\s{0,4}[Tt]hread (?<thread>[\w<>:. -]{1,80}) panicked at (?<message>.{1,1000}), (?<place>\S{1,300}\.rs:\d{1,7}(?::\d{1,7})?)$/.exec(
      text,
    );
  const { thread = '', message = '', place = '' } = said?.groups ?? {};
  const location = rustLocation(place);
  return location && { thread, location, message, open: false };
}

/** A hook that logs `PanicHookInfo` writes no thread: `[2026-11-23][ERROR] panicked at src/main.rs:2:5:` (since 1.73). */
function logged(text: string, at: number): PanicHeader | undefined {
  const rest = text.slice(at + 12).trim();
  if (at > 120 || !/(?:ERROR|PANIC|FATAL|CRITICAL)\W{0,3}$/i.test(text.slice(0, at)) || !rest.endsWith(':'))
    return undefined;
  const location = rustLocation(rest.slice(0, -1));
  return location && { thread: '<unnamed>', location, message: '', open: false };
}
