import { type Failure, lineOf } from '../domain/failure.js';
import type { RelevantFailure } from './findings.js';

/** A tool names what failed above its last words, what called it says so shortly below them. */
const BELOW = 30;

/** Whether it is no more than a tool's last words. */
export function isLastWords({ failure }: RelevantFailure): boolean {
  return failure.role === 'verdict';
}

/**
 * Leaves out the last words of tools that something else stands for: a failure between the last words before them and the
 * lines shortly below. Of several of one tool in a row (`Test Suites: 1 failed`, `Tests: 1 failed`) the first is enough.
 */
export function spokenFor(failures: readonly RelevantFailure[]): readonly RelevantFailure[] {
  if (!failures.some(isLastWords)) return failures;
  const sorted = [...failures].sort((a, b) => lineOf(a.failure) - lineOf(b.failure));
  const others = sorted.filter((each) => !isLastWords(each) && isFailure(each)).map(({ failure }) => lineOf(failure));
  const left = new Set<RelevantFailure>();
  let next = 0;
  let before: Failure | undefined;
  for (const words of sorted.filter(isLastWords)) {
    const line = lineOf(words.failure);
    const since = before === undefined ? 0 : lineOf(before);
    while ((others[next] ?? Number.POSITIVE_INFINITY) <= since) next++;
    const isSame = before !== undefined && before.name === words.failure.name && line - since <= BELOW;
    if (isSame || (others[next] ?? Number.POSITIVE_INFINITY) <= line + BELOW) left.add(words);
    before = words.failure;
  }
  return failures.filter((each) => !left.has(each));
}

function isFailure({ failure }: RelevantFailure): boolean {
  return failure.role !== 'aside' && failure.kind !== 'measurement';
}
