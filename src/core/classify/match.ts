import type { Failure } from '../domain/failure.js';
import type { Clause, Pattern } from '../domain/pattern.js';
import { eventsIn } from './events.js';
import { matchClause } from './expressions.js';
import { matchesFacts } from './matching/facts.js';

/** A pattern that recognised a failure. */
export interface Match {
  readonly pattern: Pattern;
  /** Raw numbers of the lines its expressions hit, ascending. */
  readonly lines: readonly number[];
  readonly captures: Readonly<Record<string, string>>;
  /** Where it was tried; beyond its scope it proves less. */
  readonly place: Place;
}

/** Where a pattern is tried: on a failure in its scope, or, for its own words, on lines of no known tool. */
type Place = 'scope' | 'loose';

/** A loose line that says itself that nobody minds: a warning, a level below error, a test that passed, what a test printed. */
const HARMLESS =
  /^(?:##\[(?:warning|debug|notice)\]|::(?:warning|debug|notice)|\s*[✓✔√] |\s*ok \d|\[?(?:INFO|DEBUG|NOTICE|WARN(?:ING)?)\b|(?:npm )?warn(?:ing)?:? |(?=\S+\.py::\S)\S+ )|Warning: /i;

/** A line marked below a warning tells what goes on, also where a pattern reads logs. */
const BELOW_WARNING = /^\[(?:INFO|DEBUG|TRACE|NOTICE)\]/;

/** An expression over the words or the two sides of an assertion. */
const ASKS_FOR_ASSERTION = /ssert|left|right|==/;

/** Lines of a step's output that belong together. */
const NEAR = 10;

/** Hits of one clause that are kept to look for a combination within reach. */
const MOST_HITS = 50;

interface ClauseHit {
  /** Index into the failure's lines. */
  readonly index: number;
  readonly captures: Readonly<Record<string, string>>;
}

/**
 * Tries a pattern on a failure.
 * @param literals for each of the failure's lines, which literals of the whole catalogue stand in it
 */
export function matchPattern(
  pattern: Pattern,
  failure: Failure,
  literals: readonly ReadonlySet<string>[],
): Match | undefined {
  const { when } = pattern;
  const place = placeOf(pattern, failure);
  if (place === undefined) return undefined;
  const excluding = when.none.flatMap((clause) => clauseHits(clause, failure, literals));
  if (excluding.length > 0 && failure.kind !== 'output') return undefined;
  const counts = (clause: Clause, index: number): boolean =>
    !isHarmless(place, failure, index) && !isQuoted(clause, failure, index) && !isExcluded(index, excluding, failure);
  const hits = (clause: Clause): ClauseHit[] => clauseHits(clause, failure, literals, counts);
  const required = when.all.map(hits);
  if (required.some((hits) => hits.length === 0)) return undefined;
  const telling =
    place === 'scope' || when.loose || when.all.some(({ own }) => own) ? when.any : when.any.filter(({ own }) => own);
  const optional = telling.flatMap(hits);
  if (when.any.length > 0 && optional.length === 0) return undefined;

  const groups = when.any.length > 0 ? [...required, optional.sort((a, b) => a.index - b.index)] : required;
  const chosen =
    when.within === undefined ? groups.map((hits) => hits[0] as ClauseHit) : closest(groups, failure, when.within);
  if (chosen === undefined) return undefined;
  const last = Math.max(-1, ...chosen.map((hit) => hit.index));
  if (when.missing && clauseHits(when.missing, failure, literals).some((hit) => hit.index > last)) return undefined;
  return {
    pattern,
    lines: [...new Set(chosen.map((hit) => failure.lines[hit.index]!.number))].sort((a, b) => a - b),
    captures: Object.assign({}, ...[...chosen].reverse().map((hit) => hit.captures)),
    place,
  };
}

/**
 * Loose lines are no tool's, so that no scope holds them. There the words alone must tell: those of the pattern that
 * are a tool's own, or all where it says so; numbers and states of a failure are not to be had.
 */
function placeOf(pattern: Pattern, failure: Failure): Place | undefined {
  const { when } = pattern;
  if (inScope(pattern, failure) && matchesFacts(when.facts, failure.facts)) return 'scope';
  if (failure.kind !== 'output') return undefined;
  return canBeLoose(when) ? 'loose' : undefined;
}

/** Whether a pattern may match a failure at all, whatever its lines say. */
export function isInPlace(pattern: Pattern, failure: Failure): boolean {
  return placeOf(pattern, failure) !== undefined;
}

function canBeLoose(when: Pattern['when']): boolean {
  return when.loose ?? (Object.keys(when.facts).length === 0 && hasOwnWords(when));
}

/** Whether a pattern can match lines that lie in no parsed failure: there the tool is a log or a container, and nothing else is known. */
export function matchesLooseLines({ when }: Pattern): boolean {
  const inScope =
    (when.tools.length === 0 || when.tools.includes('log') || when.tools.includes('container')) &&
    (when.kinds.length === 0 || when.kinds.includes('output')) &&
    when.codes.length === 0 &&
    Object.keys(when.facts).every((fact) => fact === 'container');
  return inScope || canBeLoose(when);
}

function isHarmless(place: Place, { kind, lines }: Failure, index: number): boolean {
  const { text } = lines[index]!;
  return place === 'loose' ? HARMLESS.test(text) : kind === 'output' && BELOW_WARNING.test(text);
}

/** Loose lines are those of a whole step: what excludes a match has to stand near it. */
function isExcluded(index: number, excluding: readonly ClauseHit[], { lines }: Failure): boolean {
  return excluding.some((other) => Math.abs(lines[other.index]!.number - lines[index]!.number) <= NEAR);
}

/** Words in quoted code, or in what an assertion wanted, are no event, unless the pattern asks for the assertion itself. */
function isQuoted(clause: Clause, failure: Failure, index: number): boolean {
  if (ASKS_FOR_ASSERTION.test(clause.expression)) return false;
  const said = eventsIn(failure).get(failure.lines[index]!.number);
  return said !== undefined && (said === '' || matchClause(clause, said) === undefined);
}

function hasOwnWords({ all, any }: Pattern['when']): boolean {
  return all.length > 0 ? all.some(({ own }) => own) : any.some(({ own }) => own);
}

/** Whether a pattern's scope holds failures of that tool and kind, whatever their code. */
export function isForSort({ when }: Pattern, { tool, kind }: Pick<Failure, 'tool' | 'kind'>): boolean {
  if (when.tools.length > 0 && !when.tools.includes(tool)) return false;
  return when.kinds.length === 0 || when.kinds.includes(kind);
}

function inScope(pattern: Pattern, failure: Failure): boolean {
  return isForSort(pattern, failure) && isForCode(pattern, failure);
}

/** Whether a pattern's scope holds failures of that code. */
export function isForCode({ when }: Pattern, { code }: Pick<Failure, 'code'>): boolean {
  return when.codes.length === 0 || (code !== undefined && when.codes.includes(code));
}

function clauseHits(
  clause: Clause,
  failure: Failure,
  literals: readonly ReadonlySet<string>[],
  counts: (clause: Clause, index: number) => boolean = () => true,
): ClauseHit[] {
  const hits: ClauseHit[] = [];
  for (let index = 0; index < failure.lines.length && hits.length < MOST_HITS; index++) {
    if (!clause.literals.some((literal) => literals[index]!.has(literal))) continue;
    const hit = matchClause(clause, failure.lines[index]!.text);
    if (hit && counts(clause, index)) hits.push({ index, captures: hit.captures });
  }
  return hits;
}

/** One hit of each clause such that first and last are at most `within` lines apart; the earliest such combination. */
function closest(groups: readonly (readonly ClauseHit[])[], failure: Failure, within: number): ClauseHit[] | undefined {
  const number = (hit: ClauseHit): number => failure.lines[hit.index]!.number;
  const [first, ...others] = groups;
  for (const start of first ?? []) {
    const combination = [start, ...others.map((hits) => nearest(hits, number(start), number))];
    const numbers = combination.map(number);
    if (Math.max(...numbers) - Math.min(...numbers) <= within) return combination;
  }
  return undefined;
}

function nearest(hits: readonly ClauseHit[], to: number, number: (hit: ClauseHit) => number): ClauseHit {
  return hits.reduce((best, hit) => (Math.abs(number(hit) - to) < Math.abs(number(best) - to) ? hit : best));
}
