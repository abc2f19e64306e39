/** Reading that ends sooner is not worth a word. */
const QUIET_MS = 1000;
const REDRAW_MS = 100;
const MEGABYTE = 1024 * 1024;
const ERASE_LINE = '\r\u001b[2K';

interface Progress {
  readonly source: string;
  readonly bytes: number;
  readonly size?: number;
}

/** One line on a terminal that tells how far a long reading got, and vanishes with it. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #drawn = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  update({ source, bytes, size }: Progress): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#started < QUIET_MS || now - this.#drawn < REDRAW_MS) return;
    this.#drawn = now;
    const of = size === undefined || size === 0 ? '' : ` (${Math.floor((100 * Math.min(bytes, size)) / size)} %)`;
    const room = Math.max(10, (this.#stream.columns || 80) - 30);
    const name = source.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(-room);
    this.#stream.write(`${ERASE_LINE}reading ${name}: ${(bytes / MEGABYTE).toFixed(0)} MB${of}`);
  }

  clear(): void {
    if (this.#drawn > 0) this.#stream.write(ERASE_LINE);
    this.#drawn = 0;
  }
}
