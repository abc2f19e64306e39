import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';

const PLACE = /^(?<file>(?:\/|[A-Z]:\\)?[^\s:][^:]{0,400}\.(?:php|phpt)):(?<line>\d{1,7})$/;
const THROWN = /^(?<exception>\\?[A-Z]\w{0,100}(?:\\\w{1,100}){0,12}): (?<message>.{0,800})$/;
const MOST_LINES = 120;

/** One failed test of PHPUnit: its name, then what was thrown, then where. */
export class PhpTest {
  readonly name: string;
  readonly #excerpt = new Excerpt();
  #exception: string | undefined;
  #place: { readonly file: string; readonly line: number } | undefined;
  message: string | undefined;

  constructor(line: Line, name: string) {
    this.name = name;
    this.#excerpt.add(line, true);
  }

  /**
   * Takes a line below the name.
   * @param text what it says, without what a reporter puts before it
   */
  take(line: Line, text = line.text): void {
    if (this.#excerpt.size > MOST_LINES || text.trim() === '' || text === '--') return;
    const isMessage = this.message === undefined;
    if (isMessage) this.#reason(text);
    const place = PLACE.exec(text)?.groups;
    const isOwn =
      place !== undefined && this.#place === undefined && !/(?:^|[\\/])vendor[\\/]/.test(place['file'] as string);
    if (isOwn) this.#place = { file: place['file'] as string, line: Number(place['line']) };
    this.#excerpt.add(line, isMessage || isOwn);
  }

  #reason(text: string): void {
    const thrown = THROWN.exec(text)?.groups;
    this.message = (thrown?.['message'] ?? text).trim();
    this.#exception = thrown?.['exception']?.replace(/^.*\\/, '');
  }

  /**
   * The failure these lines tell of.
   * @param thrown what a reporter says that was thrown, where the message does not
   */
  failure(runner: string, thrown?: string): Failure {
    const exception = this.#exception ?? thrown;
    return this.#excerpt.failure({
      tool: 'php',
      kind: 'test',
      name: this.name,
      message: this.message ?? `${this.name} failed`,
      ...(exception && { code: exception }),
      ...(this.#place && { location: this.#place }),
      facts: { runner, ...(exception && { exception }) },
    });
  }
}
