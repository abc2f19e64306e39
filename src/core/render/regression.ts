import type { Diagnosis } from '../domain/diagnosis.js';
import type { Cause } from '../domain/pattern.js';
import { quote } from '../domain/quoted.js';
import { count } from './words.js';

/** Whether a test can guard against a cause: one that fails because the machine is to blame guards nothing. */
export function isGuarded(cause: Cause): boolean {
  return !['environment', 'infrastructure', 'flaky'].includes(cause);
}

/**
 * Which test guards against this coming back: the one that already fails for it. Prose with the name quoted; undefined
 * where no test failed, or where what failed is not in the tests' hands.
 */
export function regressionHint({ cause, occurrences }: Diagnosis): string | undefined {
  if (!isGuarded(cause)) return undefined;
  const names = occurrences.flatMap(({ failure }) =>
    failure.kind === 'test' && failure.name !== undefined ? [failure.name] : [],
  );
  return regressionSentence([...new Set(names)].map(quote));
}

/** The same for tests named otherwise: each is prose already. */
export function regressionSentence([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  if (others.length === 0) return `Regression test: ${first} already fails for this; keep it.`;
  return `Regression tests: ${first} and ${count(others.length, 'more test')} already fail for this; keep them.`;
}
