import { looksRandom } from './likeness.js';
import type { Range } from './range.js';
import { original, unwrapped, type View } from './view.js';

type Finder = (text: string) => readonly Range[];

/**
 * Secrets that were broken over several lines. A line that follows belongs to one only where the part before it is not
 * yet whole, or where it goes on as chance would have it: the next line is more often another message.
 */
export function findWrapped(text: string, find: Finder): Range[] {
  if (!text.includes('\n')) return [];
  const view = unwrapped(text);
  return find(view.text).flatMap((range) => {
    const joints = view.joints.filter((joint) => joint > range.from && joint < range.to);
    return joints.length === 0 ? [] : [original(view, { ...range, to: trueEnd(view, range, joints, find) })];
  });
}

function trueEnd(view: View, { from, to }: Range, joints: readonly number[], find: Finder): number {
  let end = joints[0] as number;
  for (const [index] of joints.entries()) {
    const next = joints[index + 1] ?? to;
    if (isWhole(view.text.slice(from, end), find) && !goesOn(view.text.slice(end, next))) break;
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
