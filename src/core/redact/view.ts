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

/** The text as it was before something broke its lines: without line breaks and what stands around them. */
export function unwrapped(text: string): View {
  const parts: string[] = [];
  const offsets = new Uint32Array(text.length + 1);
  const joints: number[] = [];
  let length = 0;
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const from = index === 0 ? 0 : (PREFIX.exec(line)?.[0].length ?? 0);
    const to = Math.max(from, ending(line));
    if (index > 0) joints.push(length);
    parts.push(line.slice(from, to));
    for (let at = from; at < to; at++) offsets[length++] = start + at;
    start += line.length + 1;
  }
  offsets[length++] = text.length;
  return { text: parts.join(''), at: offsets.subarray(0, length), joints };
}

/** Where a line ends without the blanks and the border after it. By hand: an expression would try each blank anew. */
function ending(line: string): number {
  const border = withoutBlanks(line, line.length);
  return '│|\\'.includes(line[border - 1] ?? ' ') ? withoutBlanks(line, border - 1) : border;
}

function withoutBlanks(line: string, end: number): number {
  let at = end;
  while (at > 0 && ' \t\r'.includes(line[at - 1] as string)) at -= 1;
  return at;
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

/** A range of a view as ranges of the original it was read from, one a line: what stands between lines is no part of it. */
export function originals(view: View, { from, to, label }: Range): Range[] {
  const joints = jointsIn(view, { from, to, label });
  const starts = [from, ...joints];
  const ends = [...joints.map((joint) => (view.at[joint - 1] ?? 0) + 1), endOf(view, to)];
  return starts.map((start, index) => ({ from: view.at[start] ?? 0, to: ends[index] as number, label }));
}

/** Most lines one secret goes over that are told apart: a private key in base64 has some sixty. */
export const MOST_JOINTS = 64;

/** Where lines met within a range; sought by halves, for there may be many of both. */
export function jointsIn({ joints }: View, { from, to }: Range): readonly number[] {
  let [low, high] = [0, joints.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((joints[middle] as number) > from) high = middle;
    else low = middle + 1;
  }
  const inside: number[] = [];
  for (let at = low; at < joints.length && (joints[at] as number) < to && inside.length <= MOST_JOINTS; at++)
    inside.push(joints[at] as number);
  return inside;
}

/** Where in the original a range ends: behind all of `%41`, before what stands between two lines. */
function endOf(view: View, to: number): number {
  const last = view.at[to - 1] ?? 0;
  const meets = jointsIn(view, { from: to - 1, to: to + 1, label: '' }).length > 0;
  return meets ? last + 1 : (view.at[to] ?? last + 1);
}
