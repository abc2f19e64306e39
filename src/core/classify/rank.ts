import type { FailureKind } from '../domain/failure.js';
import { groupBy } from '../group-by.js';
import type { Candidate, Recognised } from './candidate.js';
import { explainersOf, Folds, followsPanic } from './folding/fold.js';
import { Followers } from './folding/followers.js';
import { isOutlived } from './folding/outlived.js';
import { isFallback } from './matching/winners.js';
import { severityOf } from './severity/severity.js';

/** A candidate with what is told under it: of each other candidate the occurrences that follow from it. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly folded: readonly Candidate[];
}

/**
 * How near the root a kind of failure usually is, lower first: what did not build cannot have been tested, what was
 * only printed says least.
 */
const DEPTH: Readonly<Record<FailureKind, number>> = {
  'compile-error': 0,
  dependency: 0,
  configuration: 0,
  engine: 0,
  collection: 0,
  build: 0,
  signal: 1,
  test: 1,
  panic: 1,
  session: 2,
  exception: 2,
  container: 2,
  command: 2,
  measurement: 2,
  'build-step': 2,
  ci: 3,
  format: 3,
  lint: 3,
  output: 4,
};

/**
 * Causes in order of importance, each with what is told under it. What another one here may explain goes below that one,
 * also where nothing proves that it follows.
 */
export function rank(all: readonly Candidate[]): Ranked[] {
  const followers = new Followers(all);
  const sorted = inOrder(all, followers);
  const folds = new Folds(sorted, followers);
  const folded = new Map<Candidate, Candidate[]>();
  for (const candidate of sorted) {
    const byRoot = groupBy(candidate.occurrences, (occurrence) => folds.rootOf(occurrence));
    for (const [root, [first, ...others]] of byRoot) {
      if (root === undefined) continue;
      const part = { ...candidate, occurrences: [first as Recognised, ...others] as const };
      const parts = folded.get(root);
      if (parts) parts.push(part);
      else folded.set(root, [part]);
    }
  }
  return sorted.flatMap((candidate) => {
    const [first, ...others] = candidate.occurrences.filter((occurrence) => folds.isFree(occurrence));
    if (first === undefined) return [];
    return [{ candidate: { ...candidate, occurrences: [first, ...others] }, folded: folded.get(candidate) ?? [] }];
  });
}

/** Most important first. */
function inOrder(all: readonly Candidate[], followers: Followers): Candidate[] {
  const explainable = explainableAmong(all);
  const keys = new Map(
    all.map((candidate) => [
      candidate,
      [
        Number(isDoubtful(candidate)),
        Number(isAside(candidate)),
        Number(isOutlived(candidate, all)),
        Number(followers.isFollower(candidate)),
        Number(candidate.occurrences.every(followsPanic)),
        Number(isWrapper(candidate)),
        Number(explainable.has(candidate)),
        Number(isVagueBuild(candidate) || isStopped(candidate)),
        Number(candidate.pattern === undefined),
        depth(candidate),
        severity(candidate),
        -candidate.occurrences.length,
        candidate.occurrences[0].failure.span.first,
      ],
    ]),
  );
  return [...all].sort((a, b) => compare(keys.get(a)!, keys.get(b)!) || (a.fingerprint < b.fingerprint ? -1 : 1));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** What a pattern seen in the same group explains. */
function explainableAmong(all: readonly Candidate[]): Set<Candidate> {
  const explainers = explainersOf(all);
  const seen = new Map<string, Set<string>>();
  for (const { pattern, occurrences } of all) {
    for (const { group } of pattern === undefined ? [] : occurrences)
      seen.set(group, (seen.get(group) ?? new Set()).add(pattern!.id));
  }
  return new Set(
    all.filter(({ pattern, occurrences }) =>
      explainers.get(pattern?.id ?? '')?.some((id) => occurrences.some(({ group }) => seen.get(group)!.has(id))),
    ),
  );
}

function isWrapper(candidate: Candidate): boolean {
  return candidate.occurrences.every(({ failure }) => failure.role === 'wrapper');
}

/** A pattern for any build that stops says less than all others that name something. */
function isVagueBuild({ pattern, occurrences }: Candidate): boolean {
  if (pattern === undefined || !isFallback(pattern)) return false;
  return occurrences.every(({ failure: { kind } }) => kind === 'build' || kind === 'build-step' || kind === 'command');
}

/** A run that was stopped from outside tells nothing of why another job failed by itself, and often was stopped for that. */
function isStopped({ occurrences }: Candidate): boolean {
  return occurrences.every(({ failure: { kind, code } }) => kind === 'ci' && code === 'cancelled');
}

/** The step that failed by any reading comes first. */
function isDoubtful(candidate: Candidate): boolean {
  return candidate.occurrences.every((occurrence) => occurrence.isDoubtful);
}

function isAside(candidate: Candidate): boolean {
  return candidate.occurrences.every(({ failure }) => failure.role === 'aside');
}

function depth(candidate: Candidate): number {
  return Math.min(...candidate.occurrences.map(({ failure }) => DEPTH[failure.kind]));
}

function severity(candidate: Candidate): number {
  return Number(severityOf(candidate)?.slice(1) ?? 9);
}
