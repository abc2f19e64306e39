import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `cart.cc:12: FAILED:`, with Microsoft's compiler `cart.cc(12): FAILED:`. */
const FAILED = /^(?<file>(?:[A-Za-z]:)?[^\s:()][^:()]{0,300})(?::(?<line>\d{1,7})|\((?<line2>\d{1,7})\)): FAILED:$/;
const RULE = /^-{79}$/;
const OVER = /^(?:={79}|test cases: {1,6}\d.{0,80}|[Ff]ailed \d{1,6} test cases?, .{0,60})$/;
const MOST_TESTS = 10_000;

interface Case {
  readonly excerpt: Excerpt;
  readonly location: { readonly file: string; readonly line: number };
  said: string;
}

/** Catch2: the test cases a check of which failed, each once, whatever sections it was in. */
export const catch2: Parser = {
  name: 'catch2',
  anchors: [': FAILED:'],
  start(line, before) {
    if (!FAILED.test(line.text)) return undefined;
    const closing = before.findLastIndex(({ text }) => RULE.test(text));
    const opening = before.slice(0, Math.max(closing, 0)).findLastIndex(({ text }) => RULE.test(text));
    const name = opening < 0 ? undefined : before[opening + 1]?.text;
    if (name === undefined || RULE.test(name)) return undefined;
    const run = new RunReading(name.trim());
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #cases = new Map<string, Case>();
  #name: string;
  #open: Case | undefined;
  #isHeading = false;

  constructor(name: string) {
    this.#name = name;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (OVER.test(text)) return 'refused';
    const failed = FAILED.exec(text)?.groups;
    if (RULE.test(text)) this.#rule();
    else if (this.#isHeading && this.#name === '') this.#name = text.trim();
    else if (failed) this.#failed(line, failed);
    else if (text.trim() === '' || /^\.{79}$/.test(text)) this.#open = undefined;
    else this.#add(line);
    return 'more';
  }

  end(): Findings {
    const failures = [...this.#cases].map(([name, { excerpt, location, said }]) =>
      excerpt.failure({
        tool: 'log',
        kind: 'test',
        name,
        message: said === '' ? 'test failed' : said.slice(0, 800),
        location,
        facts: { runner: 'Catch2', suite: 'native' },
      }),
    );
    return { failures };
  }

  /** A heading stands between two rules; its first line is the test case, those below are sections. */
  #rule(): void {
    this.#open = undefined;
    this.#isHeading = !this.#isHeading;
    if (this.#isHeading) this.#name = '';
  }

  #failed(line: Line, { file = '', line: at, line2 }: Record<string, string | undefined>): void {
    const known = this.#cases.get(this.#name);
    if (known) known.excerpt.add(line, true);
    if (known || this.#name === '' || this.#cases.size >= MOST_TESTS) return;
    const location = { file, line: Number(at ?? line2) };
    this.#open = { excerpt: new Excerpt().add(line, true), location, said: '' };
    this.#cases.set(this.#name, this.#open);
  }

  #add(line: Line): void {
    const open = this.#open;
    if (open === undefined) return;
    open.said = `${open.said} ${line.text.trim()}`.trim();
    open.excerpt.add(line, true);
  }
}
