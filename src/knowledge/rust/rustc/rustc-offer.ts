import type { Suggestion } from '../../../core/domain/suggestion.js';

const HELP = /^\s*(?:= )?help: (?<message>\S.{0,400})$/;
const PLACE = /^\s*--> (?<file>[^\s:][^:]{0,400}\.rs):\d{1,7}:\d{1,7}$/;
/** `193 - impl<'a> Kiln for &'a Pot {`, then the same number with `+`: the whole line, as it stands and as it would. */
const CHANGED = /^\s*(?<line>\d{1,7}) (?<sign>[-+])(?: (?<text>.{0,2000}))?$/;
/** What nobody can write in for the reader. */
const PLACEHOLDER = /\/\*|<stripped>|…|\.\.\.$/;
const MOST_LINES = 20;
const MOST_OFFERS = 5;

interface Change {
  readonly message: string;
  readonly file: string;
  readonly removed: Map<number, string>;
  readonly added: string[];
}

/**
 * The replacements that rustc and clippy print below `help:` as lines that go and lines that come. Two for one line are
 * alternatives, of which the reader chooses: none of them is offered. Format: compiler/rustc_errors/src/emitter.rs.
 * @param texts the lines of one diagnostic
 * @param file where it is, for a help that names no other place
 */
export function offersIn(texts: readonly string[], file: string | undefined): readonly Suggestion[] {
  const changes: Change[] = [];
  let message: string | undefined;
  let place = file;
  for (const text of texts) {
    const help = HELP.exec(text)?.groups?.['message'];
    if (help !== undefined) [message, place] = [help, file];
    else if (message !== undefined) place = PLACE.exec(text)?.groups?.['file'] ?? place;
    const changed = CHANGED.exec(text)?.groups;
    if (changed === undefined || message === undefined || place === undefined) continue;
    const { line = '', sign, text: code = '' } = changed;
    const last = changes.at(-1);
    const isNew = last?.message !== message || (sign === '-' && last.added.length > 0);
    const change: Change = isNew || last === undefined ? { message, file: place, removed: new Map(), added: [] } : last;
    if (change !== last) changes.push(change);
    if (sign === '-') change.removed.set(Number(line), code);
    else change.added.push(code);
  }
  const offers = changes.flatMap(offered);
  return offers
    .filter((each) => offers.every((other) => other === each || !overlap(each, other)))
    .slice(0, MOST_OFFERS);
}

function offered({ message, file, removed, added }: Change): Suggestion[] {
  const numbers = [...removed.keys()];
  const first = numbers[0];
  const isWhole = numbers.every((number, at) => number === numbers[0]! + at) && numbers.length <= MOST_LINES;
  if (first === undefined || !isWhole || added.some((text) => PLACEHOLDER.test(text))) return [];
  const last = first + numbers.length - 1;
  return [
    {
      file: file.replaceAll('\\', '/'),
      first,
      last,
      original: [...removed.values()].join('\n'),
      replacement: added.join('\n'),
      message,
    },
  ];
}

function overlap(a: Suggestion, b: Suggestion): boolean {
  return a.file === b.file && a.first <= b.last && b.first <= a.last;
}
