import type { Facts, Location } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { isLogged } from '../../../core/parse/logged.js';
import { type PanicHeader, panicEnd } from './panic-header.js';
import { dependencyOf, rustLocation } from './rust-location.js';

const LONGEST_MESSAGE = 40;
const LONGEST_TRACE = 400;
/** Messages that are whole on one line, unless a bracket of the value they print stays open. */
const WHOLE =
  /^(?:called `(?:Option|Result)::|index out of bounds|attempt to |explicit panic|already (?:mutably )?borrowed|not (?:yet )?implemented|internal error: entered unreachable|byte index |range (?:start|end) index|slice index|Cannot (?:start|drop) a runtime|there is no reactor running|assertion failed: )/;
/**
 * What cannot be said unless another thread or call panicked before: a poisoned lock, a value whose making panicked, and the
 * payload that `JoinHandle::join` gives of a thread. Source: library/std/src/sync/poison.rs, once.rs, lazy_lock.rs; once_cell.
 */
const FOLLOWS =
  /\bPoisonError\b|\bpoisoned lock: another task failed|\b\w{2,30} (?:instance has previously been poisoned|poisoned by panic)|(?:`Err` value|^[^"{]{0,300}): Any \{ \.\. \}/;
const FRAME = /^\s*(?:\d+: |at |\d+:$|\[\.\.\. omitted|-+ ?omitted|note: Some details are omitted|note: run with)/;

/** Takes the lines of one panic: its message, the note about backtraces, the backtrace. */
export class PanicText {
  readonly thread: string;
  #location: Location | undefined;
  #projectFrame: Location | undefined;
  readonly #message: string[] = [];
  #state: 'first' | 'quoted' | 'message' | 'after' | 'trace';
  #frames = 0;
  #depth = 0;

  constructor(header: PanicHeader) {
    this.thread = header.thread;
    this.#location = header.location;
    if (header.message !== '') this.#say(header.message);
    this.#state = header.open ? 'quoted' : header.message !== '' ? 'after' : 'first';
  }

  /** The first lines of the message, joined by line breaks. */
  get message(): string {
    return this.#message.join('\n');
  }

  /** The two sides of a failed `assert_eq!`, as printed. */
  get sides(): { left?: string; right?: string } {
    const side = (name: string): string | undefined => {
      const line = this.#message.find((text) => text.trimStart().startsWith(`${name}: `));
      return line
        ?.slice(line.indexOf(':') + 2)
        .replace(/^`/, '')
        .replace(/`,?$/, '')
        .slice(0, 200);
    };
    const left = side('left');
    const right = side('right');
    return { ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
  }

  /** What a pattern can ask of it: the two sides and, where a crate that cargo fetched panicked, which. */
  get facts(): Facts {
    const dependency = this.#location && dependencyOf(this.#location.file);
    return {
      ...this.sides,
      ...(FOLLOWS.test(this.message) && { follows: 'panic' }),
      ...(dependency !== undefined && { dependency, crate: dependency.replace(/-\d[^/]*$/, '') }),
    };
  }

  /** Where it panicked; where that is inside the standard library or a dependency, the project's first frame, if there is a backtrace. */
  get location(): Location | undefined {
    return this.#location && isForeign(this.#location.file) ? (this.#projectFrame ?? this.#location) : this.#location;
  }

  /**
   * Offers the next line. message: states what happened · trace: belongs to it · blank: belongs to it if the next one does · no: something else
   * @param behindBlank blank lines were between this line and the last one
   */
  take(line: Line, behindBlank: boolean): 'message' | 'trace' | 'blank' | 'no' {
    const text = line.text;
    if (this.#state === 'quoted') return this.#takeQuoted(text);
    if (text.trim() === '') return 'blank';
    if (this.#state === 'trace') return this.#takeFrame(text);
    if (/^\s*stack backtrace:/.test(text)) {
      this.#state = 'trace';
      return 'trace';
    }
    if (/^\s*note: (?:[Rr]un with `RUST_BACKTRACE|test did not|panic did not)/.test(text)) {
      this.#state = 'after';
      return 'trace';
    }
    if (
      /^\s*(?:left|right|diff): /.test(text) ||
      (!behindBlank && /^\s*(?:panic message|expected substring): /.test(text))
    ) {
      this.#say(text.trim());
      return 'message';
    }
    return this.#takeMessage(text, behindBlank);
  }

  #takeQuoted(text: string): 'message' | 'no' {
    const end = panicEnd(text);
    this.#say(end ? end.text : text);
    if (end) this.#location = end.location;
    if (end || this.#message.length >= LONGEST_MESSAGE) this.#state = 'after';
    return 'message';
  }

  #takeMessage(text: string, behindBlank: boolean): 'message' | 'no' {
    if (this.#state === 'after' || (behindBlank && this.#depth <= 0 && this.#state !== 'first')) return 'no';
    const first = this.#state === 'first';
    // The runtime's own panic below its own header is that one's message.
    if (!first && isLogged(text)) return 'no';
    if (this.#message.length >= LONGEST_MESSAGE || (isNext(text) && !(first && text.startsWith('panic in a '))))
      return 'no';
    const place = first && !this.#location && text.endsWith(':') ? rustLocation(text.slice(0, -1)) : undefined;
    if (place) {
      this.#location = place;
      return 'message';
    }
    this.#say(first ? text.trim() : text.trimEnd());
    this.#depth += balance(text);
    const whole = WHOLE.test(this.#message[0] ?? '') && this.#depth <= 0;
    this.#state = whole ? 'after' : 'message';
    return 'message';
  }

  #takeFrame(text: string): 'trace' | 'no' {
    if (++this.#frames > LONGEST_TRACE || !FRAME.test(text)) return 'no';
    const place = text.trimStart();
    if (!this.#projectFrame && place.startsWith('at ')) {
      const location = rustLocation(place.slice(3));
      if (location && !isForeign(location.file))
        this.#projectFrame = { ...location, file: location.file.replace(/^\.\//, '') };
    }
    return 'trace';
  }

  #say(text: string): void {
    if (this.#message.length < LONGEST_MESSAGE) this.#message.push(text);
  }
}

function isForeign(file: string): boolean {
  const path = file.replaceAll('\\', '/');
  return (
    path.startsWith('/rustc/') ||
    path.includes('/library/') ||
    path.startsWith('library/') ||
    dependencyOf(file) !== undefined
  );
}

/** Opening less closing brackets: a printed value that goes on in the next line leaves some open. */
function balance(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[' || char === '(') depth++;
    else if (char === '}' || char === ']' || char === ')') depth--;
  }
  return depth;
}

/** What cannot be part of a panic's message: the next panic, test, cargo error or step. */
function isNext(text: string): boolean {
  return /^\s*(?:thread '|thread caused non-unwinding|fatal runtime error: |memory allocation of \d|Aborted|panic in a )|^test .{1,400} \.\.\. |^test result: |^error(?:\[|: )|^warning: |^##\[|^---- |^failures:$|^\d{4}-\d\d-\d\d[T ]/.test(
    text,
  );
}
