/**
 * The same JavaScript in ASCII alone: an engine keeps such a text with one byte for each character instead of two, and a
 * bundle is one text that is kept as long as the program runs.
 * @throws for a `String.raw` with other characters, in which an escape would be read as it stands
 */
export function ascii(code: string): string {
  const raw = /String\.raw`[^`]*[^\x00-\x7F`][^`]*`/.exec(code);
  if (raw !== null) throw new Error(`no escape can stand for a character of ${raw[0].slice(0, 100)}`);
  return code.replaceAll(/[^\x00-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
