import { fromUtf8 } from '../bytes.js';
import type { Line } from '../domain/line.js';
import type { Source } from '../domain/source.js';
import { withEscapes } from './caret.js';
import { consoleWidth, HEADER_CHARACTERS } from './console.js';
import { toUtf8 } from './decode.js';
import { ConsoleJoiner } from './joiner.js';
import { LearnedPrefixes } from './learned-prefix.js';
import { makeLine } from './line.js';
import { type LineMaker, LineScanner, type SeenLine, type Visitor } from './lines.js';
import type { LiteralIndex } from './literal-index.js';
import { leftMargin } from './margin.js';

/** What reading a source came to, also where it broke off. */
export interface ReadStatistics {
  readonly bytes: number;
  readonly lines: number;
  /** Raw lines longer than `PIECE_BYTES`. */
  readonly longLines: number;
  /** The last lines, oldest first, at most `REMEMBERED`. */
  last(reach: number): readonly Line[];
  /** Why it could not be read to its end: what `source.open` or the visitor threw. */
  readonly error?: unknown;
}

/**
 * Reads a source line by line in bounded memory.
 * @param visitor is shown each line that holds a literal, in order, and while it wants all, every line
 * @param onBytes called after each chunk with the number of bytes read so far
 */
export async function readLines(
  source: Source,
  index: LiteralIndex,
  visitor: Visitor,
  onBytes?: (bytes: number) => void,
): Promise<ReadStatistics> {
  let bytes = 0;
  let reader: LineScanner | ConsoleJoiner | undefined;

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      bytes += chunk.length;
      yield chunk;
      onBytes?.(bytes);
    }
  }

  let problem: { error: unknown } | undefined;
  try {
    for await (const chunk of withEscapes(toUtf8(counted()))) {
      reader ??= readerFor(chunk, index, visitor);
      reader.push(chunk);
    }
    reader?.finish();
  } catch (error) {
    problem = { error };
  }
  const { lines = 0, longLines = 0 } = reader ?? {};
  return { bytes, lines, longLines, last: (reach) => reader?.last(reach) ?? [], ...problem };
}

/**
 * Shows each line of a source that holds a literal, in order.
 * @throws what `source.open` rejects with
 */
export async function eachHit(source: Source, index: LiteralIndex, take: (line: SeenLine) => void): Promise<void> {
  const { error } = await readLines(source, index, { wantsAll: false, take });
  if (error !== undefined) throw error;
}

/** How a text is read shows at its beginning: broken by a console, set in from the left, or as it is. */
function readerFor(beginning: Uint8Array, index: LiteralIndex, visitor: Visitor): LineScanner | ConsoleJoiner {
  const head = fromUtf8(beginning.subarray(0, HEADER_CHARACTERS));
  const width = consoleWidth(head);
  if (width !== undefined) return new ConsoleJoiner(width, index, visitor);
  const margin = leftMargin(head, beginning.length <= HEADER_CHARACTERS);
  return new LineScanner(index, visitor, lineMaker(margin));
}

/** Makes lines without the margin, and without the prefixes that show in the lines around. */
function lineMaker(margin: number): LineMaker {
  const prefixes = new LearnedPrefixes();
  const textOf = (raw: string): string => makeLine(0, raw, false, margin).text;
  return (number, raw, clipped, around) => {
    const plain = makeLine(number, raw, clipped, margin);
    const behind = prefixes.strip(plain.text, () => {
      const { before, after } = around();
      return { before: before.map(textOf), after: after.map(textOf) };
    });
    return behind ? { ...plain, text: behind.text, channel: joinedName(plain.channel, behind.channel) } : plain;
  };
}

function joinedName(outer: string, inner: string): string {
  return outer && inner ? `${outer}/${inner}` : outer || inner;
}
