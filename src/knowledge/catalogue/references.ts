import type { Pattern } from '../../core/domain/pattern.js';
import { groupBy } from '../../core/group-by.js';

/** A reference between patterns that cannot stand. */
export interface BadReference {
  /** The pattern that makes it. */
  readonly id: string;
  readonly what: string;
  readonly fix: string;
}

/** All references to patterns that do not exist, and all circles of patterns that yield to each other; in linear time. */
export function badReferences(patterns: readonly Pattern[]): BadReference[] {
  const ids = new Ids(patterns);
  return [...unknownReferences(patterns, ids), ...circles(patterns, ids)];
}

/** Ids, and what references stand for. */
class Ids {
  readonly #places: ReadonlyMap<string, number>;
  readonly #families: ReadonlyMap<string, readonly string[]>;

  constructor(patterns: readonly Pattern[]) {
    const ids = patterns.map(({ id }) => id);
    this.#places = new Map(ids.map((id, place) => [id, place]));
    this.#families = groupBy(ids, (id) => `${id.split('/', 1)[0]}/*`);
  }

  matching(reference: string): readonly string[] {
    return this.#places.has(reference) ? [reference] : (this.#families.get(reference) ?? []);
  }

  /** In the order of the patterns, each once. */
  matchingAny(references: readonly string[]): string[] {
    const found = new Set(references.flatMap((reference) => this.matching(reference)));
    return [...found].sort((a, b) => (this.#places.get(a) ?? 0) - (this.#places.get(b) ?? 0));
  }
}

function unknownReferences(patterns: readonly Pattern[], ids: Ids): BadReference[] {
  return patterns.flatMap(({ id, explains, yieldsTo }) =>
    [...explains, ...yieldsTo]
      .filter((reference) => ids.matching(reference).length === 0)
      .map((reference) => ({
        id,
        what: `It refers to ${reference}, which is no pattern`,
        fix: 'whydunit patterns list names them all',
      })),
  );
}

/** Two patterns that yield to each other would leave nobody to win. */
function circles(patterns: readonly Pattern[], ids: Ids): BadReference[] {
  const targets = new Map(
    patterns.map(({ id, yieldsTo }) => [id, ids.matchingAny(yieldsTo).filter((other) => other !== id)]),
  );
  const done = new Set<string>();
  const found: BadReference[] = [];
  const walk = (id: string, trail: readonly string[]): void => {
    if (trail.includes(id)) {
      const circle = [...trail.slice(trail.indexOf(id)), id];
      found.push({ id, what: `yields_to goes in a circle: ${circle.join(' → ')}`, fix: 'Take one of them out' });
    } else if (!done.has(id)) {
      for (const next of targets.get(id) ?? []) walk(next, [...trail, id]);
      done.add(id);
    }
  };
  for (const { id } of patterns) walk(id, []);
  return found;
}
