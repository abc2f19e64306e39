import type { Line } from '../domain/line.js';
import { Excerpt } from './excerpt.js';
import type { Findings, Parser, Reading } from './parser.js';

/** How one runner marks the tests that failed: each in a line of its own, what it says beside the name or below it. */
export interface Marking {
  /** The runner, as people call it, and what its tests are of. */
  readonly runner: string;
  readonly suite?: string;
  /** See `Parser.anchors`. */
  readonly anchors: readonly string[];
  /** A line that names a failed test: `name`, where the line says them also `said`, `file`, `line` and `how`. */
  readonly failed: RegExp;
  /** Lines below it that still tell of this test, as many as there are in a row: what is `said`, or the place as `file` and `line`. */
  readonly below?: RegExp;
  /** A line that comes back to the `name` of a test that was marked before. */
  readonly again?: { readonly anchors: readonly string[]; readonly line: RegExp };
  /** What the test itself printed, between two lines; one that tells says more than the mark. */
  readonly output?: {
    readonly begins: (text: string, mark: string) => boolean;
    readonly ends: RegExp;
    readonly telling: RegExp;
  };
  /** A line above the marks, which then stand in a row; without it they are too common to be looked for. */
  readonly begins?: RegExp;
  /** Only with this line, a little above or anywhere below them, were those the runner's marks: others write alike. */
  readonly proof?: { readonly anchors: readonly string[]; readonly line: RegExp };
}

const MOST_TESTS = 10_000;
const MOST_LINES = 200;

interface Told {
  /** The lines that tell most of it, in one piece: marks of other tests may stand between it and a second mark. */
  excerpt: Excerpt;
  said: readonly string[];
  place?: { readonly file: string; readonly line: number };
  /** Whether a line that it printed says why. */
  isTold?: true;
}

interface Open {
  readonly name: string;
  /** The line that names it. */
  readonly mark: Line;
  readonly told: Told;
}

/** A parser of such marks: each test once, however often the runner marks it. */
export function markedTests(marking: Marking): Parser {
  const { runner, anchors, again, begins, failed, proof } = marking;
  const wakes = [...(proof?.anchors ?? []), ...(again?.anchors ?? [])];
  return {
    name: runner.toLowerCase().replace(/[^a-z]+/g, '-'),
    anchors,
    ...(wakes.length > 0 && { wakes }),
    start(line, before) {
      if (!(begins ?? failed).test(line.text)) return undefined;
      const run = new RunReading(marking, proof === undefined || before.some(({ text }) => proof.line.test(text)));
      if (begins === undefined) run.next(line);
      return run;
    },
  };
}

/** One run's marks, up to the end of the text: between them it only waits. */
class RunReading implements Reading {
  readonly #marking: Marking;
  readonly #tests = new Map<string, Told>();
  #isProven: boolean;
  /** The test that the latest line told of. */
  #open: Open | undefined;
  #isOutput = false;

  constructor(marking: Marking, isProven: boolean) {
    this.#marking = marking;
    this.#isProven = isProven;
  }

  get dozes(): boolean {
    return this.#open === undefined && this.#marking.begins === undefined;
  }

  next(line: Line): 'more' | 'refused' {
    const { again, begins, failed, below, output, proof } = this.#marking;
    if (proof?.line.test(line.text)) this.#isProven = true;
    const found = failed.exec(line.text)?.groups;
    const told = again === undefined ? undefined : this.#tests.get(again.line.exec(line.text)?.groups?.['name'] ?? '');
    if (told) this.#reopen(line, told);
    else if (found && !this.#isOutput) this.#failed(line, found);
    else if (this.#isOutput) this.#printed(line);
    else if (this.#open && output?.begins(line.text, this.#open.mark.text)) this.#begin(this.#open);
    else if (below?.test(line.text)) this.#below(line);
    else if (begins !== undefined) return 'refused';
    else this.#open = undefined;
    return 'more';
  }

  end(): Findings {
    if (!this.#isProven) return { failures: [] };
    const { runner, suite } = this.#marking;
    const failures = [...this.#tests].map(([name, { excerpt, said, place }]) =>
      excerpt.failure({
        tool: 'log',
        kind: 'test',
        name,
        message: said.join(' ').slice(0, 800) || 'test failed',
        ...(place && { location: place }),
        facts: { runner, ...(suite !== undefined && { suite }) },
      }),
    );
    return { failures };
  }

  #failed(line: Line, { name = '', said, file, line: row, how }: Record<string, string | undefined>): void {
    this.#open = undefined;
    const known = this.#tests.get(name);
    if (known === undefined && this.#tests.size >= MOST_TESTS) return;
    const told: Told = known ?? { excerpt: new Excerpt(), said: [how, said].flatMap((each) => each?.trim() || []) };
    this.#tests.set(name, told);
    if (known === undefined) told.excerpt.add(line, true);
    if (file !== undefined && row !== undefined) told.place ??= { file, line: Number(row) };
    if (this.#marking.below || this.#marking.output) this.#open = { name, mark: line, told };
  }

  #reopen(line: Line, told: Told): void {
    told.excerpt = new Excerpt().add(line, true);
    this.#open = { name: '', mark: line, told };
  }

  #below(line: Line): void {
    const told = this.#open?.told;
    if (told === undefined || told.excerpt.size > MOST_LINES) return;
    const { said, file, line: row } = this.#marking.below?.exec(line.text)?.groups ?? {};
    if (file !== undefined && row !== undefined) told.place ??= { file, line: Number(row) };
    if (said !== undefined && told.said.length < 8) told.said = [...told.said, said.trim()];
    told.excerpt.add(line, true);
  }

  /** A heading above the output may leave the ending of the program's name off. */
  #begin({ name, mark, told }: Open): void {
    this.#isOutput = true;
    const full = [...this.#tests.keys()].find((each) => each.startsWith(`${name}.`));
    const known = full === undefined || told.excerpt.size > 1 ? undefined : this.#tests.get(full);
    if (known) this.#tests.delete(name);
    if (known) this.#open = { name: full as string, mark, told: known };
    Object.assign(known ?? told, { excerpt: new Excerpt().add(mark, true) });
  }

  #printed(line: Line): void {
    const { ends, telling } = this.#marking.output as NonNullable<Marking['output']>;
    const told = this.#open?.told;
    if (told === undefined || ends.test(line.text) || told.excerpt.size > MOST_LINES) {
      this.#isOutput = false;
      this.#open = undefined;
      return;
    }
    const isTelling = !told.isTold && telling.test(line.text);
    if (isTelling) Object.assign(told, { isTold: true, said: [line.text.trim()] });
    if (line.text.trim() === '') return;
    // Where no line says why, the last one comes nearest.
    if (!told.isTold) told.said = [line.text.trim()];
    told.excerpt.add(line, isTelling);
  }
}
