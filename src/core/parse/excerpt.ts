import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';

/** How many lines of one failure are kept: the first and the last ones. A failure's cause stands at one of its ends. */
const KEPT_HEAD = 250;
const KEPT_TAIL = 250;

/** Collects the lines of one failure in bounded memory and turns them into a `Failure`. */
export class Excerpt {
  readonly #head: Line[] = [];
  readonly #tail: Line[] = [];
  #tailStart = 0;
  #count = 0;
  #last: Line | undefined;
  readonly #key: number[] = [];

  /** Adds the next line; `key` marks a line that states the failure (message, location). */
  add(line: Line, key = false): this {
    this.#count++;
    this.#last = line;
    if (this.#head.length < KEPT_HEAD) this.#head.push(line);
    else if (this.#tail.length < KEPT_TAIL) this.#tail.push(line);
    else {
      this.#tail[this.#tailStart] = line;
      this.#tailStart = (this.#tailStart + 1) % KEPT_TAIL;
    }
    if (key) this.markKey(line);
    return this;
  }

  /** Marks a line that was added as one that states the failure. */
  markKey(line: Line): this {
    if (this.#key.length < 20 && !this.#key.includes(line.number)) this.#key.push(line.number);
    return this;
  }

  get size(): number {
    return this.#count;
  }

  /** Kept lines in order. */
  get lines(): Line[] {
    return [...this.#head, ...this.#tail.slice(this.#tailStart), ...this.#tail.slice(0, this.#tailStart)];
  }

  /** The failure these lines tell of; at least one line must have been added. Without a key line the first one is the key. */
  failure(
    what: Omit<Failure, 'span' | 'channel' | 'lines' | 'omitted' | 'key' | 'facts' | 'role'> &
      Partial<Pick<Failure, 'facts' | 'role'>>,
  ): Failure {
    const first = this.#head[0];
    if (first === undefined || this.#last === undefined) throw new Error('a failure needs at least one line');
    const lines = this.lines;
    return {
      role: 'cause',
      facts: {},
      ...what,
      span: { first: first.number, last: this.#last.last },
      channel: first.channel,
      lines,
      omitted: this.#count - lines.length,
      key: this.#key.length > 0 ? this.#key : [first.number],
    };
  }
}
