import { looksRandom } from './likeness.js';
import type { Range } from './range.js';
import { jointsIn, MOST_JOINTS, originals, type View } from './view.js';

type Finder = (text: string) => readonly Range[];

/**
 * Secrets that were broken over several lines. A line that follows belongs to one only where the part before it is not
 * yet whole, or where it goes on as chance would have it: the next line is more often another message.
 */
export function findWrapped(view: View, find: Finder): Range[] {
  return find(view.text).flatMap((range) => {
    const joints = jointsIn(view, range);
    return joints.length === 0 ? [] : originals(view, { ...range, to: trueEnd(view, range, joints, find) });
  });
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
  if (isPathOfNames(part)) return false;
  return looksRandom(part) || (part.length >= 40 && !/[\s.]/.test(part));
}

/** `redis.exceptions.ConnectionError`: chance would put digits among its letters. */
function isPathOfNames(part: string): boolean {
  return /^[A-Za-z_]+(?:[./:]{1,2}[A-Za-z_]+)+$/.test(part);
}
