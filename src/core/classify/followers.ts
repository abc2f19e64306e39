import { matchesReference } from '../domain/pattern.js';
import { containerGroup } from '../domain/source.js';
import type { Candidate } from './candidates.js';

/** What a program says that misses another one. */
const MISSING_ANOTHER = [
  'container/dependency-not-ready',
  'net/connection-refused',
  'net/dns',
  'net/timeout',
  'postgres/refused',
  'postgres/starting-up',
  'mysql/refused',
  'redis/connection-refused',
  'sqlx/database-unreachable',
];

/**
 * Containers that failed after another one had. Facts of a container's failure tell it: `diedAfter` names the first one of
 * its project or network that failed before, `dependedOn` names it where this one needs it.
 */
export class Followers {
  /** For each group that follows: the one it needs, or undefined when it only came later. */
  readonly #needs = new Map<string, string | undefined>();

  constructor(all: readonly Candidate[]) {
    for (const { occurrences } of all) {
      for (const { group, failure } of occurrences) {
        const { diedAfter, dependedOn } = failure.facts;
        if (diedAfter === undefined) continue;
        this.#needs.set(group, dependedOn === undefined ? undefined : containerGroup(String(dependedOn)));
      }
    }
  }

  /** Whether all it is seen in failed later than something related: what failed first is more likely the cause. */
  isFollower({ occurrences }: Candidate): boolean {
    return occurrences.every(({ group }) => this.#needs.has(group));
  }

  /** Whether a failure follows from a cause in what it depends on: it ended, or misses just that. */
  followsFrom(consequence: Candidate, cause: Candidate): boolean {
    const groups = new Set(cause.occurrences.map(({ group }) => group));
    const depends = consequence.occurrences.every(({ group }) => {
      const needed = this.#needs.get(group);
      return needed !== undefined && groups.has(needed);
    });
    return depends && (isEnd(consequence) || missesAnother(consequence));
  }
}

function isEnd({ occurrences }: Candidate): boolean {
  return occurrences.every(({ failure }) => failure.role === 'wrapper');
}

function missesAnother({ pattern }: Candidate): boolean {
  return pattern !== undefined && MISSING_ANOTHER.some((reference) => matchesReference(reference, pattern.id));
}
