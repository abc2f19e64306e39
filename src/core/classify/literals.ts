import type { Pattern } from '../domain/pattern.js';

/** All literals of all expressions, each once: what the prefilter must look for. */
export function patternLiterals(patterns: readonly Pattern[]): string[] {
  const clauses = patterns.flatMap(({ when }) => [
    ...when.all,
    ...when.any,
    ...when.none,
    ...(when.missing ? [when.missing] : []),
  ]);
  return [...new Set(clauses.flatMap((clause) => clause.literals))];
}
