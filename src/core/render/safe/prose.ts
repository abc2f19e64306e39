import { splitQuoted } from '../../domain/quoted.js';
import { clean, wellFormed } from './clean.js';

/** A stretch of prose as a sink shows it: words, or something that belongs into a code element. */
export interface Span {
  readonly code: boolean;
  readonly text: string;
}

/**
 * Prose on one line as words and code. Code is what came from a log (between the marks of domain/quoted), what the
 * pattern's author wrote between backticks, and every word a forge would turn into something else: a mention, a
 * reference, a commit, an address, an emoji, a formula. Only code elements stop a mention; escaping does not.
 * At most `max` characters in all; what was cut is counted. Safe for any text.
 */
export function spans(text: string, max = 4_000): readonly Span[] {
  return clipped(
    merged(coded(text)).map((span) => ({ ...span, text: span.text.replace(/\s+/g, ' ') })),
    max,
  );
}

/** Quotations and backtick runs become code; the rest is looked through word by word. */
function coded(text: string): Span[] {
  const found: Span[] = [];
  let open = false;
  for (const part of splitQuoted(text)) {
    const words = clean(part.text);
    if (part.quoted || !words.includes('`')) {
      found.push(...(part.quoted || open ? [{ code: true, text: words }] : wordByWord(words)));
      continue;
    }
    for (const [index, piece] of words.split(/`+/).entries()) {
      if (index > 0) open = !open;
      found.push(...(open ? [{ code: true, text: piece }] : wordByWord(piece)));
    }
  }
  return found;
}

const ACTIVE = [
  /@/, //                          mentions, addresses, xmpp:
  /#\d/,
  /\bGH-\d/i, //            references
  /:\/\//,
  /www\./i,
  /mailto:/i, // links
  /[0-9a-f]{7}/i, //               commits
  /:[a-z0-9_+-]+:/i, //            emoji
  /\$/, //                         formulas
];

function wordByWord(text: string): Span[] {
  return text.split(/(\s+)/).flatMap((word) => {
    if (!ACTIVE.some((form) => form.test(word))) return [{ code: false, text: word }];
    const [from, to] = core(word);
    return [
      { code: false, text: word.slice(0, from) },
      { code: true, text: word.slice(from, to) },
      { code: false, text: word.slice(to) },
    ];
  });
}

/** Where a word begins and ends without the punctuation around it. */
function core(word: string): readonly [number, number] {
  let from = 0;
  let to = word.length;
  while (from < to && '"\'('.includes(word[from] ?? ' ')) from += 1;
  while (to > from && '"\').,;:!?'.includes(word[to - 1] ?? ' ')) to -= 1;
  return [from, to];
}

/** Neighbours of one sort become one span: two code spans side by side would read as one broken one. */
function merged(all: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of all) {
    if (span.text === '') continue;
    const last = result.at(-1);
    if (last?.code === span.code) result[result.length - 1] = { code: last.code, text: last.text + span.text };
    else result.push(span);
  }
  return result;
}

function clipped(all: readonly Span[], max: number): Span[] {
  const result: Span[] = [];
  let left = max;
  for (const span of all) {
    if (left <= 0) break;
    result.push({ code: span.code, text: wellFormed(span.text.slice(0, left)) });
    left -= span.text.length;
  }
  const over = all.reduce((sum, span) => sum + span.text.length, 0) - max;
  if (over > 0) result.push({ code: false, text: `… (${over.toLocaleString('en-US')} characters more)` });
  return result;
}
