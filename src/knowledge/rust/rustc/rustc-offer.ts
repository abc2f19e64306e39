import type { Suggestion } from '../../../core/domain/suggestion.js';
import { Markers } from './rustc-markers.js';

const HELP = /^\s*(?:= )?help: (?<message>\S.{0,400})$/;
const PLACE = /^\s*--> (?<file>[^\s:][^:]{0,400}\.rs):\d{1,7}:\d{1,7}$/;
/** `193 - impl<'a> Kiln for &'a Pot {`, then the same number with `+`: the whole line, as it stands and as it would. */
const CHANGED = /^\s*(?<line>\d{1,7}) {1,7}(?<sign>[-+])(?: (?<text>.{0,2000}))?$/;
/** What nobody can write in for the reader. */
const PLACEHOLDER = /\/\*|<stripped>|…|\.\.\.$|^\s*\.\.\./;
/** The compiler looked for something whose name is alike. */
const GUESS = /\bsimilar(?:ly named)?\b/;
const MOST_LINES = 20;
const MOST_OFFERS = 5;

interface Change {
  readonly message: string;
  readonly file: string;
  readonly removed: Map<number, string>;
  readonly added: string[];
}

/**
 * The replacements that rustc and clippy print below `help:`: as lines that go and lines that come, or as a line as it would be with marks below
 * what is new in it. Two for one line are alternatives, of which the reader chooses: none of them is offered.
 * Format: compiler/rustc_errors/src/emitter.rs.
 * @param texts the lines of one diagnostic
 * @param file where it is, for a help that names no other place
 */
export function offersIn(texts: readonly string[], file: string | undefined): readonly Suggestion[] {
  const offers = changesIn(texts, file).flatMap(offered);
  return offers
    .filter((each) => offers.every((other) => other === each || !overlap(each, other)))
    .slice(0, MOST_OFFERS);
}

function changesIn(texts: readonly string[], file: string | undefined): readonly Change[] {
  const changes: Change[] = [];
  const markers = new Markers();
  let message: string | undefined;
  let place = file;
  for (const text of texts) {
    const help = HELP.exec(text)?.groups?.['message'];
    if (help !== undefined) [message, place] = [help, file];
    else place = PLACE.exec(text)?.groups?.['file'] ?? place;
    if (place === undefined) continue;
    const marked = markers.read(text, place, message !== undefined);
    const changed = CHANGED.exec(text)?.groups;
    if (message === undefined) continue;
    if (marked !== undefined)
      changes.push({ message, file: place, removed: new Map([[marked.line, marked.before]]), added: [marked.after] });
    else if (changed !== undefined) addTo(changes, { message, file: place }, changed);
  }
  return changes;
}

/** A line that goes begins another change where lines came before it. */
function addTo(
  changes: Change[],
  { message, file }: Pick<Change, 'message' | 'file'>,
  { line = '', sign, text = '' }: Readonly<Record<string, string>>,
): void {
  const last = changes.at(-1);
  const isNew = last?.message !== message || (sign === '-' && last.added.length > 0);
  const change: Change = isNew || last === undefined ? { message, file, removed: new Map(), added: [] } : last;
  if (change !== last) changes.push(change);
  if (sign === '-') change.removed.set(Number(line), text);
  else change.added.push(text);
}

function offered({ message, file, removed, added }: Change): Suggestion[] {
  const numbers = [...removed.keys()];
  const first = numbers[0];
  const isWhole = numbers.every((number, at) => number === numbers[0]! + at) && numbers.length <= MOST_LINES;
  if (first === undefined || !isWhole || added.some((text) => PLACEHOLDER.test(text))) return [];
  const [before, after] = [[...removed.values()].join('\n'), added.join('\n')];
  if (GUESS.test(message) && !isSlip(before, after)) return [];
  const last = first + numbers.length - 1;
  return [
    {
      file: file.replaceAll('\\', '/'),
      first,
      last,
      original: before,
      replacement: after,
      message,
    },
  ];
}

/** Whether two texts differ in a letter or two at one place: somebody mistyped. Another number is another thing. */
function isSlip(before: string, after: string): boolean {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const parts = [before, after].map((text) => text.slice(head, text.length - tail));
  return parts.every((part) => /^[A-Za-z_]{0,2}$/.test(part));
}

function overlap(a: Suggestion, b: Suggestion): boolean {
  return a.file === b.file && a.first <= b.last && b.first <= a.last;
}
