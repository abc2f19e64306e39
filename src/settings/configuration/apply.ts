import { comparisonOf, isNumeric } from '../../core/domain/comparison.js';
import { matchesReference, type Pattern } from '../../core/domain/pattern.js';
import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import type { PatternSet } from '../../knowledge/catalogue/pattern-set.js';
import type { Configuration } from './configuration.js';

/**
 * The patterns as a repository wants them: some with another severity or another limit, some left out.
 * @throws KnownError `broken-configuration` with file, line and column, for what names no pattern, or no fact that a
 * pattern compares with a number
 */
export function applyConfiguration({ patterns }: PatternSet, configuration: Configuration): PatternSet {
  refuseUnknown(patterns, configuration);
  const limited = thresholds(patterns, configuration);
  const judged = limited.map((pattern) => withSeverity(pattern, configuration));
  const isDisabled = ({ id }: Pattern) => configuration.disable.some((entry) => matchesReference(entry.pattern, id));
  return { patterns: judged.filter((pattern) => !isDisabled(pattern)) };
}

/** What names a pattern itself wins over its family, wherever the two stand. */
function withSeverity(pattern: Pattern, { severity: overrides }: Configuration): Pattern {
  const own = overrides.find((each) => each.pattern === pattern.id);
  const family = overrides.find((each) => matchesReference(each.pattern, pattern.id));
  const { severity } = own ?? family ?? {};
  if (severity === undefined) return pattern;
  const { severityAt: _, ...rest } = pattern;
  return { ...rest, severity };
}

function refuseUnknown(patterns: readonly Pattern[], configuration: Configuration): void {
  const ids = patterns.map(({ id }) => id);
  const waived = configuration.waivers.flatMap(({ covers, at }) =>
    'pattern' in covers ? [{ pattern: covers.pattern, at }] : [],
  );
  for (const { pattern, at } of [
    ...configuration.severity,
    ...configuration.disable,
    ...configuration.thresholds,
    ...waived,
  ]) {
    if (ids.some((id) => matchesReference(pattern, id))) continue;
    const meant = nearest(pattern, ids);
    const fix = meant === undefined ? 'whydunit patterns list names them all' : `Did you mean ${meant}?`;
    throw broken(at, `${pattern} is no pattern`, fix);
  }
}

function thresholds(patterns: readonly Pattern[], { thresholds: all }: Configuration): readonly Pattern[] {
  return all.reduce(
    (current, entry) =>
      current.map((pattern) => (pattern.id === entry.pattern ? withThreshold(pattern, entry) : pattern)),
    patterns,
  );
}

type Threshold = Configuration['thresholds'][number];

/** Its prose may name the limit it came with, so the one that holds here is added to it. */
function withThreshold(pattern: Pattern, { fact, condition, at }: Threshold): Pattern {
  const { facts } = pattern.when;
  const before = Object.hasOwn(facts, fact) ? comparisonOf(facts[fact] as string) : undefined;
  if (before === undefined || !isNumeric(before)) throw noLimit(pattern, fact, at);
  const given = comparisonOf(condition);
  const operator = /^[<>=!]/.test(condition.trim()) ? given.operator : before.operator;
  const limit = `${operator} ${given.wanted}`;
  return {
    ...pattern,
    when: { ...pattern.when, facts: { ...facts, [fact]: limit } },
    rootCause: `${pattern.rootCause}\n\nThe limit here is this repository's own: ${fact} ${limit}.`,
  };
}

function noLimit({ id, when }: Pattern, fact: string, at: string): KnownError {
  const limits = Object.entries(when.facts)
    .filter(([, condition]) => isNumeric(comparisonOf(condition)))
    .map(([name, condition]) => `${name} (${condition})`);
  const fix = limits.length === 0 ? 'It compares none with a number' : `Those are ${limits.join(', ')}`;
  return broken(at, `${fact} is no fact that ${id} compares with a number`, fix);
}

function broken(where: string, what: string, fix: string): KnownError {
  return new KnownError('broken-configuration', { where, what, fix });
}
