import { fromUtf8 } from '../bytes.js';
import type { Line } from '../domain/line.js';
import type { Source } from '../domain/source.js';
import type { Automaton } from './automaton.js';
import { consoleWidth, HEADER_CHARACTERS, isContinued } from './console.js';
import { toUtf8 } from './decode.js';
import { LearnedPrefixes } from './learned-prefix.js';
import { cleanText, makeLine } from './line.js';
import { LineSplitter, PIECE_BYTES, type RawLine } from './lines.js';
import { leftMargin } from './margin.js';

/** Most raw lines a console-wrapped line may be joined of; a wider stretch is no wrapped message. */
const MOST_JOINED = 60;

/** How far around a line others are looked at, to each side. */
const AROUND_BYTES = 4 * 1024;
const MOST_AROUND = 12;

/** A line that becomes text only when somebody looks at it. */
export class LazyLine {
  readonly number: number;
  /** Indices of the automaton's literals that stand in it. */
  readonly hits: readonly number[] | undefined;
  readonly #clipped: boolean;
  readonly #context: Context | undefined;
  #raw: RawLine | undefined;
  #line: Line | undefined;

  constructor(raw: RawLine, line?: Line, context?: Context) {
    this.#context = context;
    this.number = raw.number;
    this.hits = raw.hits;
    this.#clipped = raw.clipped;
    this.#raw = raw;
    this.#line = line;
  }

  get line(): Line {
    if (this.#line === undefined) {
      const raw = this.#raw as RawLine;
      const { margin = 0, prefixes } = this.#context ?? {};
      const around = (): string[] => textsAround(raw).map((text) => makeLine(0, text, false, margin).text);
      const plain = makeLine(this.number, decode(raw.bytes), this.#clipped, margin);
      const behind = prefixes?.strip(plain.text, around);
      this.#line = behind ? { ...plain, ...behind, channel: joinedName(plain.channel, behind.channel) } : plain;
      this.#raw = undefined;
    }
    return this.#line;
  }
}

/** What is the same for all lines of a source. */
interface Context {
  /** Spaces in front of every line. */
  readonly margin: number;
  readonly prefixes: LearnedPrefixes;
}

function joinedName(outer: string, inner: string): string {
  return outer && inner ? `${outer}/${inner}` : outer || inner;
}

/** What reading a source came to. */
export interface ReadStatistics {
  readonly bytes: number;
  readonly lines: number;
  /** Raw lines longer than `PIECE_BYTES`. */
  readonly longLines: number;
}

/**
 * Reads a source line by line in bounded memory.
 * @param visit called for each line in order
 * @param onBytes called after each chunk with the number of bytes read so far
 * @returns what was read; rejects with what `source.open` rejects with
 */
export async function readLines(
  source: Source,
  automaton: Automaton,
  visit: (line: LazyLine) => void,
  onBytes?: (bytes: number) => void,
): Promise<ReadStatistics> {
  let bytes = 0;
  let longLines = 0;
  let lastLong = 0;
  let joiner: ConsoleJoiner | undefined;
  let context: Context = { margin: 0, prefixes: new LearnedPrefixes() };
  const splitter = new LineSplitter(automaton, (raw) => {
    if (raw.clipped && raw.number !== lastLong) {
      lastLong = raw.number;
      longLines++;
    }
    if (joiner) joiner.push(raw);
    else visit(new LazyLine(raw, undefined, context));
  });

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      bytes += chunk.length;
      yield chunk;
      onBytes?.(bytes);
    }
  }

  let isFirst = true;
  for await (const chunk of toUtf8(counted())) {
    if (isFirst) {
      isFirst = false;
      const head = fromUtf8(chunk.subarray(0, HEADER_CHARACTERS));
      context = { ...context, margin: leftMargin(head, chunk.length <= HEADER_CHARACTERS) };
      const width = consoleWidth(head);
      if (width !== undefined) joiner = new ConsoleJoiner(width, automaton, visit);
    }
    splitter.push(chunk);
  }
  splitter.finish();
  joiner?.finish();
  return { bytes, lines: splitter.lines, longLines };
}

/** Joins what a console of known width broke apart; see `console.ts`. */
class ConsoleJoiner {
  readonly #width: number;
  readonly #automaton: Automaton;
  readonly #visit: (line: LazyLine) => void;
  #parts: { number: number; text: string; clipped: boolean }[] = [];

  constructor(width: number, automaton: Automaton, visit: (line: LazyLine) => void) {
    this.#width = width;
    this.#automaton = automaton;
    this.#visit = visit;
  }

  push(raw: RawLine): void {
    const text = cleanText(decode(raw.bytes));
    const previous = this.#parts.at(-1);
    if (previous && (this.#parts.length >= MOST_JOINED || !isContinued(previous.text, text, this.#width)))
      this.finish();
    this.#parts.push({ number: raw.number, text, clipped: raw.clipped });
  }

  finish(): void {
    const [head] = this.#parts;
    if (head === undefined) return;
    const joined = this.#parts.map((part) => part.text).join('');
    const line: Line = {
      ...makeLine(
        head.number,
        joined,
        this.#parts.some((part) => part.clipped),
      ),
      last: this.#parts.at(-1)?.number ?? head.number,
      printed: this.#parts.map((part) => part.text).join('\n'),
    };
    const found = this.#automaton.find(line.text);
    this.#visit(
      new LazyLine(
        {
          number: head.number,
          bytes: new Uint8Array(0),
          chunk: new Uint8Array(0),
          start: 0,
          hits: found.size > 0 ? [...found] : undefined,
          clipped: line.clipped,
        },
        line,
      ),
    );
    this.#parts = [];
  }
}

function decode(bytes: Uint8Array): string {
  const piece = bytes.subarray(0, PIECE_BYTES + 1);
  const text = fromUtf8(piece);
  return text.includes('\uFFFD') && isOfOneByte(text, piece) ? latin1.decode(piece) : text;
}

const latin1 = new TextDecoder('latin1');

/**
 * Whether what is no UTF-8 in a line was written a byte a character: nothing beyond ASCII in it is UTF-8 then. Half a
 * pair, which some programs write as if it were a character, is none.
 */
function isOfOneByte(text: string, bytes: Uint8Array): boolean {
  if (/[^\u0000-\u007f\ufffd]/.test(text)) return false;
  return !bytes.some((byte, index) => byte === 0xed && ((bytes[index + 1] ?? 0) & 0xe0) === 0xa0);
}

/** Raw texts of the lines before and after one, as far as they were read at once with it. */
function textsAround({ chunk, start, bytes }: RawLine): string[] {
  const end = start + bytes.length;
  const before = fromUtf8(chunk.subarray(Math.max(0, start - AROUND_BYTES), start)).split(/\r\n|\n|\r/);
  const after = fromUtf8(chunk.subarray(end, end + AROUND_BYTES)).split(/\r\n|\n|\r/);
  // The innermost are the line's own ends; the outermost may be cut.
  const uncutBefore = before.slice(start > AROUND_BYTES ? 1 : 0, -1);
  const uncutAfter = after.slice(1, end + AROUND_BYTES < chunk.length ? -1 : undefined);
  return [...uncutBefore.slice(-MOST_AROUND), ...uncutAfter.slice(0, MOST_AROUND)];
}
