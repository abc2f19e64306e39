import { findInAddresses } from './addresses.js';
import { findAssignments } from './assignments.js';
import type { Range } from './range.js';
import { jointsIn, originals, type View } from './view.js';

/**
 * Passwords that were broken over two lines. They have no mark that says how long they are, so the second line belongs to
 * one only where a quotation or the user part of an address is still open.
 */
export function findBroken(view: View): Range[] {
  const named = findAssignments(view.text).filter((range) => isBroken(view, range, /["'`]/, /^[^\s]{1,100}$/));
  const inAddresses = findInAddresses(view.text).filter((range) => isBroken(view, range, /@/, /^[^\s/:]{1,100}$/));
  return [...named, ...inAddresses].flatMap((range) => originals(view, range));
}

/** Whether a range goes over one end of a line, and both what stands there and what closes it are of one piece. */
function isBroken(view: View, range: Range, closing: RegExp, part: RegExp): boolean {
  const [joint, second] = jointsIn(view, range);
  if (joint === undefined || second !== undefined || !closing.test(view.text[range.to] ?? '')) return false;
  const first = view.text.slice(range.from, joint);
  return first.length >= 4 && !/^\d{1,5}$/.test(first) && part.test(view.text.slice(joint, range.to));
}
