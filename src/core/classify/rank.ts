import type { FailureKind } from '../domain/failure.js';
import { matchesReference } from '../domain/pattern.js';
import type { Candidate } from './candidates.js';
import { Followers } from './followers.js';

/** A candidate with the consequences that are folded under it. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly explains: readonly Candidate[];
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

/** Causes in order of importance, each with its wrappers and consequences folded under it. */
export function rank(all: readonly Candidate[]): Ranked[] {
  const followers = new Followers(all);
  const later = (candidate: Candidate): number => Number(followers.isFollower(candidate));
  const aside = (candidate: Candidate): number => Number(isAside(candidate));
  const sorted = [...all].sort((a, b) => aside(a) - aside(b) || later(a) - later(b) || byImportance(a, b));
  const owner = new Map<Candidate, Candidate>();
  for (const cause of sorted) {
    for (const other of sorted) {
      if (other !== cause && !owner.has(other) && !owner.has(cause) && explains(cause, other)) owner.set(other, cause);
    }
  }
  foldWrappers(sorted, owner);
  foldFollowers(sorted, owner, followers);
  return sorted
    .filter((candidate) => !owner.has(candidate))
    .map((candidate) => ({
      candidate,
      explains: sorted.filter((other) => rootOf(other, owner) === candidate && other !== candidate),
    }));
}

/** A pattern names what it explains; both must have been seen in one source, or in sources that tell of the same thing. */
function explains(cause: Candidate, consequence: Candidate): boolean {
  const id = consequence.pattern?.id;
  return (
    id !== undefined &&
    id !== cause.pattern?.id &&
    (cause.pattern?.explains.some((reference) => matchesReference(reference, id)) ?? false) &&
    shareGroup(cause, consequence)
  );
}

/** A wrapper belongs to the most important cause of its step, else of its source or group; the outermost wrapper to an inner one. */
function foldWrappers(sorted: readonly Candidate[], owner: Map<Candidate, Candidate>): void {
  const free = sorted.filter((candidate) => !owner.has(candidate));
  const causes = free.filter((candidate) => !isWrapper(candidate) && !isAside(candidate));
  const wrappers = free.filter(isWrapper);
  for (const wrapper of wrappers) {
    const others = causes.length > 0 ? causes : wrappers.slice(0, wrappers.indexOf(wrapper));
    const cause =
      others.find((other) => shareSection(other, wrapper)) ?? others.find((other) => shareGroup(other, wrapper));
    if (cause) owner.set(wrapper, cause);
  }
}

/** What failed because something it depends on had failed before belongs to the most important cause there. */
function foldFollowers(sorted: readonly Candidate[], owner: Map<Candidate, Candidate>, followers: Followers): void {
  for (const other of sorted) {
    if (owner.has(other)) continue;
    const cause = sorted.find(
      (candidate) => candidate !== other && !owner.has(candidate) && followers.followsFrom(other, candidate),
    );
    if (cause) owner.set(other, cause);
  }
}

function isWrapper(candidate: Candidate): boolean {
  return candidate.occurrences.every(({ failure }) => failure.role === 'wrapper');
}

function isAside(candidate: Candidate): boolean {
  return candidate.occurrences.every(({ failure }) => failure.role === 'aside');
}

function shareGroup(a: Candidate, b: Candidate): boolean {
  return a.occurrences.some((one) => b.occurrences.some((other) => one.group === other.group));
}

function shareSection(a: Candidate, b: Candidate): boolean {
  return a.occurrences.some((one) =>
    b.occurrences.some((other) => one.source === other.source && one.section === other.section),
  );
}

function rootOf(candidate: Candidate, owner: ReadonlyMap<Candidate, Candidate>): Candidate {
  let root = candidate;
  for (let next = owner.get(root); next !== undefined; next = owner.get(root)) root = next;
  return root;
}

function byImportance(a: Candidate, b: Candidate): number {
  return (
    Number(isWrapper(a)) - Number(isWrapper(b)) ||
    Number(a.pattern === undefined) - Number(b.pattern === undefined) ||
    depth(a) - depth(b) ||
    severity(a) - severity(b) ||
    b.occurrences.length - a.occurrences.length ||
    a.occurrences[0].failure.span.first - b.occurrences[0].failure.span.first ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

function depth(candidate: Candidate): number {
  return Math.min(...candidate.occurrences.map(({ failure }) => DEPTH[failure.kind]));
}

function severity({ pattern }: Candidate): number {
  return pattern === undefined ? 9 : Number(pattern.severity.slice(1));
}
