import type { Failure, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { JvmStackReader, shortName, type Thrown, thrown } from './jvm-stack.js';

/** A frame of the stack trace, in a class that is nested in another. */
const NESTED = /^\s{1,8}at (?<class>(?:\w{1,200}\.){0,20}\w{1,200}\$[\w$]{1,200})\.(?<method>[\w$]{1,200})\(/;

/**
 * A test's name with its own class, where runners give a nested class's tests to the outer one (JUnit 5 under surefire before
 * 3.0, JUnit 4's Enclosed under Ant): the frame of the test's own method tells it.
 * @param outer the class that the runner names
 * @param text a line of the stack trace
 */
export function nestedName(name: string, outer: string, text: string): string {
  const { class: owner = '', method = '' } = NESTED.exec(text)?.groups ?? {};
  return name === `${outer}.${method}` && owner.startsWith(`${outer}$`) ? `${owner}.${method}` : name;
}

/**
 * One failed test as the JVM's runners tell it: a line with its name, the throwable with its message, the stack with its
 * causes. Takes the lines in order and makes the failure, its reason read to the root cause.
 */
export class JvmTest {
  readonly excerpt = new Excerpt();
  name: string;
  readonly #runner: string;
  readonly #stack = new JvmStackReader();
  #thrown: Thrown | undefined;
  #isInStack = false;
  /** The place of the outer throwable, for a cause that has none in the project. */
  #outer: Location | undefined;
  /** The first words of a reason that names no throwable, or whose message begins below it. */
  #words: string | undefined;

  /** @param heading what the runner says of the test's whole class, just above it */
  constructor(line: Line, name: string, runner: string, heading?: Line) {
    if (heading !== undefined) this.excerpt.add(heading);
    this.excerpt.add(line, true);
    this.name = name;
    this.#runner = runner;
  }

  /** Whether a reason was told below the name. */
  get hasReason(): boolean {
    return this.#thrown !== undefined || this.#words !== undefined;
  }

  /** Takes the reason where it stands on the name's own line. */
  said(words: string): void {
    this.#words = words;
  }

  /** Whether a frame or cause of a stack trace came. */
  get hasStack(): boolean {
    return this.#isInStack;
  }

  /**
   * Takes a line below the name.
   * @param text the line without what the build tool put in front of it
   * @returns `stack` for a line of the stack trace, `head` for the throwable, `words` for all other
   */
  take(line: Line, text = line.text): 'stack' | 'head' | 'words' {
    const outer = this.#stack.found.location;
    const kind = this.#stack.take(line, text);
    if (kind === 'cause') this.#outer ??= outer;
    this.#isInStack ||= kind !== 'no';
    const head = kind === 'no' && this.#thrown === undefined ? thrown(text) : undefined;
    if (head) this.#thrown = head;
    const isWords = kind === 'no' && head === undefined && this.#words === undefined && text.trim() !== '';
    if (isWords) this.#words = text.trim();
    this.excerpt.add(line, head !== undefined || kind === 'cause' || (isWords && this.#thrown === undefined));
    return head ? 'head' : kind === 'no' ? 'words' : 'stack';
  }

  /** What was said instead of a message; the throwable's name alone says nothing more. */
  #saidBeside(name: string | undefined): string | undefined {
    const words = this.#words;
    return words === undefined || words === name || words.endsWith(`.${name}`) ? undefined : words;
  }

  /** The failure these lines tell of. */
  failure(): Failure {
    const { exception, message, location = this.#outer ?? this.#thrown?.location } = this.#stack.found;
    const name = exception ?? (this.#thrown && shortName(this.#thrown.exception));
    const words = message || this.#thrown?.message || this.#saidBeside(name) || 'failed without a message';
    return this.excerpt.failure({
      tool: 'junit',
      kind: 'test',
      name: this.name,
      message: words.slice(0, 800),
      ...(name && { code: name }),
      ...(location && { location }),
      facts: { runner: this.#runner, ...(name && { exception: name }) },
    });
  }
}
