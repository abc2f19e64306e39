import { matchesReference, type Pattern } from '../../core/domain/pattern.js';

/** A reference between patterns that cannot stand. */
export interface BadReference {
  /** The pattern that makes it. */
  readonly id: string;
  readonly what: string;
  readonly fix: string;
}

/** All references to patterns that do not exist, and all circles of patterns that yield to each other. */
export function badReferences(patterns: readonly Pattern[]): BadReference[] {
  return [...unknownReferences(patterns), ...circles(patterns)];
}

function unknownReferences(patterns: readonly Pattern[]): BadReference[] {
  const ids = patterns.map((pattern) => pattern.id);
  return patterns.flatMap(({ id, explains, yieldsTo }) =>
    [...explains, ...yieldsTo]
      .filter((reference) => !ids.some((other) => matchesReference(reference, other)))
      .map((reference) => ({
        id,
        what: `It refers to ${reference}, which is no pattern`,
        fix: 'whydunit patterns list names them all',
      })),
  );
}

/** Two patterns that yield to each other would leave nobody to win. */
function circles(patterns: readonly Pattern[]): BadReference[] {
  const targets = new Map(
    patterns.map(({ id, yieldsTo }) => [
      id,
      patterns
        .map((other) => other.id)
        .filter((other) => other !== id && yieldsTo.some((reference) => matchesReference(reference, other))),
    ]),
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
