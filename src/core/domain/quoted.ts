/**
 * Prose of a pattern with text from a log filled in. What came from the log stands between two private-use
 * characters, so that each sink can show it in the one form that is harmless there: a code span in Markdown,
 * plain on a terminal, escaped in HTML.
 */
export const QUOTE_START = '\uE000';
export const QUOTE_END = '\uE001';

const MARKS = /[\uE000\uE001]/g;

/** A stretch of prose: the pattern's own words, or words quoted from a log. */
export interface Part {
  readonly quoted: boolean;
  readonly text: string;
}

/** Marks text from outside before it is filled into prose. Marks already inside it are dropped: it cannot close its own quotation. */
export function quote(text: string): string {
  return `${QUOTE_START}${unmarked(text)}${QUOTE_END}`;
}

/** The prose without its marks: what was quoted stands there plain. */
export function unmarked(text: string): string {
  return text.replace(MARKS, '');
}

/**
 * Cuts prose at its marks. Stray marks vanish, an unclosed quotation reaches to the end, empty parts are left out.
 * Quotations with nothing or only a `:` or such between them are one: a file and its line, a host and its port.
 */
export function splitQuoted(marked: string): readonly Part[] {
  const text = marked.replace(/\uE001([:/.@=-]?)\uE000/g, '$1');
  const parts: Part[] = [];
  let quoted = false;
  let from = 0;
  const push = (to: number): void => {
    if (to > from) parts.push({ quoted, text: text.slice(from, to) });
  };
  for (const mark of text.matchAll(MARKS)) {
    push(mark.index);
    from = mark.index + 1;
    quoted = mark[0] === QUOTE_START;
  }
  push(text.length);
  return parts;
}
