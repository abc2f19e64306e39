import { beginsLine } from './learned-prefix.js';

/** Fewer lines of a longer text say nothing about its margin. */
const FEWEST_LINES = 4;
/** Many tools set their own words in by two; a paste, by four or more. */
const NARROWEST_MARGIN = 4;
const WIDEST_MARGIN = 16;

/**
 * The left margin of a text: a log that was pasted into a report, or printed by a program that sets another's output
 * in from the left, has as many spaces in front of every line.
 * @param head the beginning of the text
 * @param whole true when that is all of it
 * @returns how many spaces every line starts with; 0 for a text that has no margin of at least four, or of one in
 *   front of words with which tools begin a line
 */
export function leftMargin(head: string, whole: boolean): number {
  const lines = head.split(/\r\n|\n|\r/);
  if (!whole) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < (whole ? 1 : FEWEST_LINES)) return 0;
  const margin = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  const isWide = margin >= NARROWEST_MARGIN || (margin === 1 && filled.some((line) => beginsLine(line.slice(margin))));
  return isWide && margin <= WIDEST_MARGIN && filled.every((line) => line.startsWith(' '.repeat(margin))) ? margin : 0;
}

/** The line without the margin, as far as it has one. */
export function withoutMargin(line: string, margin: number): string {
  let spaces = 0;
  while (spaces < margin && line[spaces] === ' ') spaces++;
  return line.slice(spaces);
}
