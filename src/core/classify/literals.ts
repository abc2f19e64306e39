import type { Clause, Pattern } from '../domain/pattern.js';

/** All literals of all expressions of the patterns, each once. */
export function patternLiterals(patterns: readonly Pattern[]): string[] {
  return [...new Set(patterns.flatMap(clausesOf).flatMap((clause) => clause.literals))];
}

function clausesOf({ when }: Pattern): Clause[] {
  return [...when.all, ...when.any, ...when.none, ...(when.missing ? [when.missing] : [])];
}
