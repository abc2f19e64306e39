import { looksRandom } from './likeness.js';
import type { Range } from './range.js';
import { original, unwrapped, type View } from './view.js';

/** Lines that one secret goes over: a private key in base64 has some sixty. */
const MOST_JOINTS = 64;

type Finder = (text: string) => readonly Range[];

/**
 * Secrets that were broken over several lines. A line that follows belongs to one only where the part before it is not
 * yet whole, or where it goes on as chance would have it: the next line is more often another message.
 */
export function findWrapped(text: string, find: Finder): Range[] {
  if (!text.includes('\n')) return [];
  const view = unwrapped(text);
  return find(view.text).flatMap((range) => {
    const joints = jointsIn(view, range);
    return joints.length === 0 ? [] : [original(view, { ...range, to: trueEnd(view, range, joints, find) })];
  });
}

/** Where lines met within a range; sought by halves, for there may be many of both. */
function jointsIn({ joints }: View, { from, to }: Range): number[] {
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

function trueEnd(view: View, { from, to }: Range, joints: readonly number[], find: Finder): number {
  let end = joints[0] as number;
  for (const index of joints.slice(0, MOST_JOINTS).keys()) {
    const next = joints[index + 1] ?? to;
    if (!goesOn(view.text.slice(end, next)) && isWhole(view.text.slice(from, end), find)) break;
    end = next;
  }
  return end;
}

function isWhole(text: string, find: Finder): boolean {
  return find(text).some((range) => range.from === 0 && range.to === text.length);
}

function goesOn(part: string): boolean {
  return looksRandom(part) || (part.length >= 40 && !/[\s.]/.test(part));
}
