import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type EntryText, HarEntries } from './har-entries.js';
import { HarFindings } from './har-findings.js';

/** How much of the end of one piece is looked for in the next: pieces of a long line overlap. */
const SEAM = 64;
/** Characters at a piece's end that may be halves of one. */
const FRAYED = 4;
/** Longest raw line that is quoted whole; of a longer one the part that proves is quoted. */
const LONGEST_QUOTED = 400;

/**
 * HAR 1.2 files (http://www.softwareishard.com/blog/har-12-spec/) of Playwright, Chromium's and Firefox's developer tools, on one line or
 * indented. Entry by entry: an entry of more than 1 MiB is skipped and counted, and a file of more than 200 000 lines is
 * read up to there.
 */
export const har: Parser = {
  name: 'har',
  anchors: ['"creator"'],
  start(line, before) {
    if (/^\s{0,8}\{\s{0,8}"log"\s{0,4}:/.test(line.text)) return new HarReading([line]);
    const log = before.findLastIndex(({ text }) => /^\s{0,8}"log"\s{0,4}:\s{0,4}\{\s{0,4}$/.test(text));
    const isOpen = log > 0 && /^\s{0,8}\{\s{0,4}$/.test(before[log - 1]?.text ?? '');
    return isOpen && /^\s{1,16}"creator"/.test(line.text)
      ? new HarReading([...before.slice(log - 1), line])
      : undefined;
  },
};

class HarReading implements Reading {
  readonly #found = new HarFindings<EntryText<Line>>();
  readonly #entries = new HarEntries<Line>((entry) => this.#found.take(entry.text, entry));
  #previous: Line | undefined;
  #isBroken = false;

  constructor(lines: readonly Line[]) {
    for (const line of lines) this.next(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const isNextPiece = line.clipped && this.#previous?.number === line.number;
    const text = isNextPiece ? this.#afterSeam(line) : line.printed;
    this.#previous = line;
    if (text === undefined) {
      this.#isBroken = true;
      return 'refused';
    }
    this.#entries.push(line.clipped ? text : `${text}\n`, line);
    return this.#entries.isOver ? 'done' : 'more';
  }

  end(): Findings {
    const notes: string[] = [];
    if (this.#entries.skipped > 0) notes.push(`${this.#entries.skipped} entries of the HAR file were too long to read`);
    if (this.#isBroken) notes.push('The HAR file could be read up to a very long line only');
    const failures = this.#found.all().map(({ entry, proofs, ...what }) => failureOf(entry, proofs, what));
    return { failures, notes };
  }

  /** What the piece adds to the one before it; undefined where they cannot be joined. */
  #afterSeam(line: Line): string | undefined {
    const before = this.#previous?.printed ?? '';
    const seam = before.slice(-SEAM - FRAYED, -FRAYED);
    const at = line.printed.indexOf(seam);
    return at < 0 ? undefined : line.printed.slice(at + seam.length + FRAYED);
  }
}

/** Evidence of a failure are the parts of the entry that prove it, each with the number of its raw line. */
function failureOf(
  { text, places }: EntryText<Line>,
  proofs: readonly string[],
  what: Pick<Failure, 'message' | 'facts'> & { readonly code: string },
): Failure {
  const excerpt = new Excerpt();
  const offsets = proofs.map((proof) => ({ proof, offset: text.indexOf(proof) })).filter(({ offset }) => offset >= 0);
  for (const { proof, offset } of offsets.sort((a, b) => a.offset - b.offset)) {
    const line = (places.findLast((place) => place.offset <= offset) ?? places[0])?.place as Line;
    const isShort = !line.clipped && line.text.length <= LONGEST_QUOTED;
    excerpt.add(isShort ? line : { ...line, text: proof, printed: proof }, true);
  }
  const kind = what.code === 'slow' ? 'measurement' : 'exception';
  return excerpt.failure({ tool: 'browser', kind, ...what });
}
