/** A text as one word of a command line: bare, or between single quotes; undefined where it does not fit on one line. */
export function shellWord(text: string): string | undefined {
  if (/\p{C}/u.test(text)) return undefined;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
