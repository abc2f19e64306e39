import { withoutTail } from '../trim.js';
import { MARKS, type TokenRule } from './marks.js';
import type { Range } from './range.js';

/** How many ASCII characters there are; others share a place with one of these, and are told from it by the mark. */
const ASCII = 128;

/** The rules whose marks begin with two characters, by `placeOf`: some two hundred marks are looked for in one pass. */
const BY_START: (readonly number[] | undefined)[] = new Array(ASCII * ASCII);
MARKS.forEach(({ mark }, rule) => {
  const seconds = mark.length > 1 ? [mark.charCodeAt(1)] : Array.from({ length: ASCII }, (_, second) => second);
  for (const second of seconds) {
    const place = placeOf(mark.charCodeAt(0), second);
    BY_START[place] = [...(BY_START[place] ?? []), rule];
  }
});

function placeOf(first: number, second: number): number {
  return (first & (ASCII - 1)) * ASCII + (second & (ASCII - 1));
}

/** All secrets with a maker's mark, those of one rule after those of another. Time: linear in the text. */
export function findTokens(text: string): Range[] {
  const found: { readonly rule: number; readonly range: Range }[] = [];
  /** Where each rule goes on: a mark inside what it has read is not tried again. */
  const resume = new Map<number, number>();
  let second = text.charCodeAt(0);
  for (let at = 0; at < text.length; at++) {
    const first = second;
    // Behind the end there is NaN, which has no bits.
    second = text.charCodeAt(at + 1);
    const rules = BY_START[placeOf(first, second)];
    if (rules === undefined) continue;
    for (const rule of rules) {
      const { mark } = MARKS[rule] as TokenRule;
      if (at < (resume.get(rule) ?? 0) || !text.startsWith(mark, at)) continue;
      const range = tokenAt(MARKS[rule] as TokenRule, text, at);
      if (range !== undefined) found.push({ rule, range });
      resume.set(rule, range?.to ?? at + mark.length);
    }
  }
  return found.sort((a, b) => a.rule - b.rule).map(({ range }) => range);
}

/** The token whose mark stands at a place. */
function tokenAt({ label, mark, tail, bounded, lead }: TokenRule, text: string, at: number): Range | undefined {
  if (bounded && /[A-Za-z0-9_-]/.test(text[at - 1] ?? '') && !isEscaped(text, at)) return undefined;
  const from = at - (lead === undefined ? 0 : runBefore(text, at, lead.of));
  if (at - from < (lead?.least ?? 0)) return undefined;
  tail.lastIndex = at + mark.length;
  const rest = tail.exec(text)?.[0];
  return rest === undefined ? undefined : { from, to: at + mark.length + withoutTail(rest, '.-').length, label };
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
