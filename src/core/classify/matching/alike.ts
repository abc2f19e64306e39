import type { Failure } from '../../domain/failure.js';
import { type Pattern, PLACES, type Severity, severityAt } from '../../domain/pattern.js';
import { isInPlace, type Match, matchPattern } from '../match.js';

/** So many failures of one sort are tried on all that their words bring up; of more the others are as these were. */
const ENOUGH = 100;
/** Sorts that are told apart: a log holds a handful. */
const MOST_SORTS = 1_000;

/** Failures for which the same patterns are worth trying. */
interface Sort {
  count: number;
  /** The patterns that matched one of them. */
  readonly matched: Set<Pattern>;
  /** How bad the mildest of these may be taken to be; undefined where one of them blocks nothing. */
  mildest: Severity | undefined;
}

/**
 * Thousands of failures with the same words in them are tried on the few patterns that ever matched one of these. What
 * could be worse than any of them is tried on each all the same, and where none matches, everything.
 */
export class Alike {
  readonly #sorts = new Map<string, Sort>();

  /** @param worth the patterns worth trying on it @param literals see `matchPattern` */
  matches(failure: Failure, worth: readonly Pattern[], literals: readonly ReadonlySet<string>[]): Match[] {
    const tried = (some: readonly Pattern[]) =>
      some.flatMap((pattern) => matchPattern(pattern, failure, literals) ?? []);
    // Loose lines are those of a whole step: no two are alike.
    if (failure.kind === 'output') return tried(worth);
    const fitting = worth.filter((pattern) => isInPlace(pattern, failure));
    const sort = this.#sortOf(fitting);
    if (sort.count >= ENOUGH) {
      const matches = tried(fitting.filter((pattern) => sort.matched.has(pattern) || mayBeWorse(pattern, sort)));
      if (matches.some(({ pattern }) => sort.matched.has(pattern))) return matches;
    }
    const matches = tried(fitting);
    sort.count++;
    for (const { pattern } of matches) learn(sort, pattern);
    return matches;
  }

  #sortOf(fitting: readonly Pattern[]): Sort {
    const key = fitting.map(({ id }) => id).join(' ');
    const known = this.#sorts.get(key) ?? { count: 0, matched: new Set(), mildest: 'P0' };
    if (this.#sorts.size < MOST_SORTS) this.#sorts.set(key, known);
    return known;
  }
}

function learn(sort: Sort, pattern: Pattern): void {
  if (sort.matched.has(pattern)) return;
  sort.matched.add(pattern);
  const mild = severities(pattern).at(-1) as Severity;
  if (pattern.status === 'draft') sort.mildest = undefined;
  else if (sort.mildest !== undefined && sort.mildest < mild) sort.mildest = mild;
}

function mayBeWorse(pattern: Pattern, { mildest }: Sort): boolean {
  return mildest === undefined || (severities(pattern)[0] as Severity) < mildest;
}

/** What it may weigh, wherever it happens, the worst first. */
function severities(pattern: Pattern): Severity[] {
  return [undefined, ...PLACES].map((place) => severityAt(pattern, place)).sort();
}
