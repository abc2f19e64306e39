import { withoutTail } from '../trim.js';
import { MARKS, type TokenRule } from './marks.js';
import type { Range } from './range.js';

/** All secrets with a maker's mark. Time: linear in the text for each mark. */
export function findTokens(text: string): Range[] {
  return MARKS.flatMap((rule) => (text.includes(rule.mark) ? occurrences(rule, text) : []));
}

function occurrences({ label, mark, tail, bounded, lead }: TokenRule, text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(mark); at >= 0; ) {
    tail.lastIndex = at + mark.length;
    const from = at - (lead === undefined ? 0 : runBefore(text, at, lead.of));
    const fits =
      (!bounded || !/[A-Za-z0-9_-]/.test(text[at - 1] ?? '') || isEscaped(text, at)) && at - from >= (lead?.least ?? 0);
    const rest = fits ? tail.exec(text)?.[0] : undefined;
    if (rest !== undefined) {
      const end = at + mark.length + withoutTail(rest, '.-').length;
      found.push({ from, to: end, label });
      at = text.indexOf(mark, end);
    } else at = text.indexOf(mark, at + mark.length);
  }
  return found;
}

/** `\n`, `\t` and such before a mark: the letter belongs to the escape. */
function isEscaped(text: string, at: number): boolean {
  return /[nrt]/.test(text[at - 1] ?? '') && text[at - 2] === '\\';
}

/** How many characters of a kind stand before a position, as far as they can matter. */
function runBefore(text: string, at: number, of: RegExp): number {
  let length = 0;
  while (length < 100 && of.test(text[at - length - 1] ?? '')) length += 1;
  return length;
}
