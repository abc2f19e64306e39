import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';

const HEADING = /^(?<title>Failed tests|Tests in error|Failures|Errors|Flakes|Flaked tests): {0,4}(?<rest>.{0,1000})$/;
/** Before 2.13: `testX(com.acme.FooTest): message`; a class alone failed before its tests. */
const OLD = /^(?<method>\S.{0,300}?)\((?<class>[\w.$]{1,200})\)(?:: (?<message>.{0,800}))?$/;
const OLD_CLASS = /^(?<class>(?:[a-z_]\w{0,80}\.){1,20}[A-Z][\w$]{0,150}): (?<message>.{0,800})$/;
/** Since: `FooTest.testX:12 message`, `FooTest>BaseTest.testX:12->helper:40 » IllegalState message`. */
const NEW =
  /^(?<class>[\w$]{1,200})(?:>[\w$.]{1,200})?\.(?<method>[^\s:»][^:»]{0,200}?)(?::(?<line>\d{1,7}))?(?:->[\w$.]{1,200}(?::\d{1,7})?){0,20}(?: » (?<thrown>\w{1,100}))?(?: (?<message>.{1,800}))?$/;
const RUN = /^Run \d+: /;
const MOST = 10_000;

/** A test that the summary names. */
export interface Entry {
  readonly line: Line;
  /** `com.acme.FooTest.testX`; without the package where surefire leaves it out. */
  readonly name: string;
  readonly message: string;
}

/** The list of failed tests that surefire prints below `Results`, line by line. */
export class SurefireSummary {
  readonly entries: Entry[] = [];
  /** Tests that were run more than once and are counted once, by name. */
  readonly repeated = new Set<string>();
  /** Tests that failed and then passed: they count as passed. */
  readonly flaky = new Set<string>();
  readonly #lines: Line[] = [];
  #section: 'none' | 'failed' | 'flaky' = 'none';
  #group: string | undefined;

  /** Whether a heading was seen. */
  get isOpen(): boolean {
    return this.#section !== 'none';
  }

  /** Takes a line, without Maven's level in front; anything that is no part of the list is passed over. */
  take(line: Line, text: string): void {
    const heading = HEADING.exec(text)?.groups;
    if (heading) {
      this.#section = /^Flak/.test(heading['title'] as string) ? 'flaky' : 'failed';
      this.#group = undefined;
      if (this.#section === 'failed') this.#lines.push(line);
      if (heading['rest']) this.#take(line, heading['rest']);
    } else if (this.#section !== 'none') this.#line(line, text);
  }

  #line(line: Line, text: string): void {
    const inner = text.trim();
    if (RUN.test(inner)) this.#run(line, inner);
    else if (text.startsWith('  ')) this.#take(line, inner);
    // The full name of a test that was run more than once stands alone, its runs below it.
    else if (/^(?:[a-z_]\w{0,80}\.){0,20}[A-Z][\w$]{0,150}\..{1,300}$/.test(text)) this.#group = qualified(text);
  }

  #run(line: Line, inner: string): void {
    const name = this.#group;
    if (name === undefined) return;
    const known = this.#section === 'flaky' ? this.flaky : this.repeated;
    const isNew = !known.has(name);
    known.add(name);
    if (isNew && this.#section === 'failed') this.#add({ line, name, message: inner.replace(RUN, '') });
  }

  #take(line: Line, inner: string): void {
    if (this.#section !== 'failed') return;
    const old = (OLD.exec(inner) ?? OLD_CLASS.exec(inner))?.groups;
    const groups = old ?? NEW.exec(inner)?.groups;
    if (groups === undefined) return;
    const { class: owner = '', method, message = '', thrown = '' } = groups;
    const name = method === undefined ? owner : old ? qualified(`${method}(${owner})`) : `${owner}.${method}`;
    this.#add({ line, name, message: [thrown, message].filter((part) => part !== '').join(' ') });
  }

  #add(entry: Entry): void {
    if (this.entries.length < MOST) this.entries.push(entry);
    if (this.#lines.at(-1) !== entry.line && this.#lines.length < MOST) this.#lines.push(entry.line);
  }

  /** The list itself, which says once more of the tests told above it that they failed; undefined where there is none. */
  failure(): Failure | undefined {
    const [head] = this.#lines;
    if (head === undefined || this.entries.length === 0) return undefined;
    const excerpt = new Excerpt();
    for (const line of this.#lines) excerpt.add(line, true);
    return excerpt.failure({ tool: 'maven', kind: 'build', role: 'wrapper', message: head.text });
  }
}

/**
 * The name that surefire prints of a test, with its class in front: `testX(com.acme.FooTest)` is `com.acme.FooTest.testX`, and
 * so is TestNG's `testX on instance testX(com.acme.FooTest)(com.acme.FooTest)`.
 */
export function qualified(name: string): string {
  const match = /^(?<method>.{1,400})\((?<class>(?:[a-zA-Z_][\w$]*\.){0,20}[A-Z][\w$]*)\)$/.exec(name)?.groups;
  if (match === undefined) return name.replace(/\.null$/, '');
  const owner = match['class'] as string;
  const method = (match['method'] as string).replace(/ on (?:instance )?.{0,300}\([\w.$]{1,200}\)$/, '');
  return method.startsWith(`${owner}.`) ? method : `${owner}.${method}`;
}

/** `FooTest.testX` of a full name, without the arguments of this run of it: what the summary calls a test. */
export function shortened(name: string): string {
  const plain = name.replace(/[[({].*$/, '');
  return plain.split('.').slice(-2).join('.');
}

/** The failure of a test of which only the summary tells. */
export function summaryFailure({ line, name, message }: Entry): Failure {
  return new Excerpt().add(line, true).failure({
    tool: 'junit',
    kind: 'test',
    name,
    message: message || `${name} failed`,
    facts: { runner: 'surefire' },
  });
}
