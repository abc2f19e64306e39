import { containerGroup } from '../../domain/source.js';
import type { Candidate, Recognised } from '../candidate.js';

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

  /** The group that a failure follows from, where it ended, or misses another, because what it depends on had failed. */
  neededBy({ group, failure, match }: Recognised): string | undefined {
    const needed = this.#needs.get(group);
    const misses = match !== undefined && MISSING_ANOTHER.includes(match.pattern.id);
    return failure.role === 'wrapper' || misses ? needed : undefined;
  }
}
