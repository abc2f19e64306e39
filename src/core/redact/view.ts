import type { Range } from './range.js';

/** A text read in another way, each of its characters with the place it has in the original. */
export interface View {
  readonly text: string;
  /** Offset in the original of each character, and of the end. */
  readonly at: Uint32Array;
  /** Offsets in the view where a line of the original began. */
  readonly joints: readonly number[];
}

/** What tools and consoles put at the beginning of a line that goes on: blanks, a channel, a border. */
const PREFIX = /^(?:#\d{1,6} [\d.]{1,12} |[\w.-]{1,64} {1,40}\| ?)?[ \t]{0,200}(?:[│|>] ?|E {3})?[ \t]{0,200}/;
const SUFFIX = /[ \t]{0,200}[│|\\]?[ \t\r]{0,200}$/;

/** The text as it was before something broke its lines: without line breaks and what stands around them. */
export function unwrapped(text: string): View {
  const parts: string[] = [];
  const offsets: number[] = [];
  const joints: number[] = [];
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const from = index === 0 ? 0 : (PREFIX.exec(line)?.[0].length ?? 0);
    const to = Math.max(
      from,
      line.length - (SUFFIX.exec(line.slice(Math.max(from, line.length - 401)))?.[0].length ?? 0),
    );
    if (index > 0) joints.push(offsets.length);
    parts.push(line.slice(from, to));
    for (let at = from; at < to; at++) offsets.push(start + at);
    start += line.length + 1;
  }
  offsets.push(text.length);
  return { text: parts.join(''), at: Uint32Array.from(offsets), joints };
}

/** The text with `%41` and such read as the characters they stand for; undefined where there are none. */
export function percentDecoded(text: string): View | undefined {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return undefined;
  const offsets = new Uint32Array(text.length + 1);
  let length = 0;
  let read = 0;
  const until = (end: number): void => {
    while (read < end) offsets[length++] = read++;
  };
  const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string, at: number) => {
    until(at);
    offsets[length++] = at;
    read = at + 3;
    return String.fromCharCode(Number.parseInt(code, 16));
  });
  until(text.length + 1);
  return { text: decoded, at: offsets.subarray(0, length), joints: [] };
}

/** A range of a view as the range of the original it was read from. */
export function original({ at }: View, { from, to, label }: Range): Range {
  const last = at[to - 1] ?? 0;
  const next = at[to] ?? last + 1;
  // Between two lines stands what was left out; it is not part of the secret.
  return { from: at[from] ?? 0, to: next > last + 3 ? last + 1 : next, label };
}
