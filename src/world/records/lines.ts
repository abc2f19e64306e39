/** A line of a stream of records, or how long it was where it is too long to be one. */
export type RecordLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly bytes: number };

/** A record holds a log in base64 at most; larger logs are named by their path. */
const LONGEST_BYTES = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * The lines of newline-delimited JSON, blank ones left out; at most one line is kept in memory.
 * @param longest bytes of a line; of a longer one nothing is kept but its length
 */
export async function* recordLines(
  stream: AsyncIterable<Uint8Array>,
  longest = LONGEST_BYTES,
): AsyncGenerator<RecordLine> {
  const line = new Assembled(longest);
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, end));
      yield* line.taken();
      from = end + 1;
    }
    line.add(chunk.subarray(from));
  }
  yield* line.taken();
}

/** The line being read. */
class Assembled {
  readonly #longest: number;
  #number = 0;
  #bytes = 0;
  #pieces: Uint8Array[] = [];

  constructor(longest: number) {
    this.#longest = longest;
  }

  add(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.#longest) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  /** The line, if it is none but blanks; the next one begins. */
  *taken(): Generator<RecordLine> {
    const [number, bytes, pieces] = [++this.#number, this.#bytes, this.#pieces];
    this.#bytes = 0;
    this.#pieces = [];
    if (bytes > this.#longest) {
      yield { number, bytes };
      return;
    }
    const text = Buffer.concat(pieces).toString('utf8');
    if (text.trim() !== '') yield { number, text };
  }
}
