/**
 * Windows PowerShell 5 writes a native program's error stream as wrapped records: a header that names
 * `NativeCommandError`, then text broken at the console's width, in the middle of words where need be.
 * Here the width is found and the lines are joined again.
 */

/** How much of a text is looked at for the header, in characters. */
export const HEADER_CHARACTERS = 8 * 1024;

/**
 * The console width a text was wrapped at, or undefined when it was not.
 * @param head the beginning of the text
 */
export function consoleWidth(head: string): number | undefined {
  if (!head.replace(/\s+/g, '').includes('FullyQualifiedErrorId:NativeCommand')) return undefined;
  const lines = head.split(/\r\n|\n|\r/);
  const record = lines.findIndex((line) => /^ {4}\+ CategoryInfo\b/.test(line));
  // The underline is as long as the command; where that is longer than a row, its first row is as wide as the console.
  const underline = lines.slice(0, Math.max(0, record)).findLastIndex((line) => /^\+ *~*$/.test(line));
  if (underline < 0) return undefined;
  const end = lines.findIndex((line, index) => index > record && /^\s*$/.test(line));
  // A short command says nothing; the record's own rows are filled up to the width wherever a word is broken.
  const widest = Math.max(...lines.slice(underline, end < 0 ? record + 20 : end).map((line) => line.length));
  return widest >= 20 ? widest : undefined;
}

/** True when `line` was broken by a console of that width and goes on in `next`. */
export function isContinued(line: string, next: string, width: number): boolean {
  // What is longer than a row was written by the other stream, which no console broke.
  if (line.length > width || next.length > width) return false;
  if (line.length === width) return next !== '' && !next.startsWith(' ');
  if (!line.endsWith(' ') || line.trim() === '') return false;
  const space = next.indexOf(' ');
  const word = space < 0 ? next.length : space;
  // A word takes the space after it along: both have to fit.
  const wanted = space < 0 ? word : word + 1;
  return word > 0 && line.length + wanted > width;
}
