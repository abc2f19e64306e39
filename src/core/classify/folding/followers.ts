import { containerGroup, containerOf } from '../../domain/source.js';
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

/** This machine, as a program outside of any container asks for what a container publishes. */
const HERE = /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)\b|\[?::1\b/;

/**
 * Containers that failed after another one had. Facts of a container's failure tell it: `diedAfter` names the first one of
 * its project or network that failed before, `dependedOn` names it where this one needs it.
 */
export class Followers {
  /** For each group that follows: the one it needs, or undefined when it only came later. */
  readonly #needs = new Map<string, string | undefined>();
  /** The groups of containers that the engine says have ended, with the ports of this machine that led to them. */
  readonly #ended = new Map<string, readonly string[]>();

  constructor(all: readonly Candidate[]) {
    for (const { occurrences } of all) {
      for (const { group, failure } of occurrences) {
        const { diedAfter, dependedOn, exitCode, givenPorts } = failure.facts;
        if (containerOf(group) !== undefined && failure.kind === 'container' && exitCode !== undefined)
          this.#ended.set(group, portsOf(givenPorts));
        if (diedAfter === undefined) continue;
        this.#needs.set(group, dependedOn === undefined ? undefined : containerGroup(String(dependedOn)));
      }
    }
  }

  /** Whether all it is seen in failed later than something related: what failed first is more likely the cause. */
  isFollower({ occurrences }: Candidate): boolean {
    return occurrences.every((each) => this.#needs.has(each.group) || this.#endedBehind(each) !== undefined);
  }

  /** The group that a failure follows from, where it ended, or misses another, because what it depends on had failed. */
  neededBy(recognised: Recognised): string | undefined {
    const { group, failure } = recognised;
    const isEnd = failure.role === 'wrapper' || missesAnother(recognised);
    return (isEnd ? this.#needs.get(group) : undefined) ?? this.#endedBehind(recognised);
  }

  /**
   * The container that a program outside of all asked for on this machine, and that had ended: the one that publishes the port;
   * where the engine told of one that ended only, that one.
   */
  #endedBehind(recognised: Recognised): string | undefined {
    const { group, failure, match } = recognised;
    if (this.#ended.size === 0 || containerOf(group) !== undefined || !missesAnother(recognised)) return undefined;
    const asked = [failure.message, ...Object.values(match?.captures ?? {})].join(' ').slice(0, 2000);
    if (!HERE.test(asked)) return undefined;
    const publishes = ([, ports]: readonly [string, readonly string[]]) =>
      ports.some((port) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(asked));
    const all = [...this.#ended];
    return (all.find(publishes) ?? (all.length === 1 ? all[0] : undefined))?.[0];
  }
}

function missesAnother({ match }: Recognised): boolean {
  return match !== undefined && MISSING_ANOTHER.includes(match.pattern.id);
}

/** `8080:80 9090:90/udp`: those of this machine. */
function portsOf(given: unknown): string[] {
  if (typeof given !== 'string') return [];
  return given.split(' ').flatMap((pair) => /^(\d{1,5}):/.exec(pair)?.[1] ?? []);
}
