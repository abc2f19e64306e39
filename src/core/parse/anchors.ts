/** An anchor that a number follows: `running 3 tests`, `main.py:12`. Without it the words before are common ones. */
export function withNumber(words: string): string[] {
  return Array.from('0123456789', (digit) => words + digit);
}
