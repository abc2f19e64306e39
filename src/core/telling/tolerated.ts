import type { Failure } from '../domain/failure.js';
import type { Ordinary } from './ordinary.js';

/**
 * A failure that also stands in the log of a run that passed is no cause: it is worth a line beside another. Where nothing
 * else failed all stay what they are.
 */
export function withoutTolerated(failures: readonly Failure[], ordinary: Ordinary): readonly Failure[] {
  const tolerated = new Set(failures.filter((failure) => isTolerated(failure, ordinary)));
  const isRest = (failure: Failure): boolean =>
    failure.role !== 'aside' && failure.kind !== 'measurement' && !tolerated.has(failure);
  if (tolerated.size === 0 || !failures.some(isRest)) return failures;
  return failures.map((failure) => (tolerated.has(failure) ? { ...failure, role: 'aside' } : failure));
}

/** Every line that states it is an ordinary one. Words that only say that something failed are never a cause. */
function isTolerated({ role, key, lines }: Failure, ordinary: Ordinary): boolean {
  const stating = lines.filter(({ number }) => key.includes(number));
  return role === 'cause' && stating.length > 0 && stating.every(({ text }) => ordinary.has(text));
}
