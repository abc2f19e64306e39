/**
 * One logical line of a source, as the parsers and patterns see it.
 *
 * A console that wraps (PowerShell captures) spreads one line over several raw ones: they are joined
 * again, `number` and `last` tell which raw lines it came from.
 */
export interface Line {
  /** 1-based number of the (first) raw line; raw lines end at \n, \r\n or \r. */
  readonly number: number;
  /** Number of the last raw line it covers; equal to `number` unless the console wrapped it. */
  readonly last: number;
  /** What to match on: without time stamp, colour codes, CI markers and tool prefixes, a tool's fixed words in English. */
  readonly text: string;
  /**
   * `text` before entities were undone, the words of a JSON log line taken out or put into English: what a document is
   * read from. Absent where it is the same.
   */
  readonly verbatim?: string;
  /** What to quote: as the tool printed it, with the CI system's own stamp and all colours taken off. Wrapped parts are separated by \n. */
  readonly printed: string;
  /** Which interleaved stream of the source it belongs to: '' or e.g. 'backend-1' (Compose), '#12' (BuildKit). */
  readonly channel: string;
  /** Time the CI system or engine stamped on it, as written. */
  readonly time?: string;
  /** Job and step, where the log names them on each line (`gh run view`). */
  readonly job?: string;
  readonly step?: string;
  /** True where the raw line was longer than what is kept of it. */
  readonly clipped: boolean;
}
