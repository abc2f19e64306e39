/**
 * A text without those of the given characters that stand at its end. `/[…]+$/` would look for the end again from each of
 * them, which takes quadratic time on a text full of them.
 */
export function withoutTail(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
