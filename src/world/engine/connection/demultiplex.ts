/**
 * Takes the two streams of a container's log apart from the frames they come in, bit by bit, and keeps the last bytes of
 * both, in the order they came. A frame: stream (1 output, 2 errors), three zeros, length as four bytes, big end first.
 * Facts: docs.docker.com/reference/api/engine, "Attach to a container", stream format.
 */
export class Demultiplexer {
  readonly #most: number;
  readonly #kept: Buffer[] = [];
  #rest: Buffer = Buffer.alloc(0);
  /** What of the current frame has not come yet. */
  #missing = 0;
  #size = 0;
  #dropped = 0;
  #framed: boolean;

  /**
   * @param framed false for a container with a terminal: its log is one stream without frames
   * @param most bytes to keep
   */
  constructor(framed: boolean, most: number) {
    this.#framed = framed;
    this.#most = most;
  }

  /** How many bytes at the beginning were let go. */
  get dropped(): number {
    return this.#dropped;
  }

  feed(chunk: Buffer): void {
    if (!this.#framed) return this.#keep(chunk);
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    while (data.length > 0 && this.#framed) {
      if (this.#missing > 0) {
        const part = data.subarray(0, this.#missing);
        this.#missing -= part.length;
        this.#keep(part);
        data = data.subarray(part.length);
      } else if (data.length < HEADER_BYTES) {
        this.#rest = data;
        return;
      } else if (isHeader(data)) {
        this.#missing = data.readUInt32BE(4);
        data = data.subarray(HEADER_BYTES);
      } else this.#framed = false;
    }
    if (data.length > 0) this.#keep(data);
  }

  /** What was kept; a line that was cut off at the beginning is left out. */
  text(): string {
    const isCutHeader = (this.#rest[0] ?? 0) <= LAST_STREAM;
    const bytes = Buffer.concat([...this.#kept, ...(isCutHeader ? [] : [this.#rest])]);
    const start = this.#dropped === 0 ? 0 : bytes.indexOf(0x0a) + 1;
    return bytes.subarray(start).toString('utf8');
  }

  #keep(part: Buffer): void {
    this.#kept.push(Buffer.from(part));
    this.#size += part.length;
    while (this.#size > this.#most && this.#kept.length > 1) {
      const first = this.#kept.shift() as Buffer;
      this.#size -= first.length;
      this.#dropped += first.length;
    }
  }
}

const HEADER_BYTES = 8;
/** Streams above 2 are the engine's own errors. */
const LAST_STREAM = 3;

function isHeader(data: Buffer): boolean {
  return data[0]! <= LAST_STREAM && data[1] === 0 && data[2] === 0 && data[3] === 0;
}
