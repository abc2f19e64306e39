import type { Facts, Location } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { panicHeader } from '../panic/panic-header.js';
import { PanicText } from '../panic/panic-text.js';
import { rustLocation } from '../panic/rust-location.js';
import { rustcHeadline } from '../rustc/rustc-headline.js';

/** What a failed Rust test's captured output says. */
export interface TestOutput {
  /** panic · should-panic: it did not panic, or not as expected · error: it returned Err · compile: a doc-test that does not compile · output: anything else */
  readonly code: 'panic' | 'should-panic' | 'error' | 'compile' | 'output';
  readonly message: string;
  readonly location?: Location;
  readonly facts: Facts;
  /** Numbers of the lines that say so. */
  readonly key: readonly number[];
}

const MOST_KEYS = 8;

/** Reads the lines between a test's header and the next one. Undefined when they say nothing. */
export function testOutput(lines: readonly Line[]): TestOutput | undefined {
  return shouldPanic(lines) ?? panic(lines) ?? compile(lines) ?? returned(lines) ?? plain(lines);
}

function shouldPanic(lines: readonly Line[]): TestOutput | undefined {
  const at = lines.findIndex((line) =>
    /^\s*note: (?:test did not panic as expected|panic did not contain expected string|expected panic with string value)/.test(
      line.text,
    ),
  );
  if (at < 0) return undefined;
  const note = lines[at] as Line;
  const message = note.text.trim().slice(6);
  const details = lines
    .slice(at + 1, at + 5)
    .filter((line) => /^\s*(?:panic message|expected substring|found non-string value)[:"]/.test(line.text));
  const location = rustLocation(message.slice(message.indexOf(' at ') + 4)) ?? panic(lines)?.location;
  return {
    code: 'should-panic',
    message: [message, ...details.map((line) => line.text.trim())].join('\n'),
    ...(location && { location }),
    facts: {},
    key: [note, ...details].map((line) => line.number),
  };
}

function panic(lines: readonly Line[]): TestOutput | undefined {
  const at = lines.findIndex((line) => panicHeader(line.text) !== undefined);
  const header = at < 0 ? undefined : panicHeader((lines[at] as Line).text);
  if (!header) return undefined;
  const text = new PanicText(header);
  const key = [(lines[at] as Line).number];
  let behindBlank = false;
  for (const line of lines.slice(at + 1)) {
    const taken = text.take(line, behindBlank);
    if (taken === 'no') break;
    if (taken === 'message' && key.length < MOST_KEYS) key.push(line.number);
    behindBlank = taken === 'blank';
  }
  const { location, message, thread } = text;
  return {
    code: 'panic',
    message: message === '' ? `thread '${thread}' panicked` : message,
    ...(location && { location }),
    facts: { thread, ...text.facts },
    key,
  };
}

/** A doc-test that does not compile, or compiles although it should not. */
function compile(lines: readonly Line[]): TestOutput | undefined {
  const verdict = lines.find((line) =>
    /^(?:Couldn't compile the test\.|Test compiled successfully, but it's marked|Some expected error codes were not found)/.test(
      line.text,
    ),
  );
  const error = lines.find((line) => rustcHeadline(line.text)?.level === 'error');
  const line = error ?? verdict;
  if (!line || (!verdict && !error)) return undefined;
  return { code: 'compile', message: rustcHeadline(line.text)?.message ?? line.text, facts: {}, key: [line.number] };
}

/** A test that returns a `Result`: libtest prints `Error: <Debug of the error>`. */
function returned(lines: readonly Line[]): TestOutput | undefined {
  const line = lines.find((candidate) => /^\s*Error: /.test(candidate.text));
  return line && { code: 'error', message: line.text.trim(), facts: {}, key: [line.number] };
}

function plain(lines: readonly Line[]): TestOutput | undefined {
  const line = lines.find((candidate) => candidate.text.trim() !== '');
  return line && { code: 'output', message: line.text.trim(), facts: {}, key: [line.number] };
}
