import type { Failure } from '../domain/failure.js';
import type { Pattern } from '../domain/pattern.js';
import { groupBy } from '../group-by.js';
import { Memo } from '../memo.js';
import type { Candidate, Recognised } from './candidate.js';
import { Containers } from './containers.js';
import type { Findings, RelevantFailure } from './findings.js';
import { digest, failureFingerprint, identityOf, tellingFingerprint } from './fingerprint.js';
import { isForCode, isForSort, type Match, matchPattern } from './match.js';
import { Alike } from './matching/alike.js';
import { KnownMatches } from './matching/known-matches.js';
import { isFallback, winnersFirst } from './matching/winners.js';
import { plainQuotes } from './plain.js';
import { relevantFailures } from './relevant.js';
import { placeOf } from './severity/place.js';
import { isPassing, lastFrom, severityOf } from './severity/severity.js';
import { holdsOnlyItself, lastSaid, leftOut } from './telling-lines.js';

/** Finds the catalogue's literals in a text. */
export type LiteralFinder = (text: string) => ReadonlySet<string>;

/** Takes out of a text what would make a fingerprint differ from run to run, or let a secret be guessed from it. */
export type Mask = (text: string) => string;

/** Recognises all failures of all sources and groups the same ones. */
export function candidates(
  sources: readonly Findings[],
  patterns: () => readonly Pattern[],
  literalsIn: LiteralFinder,
  mask: Mask,
): Candidate[] {
  const fingerprints = new Memo<string>(5_000, 4_000);
  const recognition = {
    index: () => PatternIndex.of(patterns()),
    known: new KnownMatches(),
    alike: new Alike(),
    literalsIn,
    mask,
    fingerprintOf: (failure: Failure) => fingerprints.of(identityOf(failure), () => failureFingerprint(failure, mask)),
  };
  const all = sources.flatMap((findings) => {
    const known = new Map<Failure, readonly Recognised[]>();
    const someFailed = findings.outcome === 'failed' || findings.sections.some(({ outcome }) => outcome === 'failed');
    return withoutRetold(relevantFailures(findings)).flatMap((relevant) => {
      const own = recognise(relevant, findings, recognition);
      known.set(relevant.failure, own);
      return own.filter((each) => isTold(each, relevant, known, someFailed));
    });
  });
  const containers = new Containers(all);
  const taken = new Set<string>();
  return [...groupBy(all, (recognised) => groupKey(recognised, containers.of(recognised))).values()].map(
    ([first, ...others]) => {
      const occurrences = [first as Recognised, ...others] as const;
      const plain = candidateFingerprint(occurrences, mask);
      const fingerprint = taken.has(plain) ? digest([plain, mask(containers.of(occurrences[0]))]) : plain;
      taken.add(fingerprint);
      const { pattern } = occurrences[0].match ?? {};
      return { fingerprint, occurrences, ...(pattern && { pattern }) };
    },
  );
}

/**
 * A part of another failure is told where it is as bad as can be and the whole does not say so: whatever prints a block
 * around it must not hide it. So is what lies in a step that passed if nobody printed the beginning of the next one; where
 * some step failed, that step may be this one, and whatever a pattern knows of it is told.
 */
function isTold(
  part: Recognised,
  { within, isDoubtful }: RelevantFailure,
  known: ReadonlyMap<Failure, readonly Recognised[]>,
  someFailed: boolean,
): boolean {
  if (isDoubtful && !isSevere(part) && !(someFailed && isProven(part))) return false;
  if (within === undefined) return true;
  if (!isSevere(part)) return false;
  const whole = known.get(within) ?? [];
  return !whole.some((own) => own.match?.pattern === part.match?.pattern && isSevere(own));
}

/** A builder tells the end of a failed step once more, without the step's number: what was read in the step is left out there. */
function withoutRetold(failures: readonly RelevantFailure[]): readonly RelevantFailure[] {
  const inSteps = new Set(
    failures.flatMap(({ failure }) => (failure.channel.startsWith('#') ? identity(failure) : [])),
  );
  return failures.filter(({ failure }) => failure.channel !== '' || !identity(failure).some((one) => inSteps.has(one)));
}

/** What tells a failure from others; empty for one without a name or place. */
function identity({ role, tool, kind, name, message, location }: Failure): string[] {
  if (role === 'wrapper' || (name === undefined && location === undefined)) return [];
  return [JSON.stringify([tool, kind, name, message, location])];
}

/** Patterns by the literals that make them worth trying. */
class PatternIndex {
  static readonly #made = new WeakMap<readonly Pattern[], PatternIndex>();
  readonly #byLiteral = new Map<string, Pattern[]>();
  readonly #always: Pattern[] = [];
  /** Those of `#always` for each tool and kind that was asked for: with the codes that they are for, if any. */
  readonly #alwaysBySort = new Map<string, ReadonlyMap<string, readonly Pattern[]>>();

  /** The one of these patterns, made once: a stream of many small logs would spend most of its time on it. */
  static of(patterns: readonly Pattern[]): PatternIndex {
    const known = PatternIndex.#made.get(patterns) ?? new PatternIndex(patterns);
    PatternIndex.#made.set(patterns, known);
    return known;
  }

  private constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const clauses = pattern.when.all.length > 0 ? pattern.when.all.slice(0, 1) : pattern.when.any;
      if (clauses.length === 0) this.#always.push(pattern);
      for (const literal of new Set(clauses.flatMap((clause) => clause.literals))) {
        const list = this.#byLiteral.get(literal);
        if (list) list.push(pattern);
        else this.#byLiteral.set(literal, [pattern]);
      }
    }
  }

  worthTrying(failure: Failure, literals: readonly ReadonlySet<string>[]): Set<Pattern> {
    const worth = new Set(this.#alwaysFor(failure));
    for (const set of literals)
      for (const literal of set)
        for (const pattern of this.#byLiteral.get(literal) ?? []) if (mayFit(pattern, failure)) worth.add(pattern);
    return worth;
  }

  #alwaysFor(failure: Failure): readonly Pattern[] {
    const sort = `${failure.tool} ${failure.kind}`;
    const known = this.#alwaysBySort.get(sort) ?? byCode(this.#always, failure);
    this.#alwaysBySort.set(sort, known);
    return [...(known.get(ANY_CODE) ?? []), ...(known.get(failure.code ?? ANY_CODE) ?? [])];
  }
}

const ANY_CODE = '';

/** The patterns that may fit a failure of that tool and kind, by the codes that they name. */
function byCode(patterns: readonly Pattern[], { tool, kind }: Failure): ReadonlyMap<string, readonly Pattern[]> {
  const found = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    if (kind !== 'output' && !isForSort(pattern, { tool, kind })) continue;
    const { codes } = pattern.when;
    for (const code of kind === 'output' || codes.length === 0 ? [ANY_CODE] : codes) {
      const list = found.get(code);
      if (list) list.push(pattern);
      else found.set(code, [pattern]);
    }
  }
  return found;
}

/** Beyond its scope a pattern is tried on loose lines alone. */
function mayFit(pattern: Pattern, failure: Failure): boolean {
  return failure.kind === 'output' || (isForSort(pattern, failure) && isForCode(pattern, failure));
}

/** What recognising takes. */
interface Recognition {
  readonly index: () => PatternIndex;
  readonly known: KnownMatches;
  readonly alike: Alike;
  readonly fingerprintOf: (failure: Failure) => string;
  readonly literalsIn: LiteralFinder;
  readonly mask: Mask;
}

/** The literals in a line as it is printed, and in its words with plain quotes. */
function literalsOf(text: string, literalsIn: LiteralFinder): ReadonlySet<string> {
  const plain = plainQuotes(text);
  const found = literalsIn(text);
  return plain === undefined ? found : new Set([...found, ...literalsIn(plain)]);
}

/** The one pattern that wins on a failure; loose output may tell of several things at once, or of nothing. */
function recognise(
  { failure, section, within, isDoubtful }: RelevantFailure,
  findings: Findings,
  { index, known: before, alike, literalsIn, mask, fingerprintOf }: Recognition,
): Recognised[] {
  const literals = (): Literals => failure.lines.map(({ text }) => literalsOf(text, literalsIn));
  const winners = before.of(failure, () => {
    const found = literals();
    return winnersFirst(alike.matches(failure, [...index().worthTrying(failure, found)], found), failure);
  });
  const { source, group } = findings;
  // A pattern that hit what the wrapper holds says more than any choice among its step's lines.
  const isHit = winners[0] !== undefined && winners[0].lines.length > 0 && !holdsOnlyItself(failure);
  const told = isHit ? [] : leftOut(failure, section, findings);
  const telling = told.length === 0 && winners.length === 0 ? lastSaid(failure, section, findings) : told;
  // Wrappers sound alike: what tells one that nobody knows from another is what its step printed.
  const isKnownByTelling = winners.length === 0 && telling.length > 0 && failure.role === 'wrapper';
  const fingerprint = () => (isKnownByTelling ? tellingFingerprint(telling, mask) : fingerprintOf(failure));
  const place = placeOf(failure, section, findings, within);
  const jobName = findings.sections[section]?.job;
  const known = { source, group: group ?? source, failure, fingerprint, section, telling };
  const base = { ...known, ...(jobName && { jobName }), ...(place && { place }), ...(isDoubtful && { isDoubtful }) };
  if (failure.kind === 'output') {
    const end = atEnd(failure, literals(), findings);
    return winners.map((first) => {
      // What is said at the end counts, however often it was said in passing.
      const last = (isPassing(first, findings) && end && matchPattern(first.pattern, ...end)) || first;
      const match = saysSame(first, last) ? first : last;
      return { ...base, match, alternatives: [], isPassing: isPassing(last, findings) };
    });
  }
  const [match, ...rivals] = winners;
  const alternatives = rivals.filter(({ pattern }) => !isFallback(pattern));
  if (failure.kind === 'measurement' && match === undefined) return [];
  const first = { ...base, ...(match && { match }), alternatives };
  if (isSevere(first)) return [first];
  // Nothing wins downwards: the lines of one failure may tell of two.
  const worse = alternatives.map((each) => ({ ...base, match: each, alternatives: [] })).find(isSevere);
  return worse === undefined ? [first] : [first, worse];
}

/** Tools repeat at their end what they said before: it is to be shown where it stands among its own. */
function saysSame(first: Match, last: Match): boolean {
  return JSON.stringify(first.captures) === JSON.stringify(last.captures) && Object.keys(first.captures).length > 0;
}

type Literals = readonly ReadonlySet<string>[];

/** Of loose lines those that are the text's last ones. */
function atEnd(failure: Failure, literals: Literals, findings: Findings): [Failure, Literals] | undefined {
  const end = lastFrom(findings);
  const first = failure.lines.findIndex(({ number }) => number >= end);
  return first < 0 ? undefined : [{ ...failure, lines: failure.lines.slice(first) }, literals.slice(first)];
}

/** Whether it closes every gate by itself. */
function isSevere(recognised: Recognised): boolean {
  const pattern = recognised.match?.pattern;
  return isProven(recognised) && severityOf({ ...(pattern && { pattern }), occurrences: [recognised] }) === 'P0';
}

/** Whether a pattern knows it that is no draft. */
function isProven({ match }: Recognised): boolean {
  return match !== undefined && match.pattern.status !== 'draft';
}

/** Two containers that ended are two findings, also where one pattern tells of both. */
function groupKey({ match, failure, fingerprint }: Recognised, container: string): string {
  if (match === undefined) return `unknown ${fingerprint()}`;
  return JSON.stringify([match.pattern.id, container, ...groupValues(match, failure)]);
}

/** What `group_by` names: captures of the pattern, or `facts.…` of the failure. */
function groupValues({ pattern, captures }: Match, failure: Failure): string[] {
  return pattern.groupBy.map((name) =>
    name.startsWith('facts.') ? String(failure.facts[name.slice(6)] ?? '') : (captures[name] ?? ''),
  );
}

/** Stays the same from run to run: what tells this candidate from others, without times, counts and places. */
function candidateFingerprint(occurrences: readonly [Recognised, ...Recognised[]], mask: Mask): string {
  const [{ match, failure, fingerprint }] = occurrences;
  if (match === undefined) return fingerprint();
  const { pattern } = match;
  const identity =
    pattern.groupBy.length > 0
      ? groupValues(match, failure).map(mask)
      : occurrences
          .map((occurrence) => occurrence.fingerprint())
          .sort()
          .slice(0, 1);
  return digest([pattern.id, ...identity]);
}
