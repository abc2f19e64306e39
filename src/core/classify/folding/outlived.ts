import type { Failure } from '../../domain/failure.js';
import type { Block } from '../../telling/telling.js';
import type { Candidate, Recognised } from '../candidate.js';

/** What the program went on after is not why it failed, if anything else says why. */
export function isOutlived({ occurrences }: Candidate, all: readonly Candidate[]): boolean {
  const outlived = occurrences.filter(({ failure }) => wentOnAfter(failure));
  const [first] = outlived;
  const isAll = occurrences.every((each) => wentOnAfter(each.failure) || repeats(each, outlived));
  if (first === undefined || !isAll) return false;
  return all.some((other) => other.occurrences.some((each) => each.group === first.group && saysWhy(each, outlived)));
}

/** Whether it is known of a failure that the program outlived it; how is its fact `fate`. */
export function wentOnAfter({ facts }: Failure): boolean {
  return facts['fate'] !== undefined;
}

/** Whether the words around a failure tell something below one that the program outlived. */
export function tellsBelow(telling: readonly Block[], { span }: Failure): boolean {
  return telling.some(({ head }) => head.number > span.last);
}

/** The blocks that do not lie in what the program outlived, where there are some. */
export function withoutOutlived(blocks: readonly Block[], outlived: readonly Failure[]): readonly Block[] {
  const others = blocks.filter(({ head }) => !outlived.some((failure) => holds(failure, head.number)));
  return others.length > 0 ? others : blocks;
}

/** Whether what was recognised in it are the words of one of these. */
function repeats({ match, failure }: Recognised, others: readonly Recognised[]): boolean {
  const lines = match?.lines ?? failure.key;
  return lines.length > 0 && lines.every((line) => others.some((other) => holds(other.failure, line)));
}

function holds({ span }: Failure, line: number): boolean {
  return span.first <= line && line <= span.last;
}

/** Whether it says why by itself or, as the words around a failure, by what stands below the others. */
function saysWhy(each: Recognised, outlived: readonly Recognised[]): boolean {
  const { role, kind } = each.failure;
  if (wentOnAfter(each.failure) || role === 'aside' || kind === 'measurement') return false;
  if (role === 'wrapper') return outlived.every(({ failure }) => tellsBelow(each.telling, failure));
  if (kind !== 'output') return !repeats(each, outlived);
  const last = Math.max(...outlived.map(({ failure }) => failure.span.last));
  return each.match?.lines.some((line) => line > last) === true;
}
