/** A replacement of whole lines that the tool itself calls safe to apply. Hostile text, like all that tools print. */
export interface Suggestion {
  /** As the tool names it. */
  readonly file: string;
  /** First and last line that it replaces, 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
  /** What stands there now, as the tool shows it, lines separated by \n. */
  readonly original: string;
  /** What stands there afterwards, lines separated by \n; empty: the lines go. */
  readonly replacement: string;
  /** What the tool says about it, one line: `consider borrowing here`. */
  readonly message: string;
}
