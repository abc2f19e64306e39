/** An anchor that a number follows: `running 3 tests`, `main.py:12`. Without it the words before are common ones. */
export function withNumber(words: string): string[] {
  return Array.from('0123456789', (digit) => words + digit);
}

/** An anchor that a number stands before: `12: undefined`, `3 › the shop`. */
export function behindNumber(words: string): string[] {
  return Array.from('0123456789', (digit) => digit + words);
}

/** The same words beside each of several anchors; see `Parser.beside`. */
export function each(anchors: readonly string[], words: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(anchors.map((anchor) => [anchor, words]));
}
