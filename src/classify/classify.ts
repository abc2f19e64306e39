import type { Confidence, Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Pattern } from '../domain/pattern.js';
import { type Candidate, candidates, type LiteralFinder, type Recognised } from './candidates.js';
import { quoteEvidence } from './evidence.js';
import { explain } from './explain.js';
import type { Findings } from './findings.js';
import { type Ranked, rank } from './rank.js';

/** What is known of all sources together, most important first; the first of both lists is marked primary. */
export interface Classification {
  readonly diagnoses: readonly Diagnosis[];
  readonly unknown: readonly Unknown[];
}

/** More unknown failures than this are not told apart any more. */
const MOST_UNKNOWN = 200;

/** Recognises failures, folds consequences under causes, quotes the evidence, fills in the words. */
export function classify(
  sources: readonly Findings[],
  patterns: readonly Pattern[],
  literalsIn: LiteralFinder,
): Classification {
  const urls = new Map(sources.map(({ source, url }) => [source, url]));
  const url = (source: string): string | undefined => urls.get(source);
  const ranked = rank(candidates(sources, patterns, literalsIn));
  const diagnoses: Diagnosis[] = [];
  const unknown: Unknown[] = [];
  for (const [index, entry] of ranked.entries()) {
    const primary = index === 0;
    const { pattern } = entry.candidate;
    if (pattern) diagnoses.push(diagnosisOf(pattern, entry, primary, url));
    else if (unknown.length < MOST_UNKNOWN) unknown.push(unknownOf(entry.candidate, primary, url));
  }
  return { diagnoses, unknown };
}

function diagnosisOf(
  pattern: Pattern,
  { candidate, explains }: Ranked,
  primary: boolean,
  url: (source: string) => string | undefined,
): Diagnosis {
  const occurrences = provenFirst(candidate.occurrences);
  const first = occurrences[0] as Recognised;
  const captures = first.match?.captures ?? {};
  return {
    pattern: pattern.id,
    severity: pattern.severity,
    cause: pattern.cause,
    draft: pattern.status === 'draft',
    confidence: confidence(pattern, first),
    primary,
    fingerprint: candidate.fingerprint,
    state: 'new',
    captures,
    evidence: quoteEvidence(occurrences, url),
    occurrences: occurrences.map(({ source, failure, fingerprint }) => ({ source, failure, fingerprint })),
    explains: [...new Set(explains.map(describe))],
    alternatives: [
      ...new Set(occurrences.flatMap(({ alternatives }) => alternatives.map((match) => match.pattern.id))),
    ].slice(0, 5),
    ...explain(pattern, captures, first.failure),
  };
}

function unknownOf(candidate: Candidate, primary: boolean, url: (source: string) => string | undefined): Unknown {
  return {
    fingerprint: candidate.fingerprint,
    primary,
    state: 'new',
    evidence: quoteEvidence(candidate.occurrences, url),
    occurrences: candidate.occurrences.map(({ source, failure, fingerprint }) => ({ source, failure, fingerprint })),
  };
}

/** The occurrence with the most captures speaks for all. */
function provenFirst(occurrences: readonly Recognised[]): Recognised[] {
  const captured = ({ match }: Recognised): number => Object.keys(match?.captures ?? {}).length;
  return [...occurrences].sort((a, b) => captured(b) - captured(a));
}

/** Loose lines and wrappers prove less than a failure in the tool's own words; a draft proves little. */
function confidence(pattern: Pattern, { failure }: Recognised): Confidence {
  if (pattern.status === 'draft') return 'low';
  return failure.kind === 'output' || failure.role === 'wrapper' ? 'medium' : 'high';
}

function describe({ pattern, occurrences: [{ failure }] }: Candidate): string {
  return pattern?.id ?? failure.message.split('\n', 1)[0]!.slice(0, 200);
}
