/** `13 |     ship(order.clone());`: a line of the source, with its number. */
const SOURCE = /^\s*(?<line>\d{1,7}) {1,7}\|(?: (?<code>.{0,2000}))?$/;
/** Below it what is new, `+`, or what would stand in place of something else, `~`. */
const MARKS = /^\s*\| (?<marks> *[+~][ +~]*)$/;
/** A mark is as wide as its character is shown; only of these that is known. */
const PLAIN = /^[ -~]*$/;

/** A line of the source before and after what is marked in it. */
export interface MarkedLine {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/**
 * Reads the lines of source code that a diagnostic shows, and what its helps mark below them.
 * Facts: `DisplaySuggestion` in compiler/rustc_errors/src/emitter.rs; since 1.86 what is replaced stands as `-` and `+` instead of `~`.
 */
export class Markers {
  /** As the source stands, by file and number. */
  readonly #shown = new Map<string, string>();
  #last: { readonly line: number; readonly code: string } | undefined;

  /**
   * @param file whose lines these are
   * @param proposed whether they are shown as they would be
   * @returns the line that the marks on this one are about, where it is known how it stands now
   */
  read(text: string, file: string, proposed: boolean): MarkedLine | undefined {
    const source = SOURCE.exec(text)?.groups;
    if (source !== undefined) {
      const { line = '', code = '' } = source;
      if (!proposed) this.#shown.set(`${file}:${Number(line)}`, code);
      this.#last = { line: Number(line), code };
      return undefined;
    }
    const last = this.#last;
    this.#last = undefined;
    const marks = proposed ? MARKS.exec(text)?.groups?.['marks']?.trimEnd() : undefined;
    if (marks === undefined || last === undefined || !PLAIN.test(last.code) || marks.length > last.code.length)
      return undefined;
    const shown = this.#shown.get(`${file}:${last.line}`);
    const before = marks.includes('~') ? replacedIn(last.code, marks, shown) : extendedFrom(last.code, marks, shown);
    return before === undefined || before === last.code ? undefined : { line: last.line, before, after: last.code };
  }
}

/**
 * The line without what is marked as new in it; nothing where all of it is new. Blanks at the ends of what is new are not
 * marked, so that only a line that was shown says where they were; else one stays where source code usually has one.
 */
function extendedFrom(code: string, marks: string, shown: string | undefined): string | undefined {
  const rest = [...code].map((character, at) => (marks[at] === '+' ? '\0' : character)).join('');
  const before = rest
    .replace(/(?<=^|[ ([{<&*])\0+ /g, '')
    .replace(/ \0+(?=$|[)\]},;> ])/g, '')
    .replaceAll('\0', '');
  if (before.trim() === '') return undefined;
  if (shown === undefined) return before;
  return shown.replaceAll(' ', '') === before.replaceAll(' ', '') ? shown : undefined;
}

/** The line as it was shown above, where it differs nowhere but under the marks. */
function replacedIn(code: string, marks: string, shown: string | undefined): string | undefined {
  if (shown === undefined) return undefined;
  const head = code.slice(0, marks.search(/[+~]/));
  const tail = code.slice(marks.length);
  const fits = shown.startsWith(head) && shown.endsWith(tail) && shown.length >= head.length + tail.length;
  return fits ? shown : undefined;
}
