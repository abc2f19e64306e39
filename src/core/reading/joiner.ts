import type { Line } from '../domain/line.js';
import { isContinued } from './console.js';
import { cleanText, makeLine } from './line.js';
import { LineScanner, REMEMBERED, type Visitor } from './lines.js';
import type { LiteralIndex } from './literal-index.js';

/** Most raw lines a console-wrapped line may be joined of; a wider stretch is no wrapped message. */
const MOST_JOINED = 60;

/** Reads a text that a console of known width broke, and joins its lines again; see `console.ts`. All are made known. */
export class ConsoleJoiner {
  readonly #width: number;
  readonly #index: LiteralIndex;
  readonly #visitor: Visitor;
  readonly #scanner: LineScanner;
  #parts: Line[] = [];
  #recent: Line[] = [];

  constructor(width: number, index: LiteralIndex, visitor: Visitor) {
    this.#width = width;
    this.#index = index;
    this.#visitor = visitor;
    this.#scanner = new LineScanner(index, { wantsAll: true, take: ({ line }) => this.#take(line) }, asPrinted);
  }

  get lines(): number {
    return this.#scanner.lines;
  }

  get longLines(): number {
    return this.#scanner.longLines;
  }

  last(reach: number): readonly Line[] {
    return this.#recent.slice(-reach);
  }

  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
  }

  finish(): void {
    this.#scanner.finish();
    this.#join();
  }

  #take(part: Line): void {
    const previous = this.#parts.at(-1);
    if (previous && (this.#parts.length >= MOST_JOINED || !isContinued(previous.text, part.text, this.#width)))
      this.#join();
    this.#parts.push(part);
  }

  #join(): void {
    const [head] = this.#parts;
    if (head === undefined) return;
    const clipped = this.#parts.some((part) => part.clipped);
    const line: Line = {
      ...makeLine(head.number, this.#parts.map(({ text }) => text).join(''), clipped),
      last: this.#parts.at(-1)?.number ?? head.number,
      printed: this.#parts.map(({ text }) => text).join('\n'),
    };
    this.#parts = [];
    const found = this.#index.find(line.text);
    const hits = found.size > 0 ? [...found] : undefined;
    this.#visitor.take({ number: line.number, hits, line, before: (reach, holding) => this.#before(reach, holding) });
    this.#recent.push(line);
    if (this.#recent.length > 2 * REMEMBERED) this.#recent = this.#recent.slice(-REMEMBERED);
  }

  #before(reach: number, holding?: string): readonly Line[] {
    const lines = this.last(reach);
    return holding === undefined
      ? lines
      : lines.filter(({ printed }) => printed.replaceAll('\n', '').includes(holding));
  }
}

/** A row as the console printed it: only what is joined has prefixes. */
function asPrinted(number: number, raw: string, clipped: boolean): Line {
  const text = cleanText(raw);
  return { number, last: number, text, printed: text, channel: '', clipped };
}
