/** A quote mark behind a backslash, typographic quotes, and the blank that does not break. */
const DRESSED = /\\["']|[“”„‘’\u00a0]/;

/**
 * The words of a line without what another program or an editor did to their quotes: Rust's Debug and JSON put a
 * backslash before them, editors bend them.
 * @returns undefined where there is nothing to undo
 */
export function plainQuotes(text: string): string | undefined {
  if (!DRESSED.test(text)) return undefined;
  return text
    .replace(/\\{1,3}(["'])/g, '$1')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\u00a0/g, ' ');
}
