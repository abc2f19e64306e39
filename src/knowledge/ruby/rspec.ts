import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { rubyFailure } from './ruby-test.js';

const HEAD = /^Failures:$/;
const TITLE = /^ {2}(?<number>\d{1,6})\) (?<name>\S.{0,800})$/;
/** `rspec ./spec/shop_spec.rb:2 # the shop adds up`, the list at the end. */
const LISTED = /^rspec (?:'|)(?<file>\.?[^\s[':]{1,400})(?::(?<line>\d{1,7})|\[[\d:]{1,60}\])'? # (?<name>.{1,800})$/;
const BROKEN = /^An error occurred (?:while loading (?<file>\S{1,400}?)\.?|in an? `.{1,60}` hook\.?)$/;
const PLACE = /^\s{4,20}# (?<file>\.?\/?[^\s:]{1,400}):(?<line>\d{1,7})(?::in .{0,300})?$/;
const THROWN = /^(?<exception>[A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,10}):$/;
const OVER = /^(?:##\[(?:group|endgroup|error)\]|travis_|The command ")/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/** Failed examples of RSpec, from `Failures:` to the list of commands, and files that could not be loaded. */
export const rspec: Parser = {
  name: 'rspec',
  anchors: ['Failures:', 'rspec ./', "rspec './", 'An error occurred while loading'],
  start(line) {
    if (!HEAD.test(line.text) && !LISTED.test(line.text) && !BROKEN.test(line.text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #examples: Example[] = [];
  #isListing = false;

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (OVER.test(text)) return 'refused';
    const listed = LISTED.exec(text)?.groups;
    if (listed) return this.#list(line, listed as Record<string, string>);
    if (this.#isListing && text.trim() !== '') return 'refused';
    const title = TITLE.exec(text)?.groups;
    const broken = BROKEN.exec(text);
    if (title && Number(title['number']) === this.#examples.length + 1) this.#begin(line, title['name'] as string);
    else if (broken?.groups?.['file']) this.#begin(line, broken.groups['file'], 'collection');
    else this.#examples.at(-1)?.take(line);
    return 'more';
  }

  end(): Findings {
    return { failures: this.#examples.flatMap((example) => (example.isTold ? [example.failure()] : [])) };
  }

  #begin(line: Line, name: string, kind: 'test' | 'collection' = 'test'): void {
    if (this.#examples.length < MOST_TESTS) this.#examples.push(new Example(line, name, kind));
  }

  /** The command to run an example again names its file; an example that was not told yet is told by it. */
  #list(line: Line, { file = '', line: row, name = '' }: Record<string, string>): 'more' {
    this.#isListing = true;
    const place = { file: file.replace(/^\.\//, ''), ...(row && { line: Number(row) }) };
    const told = this.#examples.find((example) => example.name === name && !example.isListed);
    if (told) told.place = place;
    else this.#begin(line, name);
    const example = told ?? this.#examples.at(-1);
    if (example) {
      example.isListed = true;
      example.place ??= place;
    }
    return 'more';
  }
}

class Example {
  readonly name: string;
  readonly #kind: 'test' | 'collection';
  readonly #excerpt = new Excerpt();
  place: { file: string; line?: number } | undefined;
  isListed = false;
  #isExplained = false;
  #message: string | undefined;
  #exception: string | undefined;
  #isOver = false;

  constructor(line: Line, name: string, kind: 'test' | 'collection') {
    this.#excerpt.add(line, true);
    this.name = name;
    this.#kind = kind;
  }

  /** A title alone may be any list's. */
  get isTold(): boolean {
    return this.isListed || this.#isExplained;
  }

  take(line: Line): void {
    const { text } = line;
    if (/^Finished in /.test(text)) this.#isOver = true;
    if (this.#isOver || this.#excerpt.size > MOST_LINES) return;
    const inner = text.trim();
    const isSource = inner.startsWith('Failure/Error:');
    this.#isExplained ||= isSource;
    const thrown = this.#isExplained && this.#message === undefined ? THROWN.exec(inner)?.groups : undefined;
    if (thrown) this.#exception = thrown['exception'] as string;
    const place = PLACE.exec(text)?.groups;
    const isMessage =
      this.#isExplained && !isSource && !thrown && !place && inner !== '' && this.#message === undefined;
    if (isMessage) this.#message = inner;
    if (place && this.place === undefined && !/\/gems\//.test(place['file'] as string))
      this.place = { file: (place['file'] as string).replace(/^\.\//, ''), line: Number(place['line']) };
    this.#excerpt.add(line, isSource || isMessage || thrown !== undefined);
  }

  failure(): Failure {
    return rubyFailure(this.#excerpt, 'rspec', {
      kind: this.#kind,
      name: this.name,
      message: (this.#message ?? `${this.name} failed`).slice(0, 1000),
      exception: this.#exception,
      place: this.place,
    });
  }
}
