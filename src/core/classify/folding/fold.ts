import type { Failure } from '../../domain/failure.js';
import { matchesReference } from '../../domain/pattern.js';
import { containerOf } from '../../domain/source.js';
import type { Candidate, Recognised } from '../candidate.js';
import { LAST_SAID } from '../telling-lines.js';
import type { Followers } from './followers.js';
import { tellsBelow, wentOnAfter } from './outlived.js';
import { type Span, Spans } from './spans.js';
import { containerNames, tiesOfCause, tiesOfConsequence } from './ties.js';

/**
 * Which failures are told under another one, because the text proves that they follow from it. Each occurrence is folded
 * by itself: what a pattern explains in one place it need not explain in the next.
 */
export class Folds {
  readonly #owner = new Map<Recognised, Candidate>();
  /** How many occurrences of each candidate stand for themselves. */
  readonly #left: Map<Candidate, number>;

  /** @param sorted most important first */
  constructor(sorted: readonly Candidate[], followers: Followers) {
    this.#left = new Map(sorted.map((candidate) => [candidate, candidate.occurrences.length]));
    this.#foldExplained(sorted);
    this.#foldAfterPanic(sorted);
    this.#foldWrappers(sorted);
    this.#foldFollowers(sorted, followers);
  }

  /** Whether an occurrence is told for itself. */
  isFree(occurrence: Recognised): boolean {
    return !this.#owner.has(occurrence);
  }

  /** The candidate under which a folded occurrence is told in the end. */
  rootOf(occurrence: Recognised): Candidate | undefined {
    const cause = this.#owner.get(occurrence);
    return cause && this.#root(cause);
  }

  /** A pattern names what it explains; what ties the two proves it. */
  #foldExplained(sorted: readonly Candidate[]): void {
    const explanations = new Explanations(sorted);
    // The least important first: of two that explain each other the more important one stays.
    for (const consequence of [...sorted].reverse()) {
      for (const occurrence of consequence.occurrences) {
        const cause = explanations.of(occurrence, consequence);
        if (cause && this.#root(cause) !== consequence) this.#own(occurrence, consequence, cause);
      }
    }
  }

  /** What can only be said after a panic belongs to the most important one of the same program. */
  #foldAfterPanic(sorted: readonly Candidate[]): void {
    const first = new Map<string, Candidate>();
    const isAfter: { readonly candidate: Candidate; readonly occurrence: Recognised }[] = [];
    for (const candidate of sorted) {
      for (const occurrence of candidate.occurrences) {
        const program = programOf(occurrence);
        if (followsPanic(occurrence)) isAfter.push({ candidate, occurrence });
        else if (isPanic(occurrence) && !first.has(program)) first.set(program, candidate);
      }
    }
    for (const { candidate, occurrence } of isAfter) {
      const cause = first.get(programOf(occurrence));
      if (cause && cause !== candidate && this.isFree(occurrence) && this.#root(cause) !== candidate)
        this.#own(occurrence, candidate, cause);
    }
  }

  /** A wrapper belongs to the most important cause of what it wraps; the outermost wrapper to an inner one. */
  #foldWrappers(sorted: readonly Candidate[]): void {
    const causes = new Wrapped();
    const wrappers: { readonly candidate: Candidate; readonly occurrence: Recognised }[] = [];
    const ends: typeof wrappers = [];
    for (const candidate of sorted) {
      for (const occurrence of candidate.occurrences) {
        if (!this.isFree(occurrence) || occurrence.failure.role === 'aside') continue;
        if (occurrence.failure.role === 'wrapper') wrappers.push({ candidate, occurrence });
        else if (isEndOfContainer(occurrence.failure)) ends.push({ candidate, occurrence });
        else causes.add(occurrence, candidate);
      }
    }
    // A container that a signal ended says so by itself, unless its program told how it came to that.
    for (const { candidate, occurrence } of ends) {
      const cause = causes.by(occurrence);
      const isTold = cause?.occurrences.some(({ failure: { kind } }) => kind === 'panic' || kind === 'signal') === true;
      if (isTold) wrappers.push({ candidate, occurrence });
      else causes.add(occurrence, candidate);
    }
    // How the step ended says nothing beside what it called, however well that is known.
    const isOuter = ({ candidate, occurrence }: (typeof wrappers)[number]) => Number(isBareEnd(occurrence, candidate));
    for (const { candidate, occurrence } of [...wrappers].sort((a, b) => isOuter(a) - isOuter(b))) {
      const cause = causes.by(occurrence);
      const tellsMore = cause?.occurrences.every(
        ({ failure }) => wentOnAfter(failure) && tellsBelow(occurrence.telling, failure),
      );
      if (cause && cause !== candidate && !tellsMore) this.#own(occurrence, candidate, cause);
      else causes.addWrapper(occurrence, candidate);
    }
  }

  /** What failed because something it depends on had failed before belongs to the most important cause there. */
  #foldFollowers(sorted: readonly Candidate[], followers: Followers): void {
    const byGroup = new Map<string, Candidate>();
    for (const candidate of sorted) {
      for (const occurrence of candidate.occurrences)
        if (this.isFree(occurrence) && !byGroup.has(occurrence.group)) byGroup.set(occurrence.group, candidate);
    }
    for (const consequence of [...sorted].reverse()) {
      for (const occurrence of consequence.occurrences) {
        const needed = followers.neededBy(occurrence);
        const cause = needed === undefined ? undefined : byGroup.get(needed);
        if (cause && this.isFree(occurrence) && this.#root(cause) !== consequence)
          this.#own(occurrence, consequence, cause);
      }
    }
  }

  #own(occurrence: Recognised, consequence: Candidate, cause: Candidate): void {
    this.#owner.set(occurrence, cause);
    this.#left.set(consequence, this.#left.get(consequence)! - 1);
  }

  /** What is folded as a whole is told where its first occurrence is. */
  #root(candidate: Candidate): Candidate {
    let root = candidate;
    while (this.#left.get(root) === 0) root = this.#owner.get(root.occurrences[0]) as Candidate;
    return root;
  }
}

/** Whether its words can only follow another panic: a poisoned lock, the payload of a thread that was joined. */
export function followsPanic({ failure }: Recognised): boolean {
  return failure.facts['follows'] === 'panic';
}

function isPanic({ failure: { code, kind } }: Recognised): boolean {
  return code === 'panic' || kind === 'panic';
}

/** One stretch of output of one program; nextest runs each test as one of its own. */
function programOf({ source, section, failure: { channel, tool, name } }: Recognised): string {
  return JSON.stringify([source, section, channel, ...(tool === 'nextest' ? [name] : [])]);
}

/** Whether it says only that a container ended, by the signal of a program that gave itself up or was taken down for a fault. */
function isEndOfContainer({ kind, facts: { exitCode } }: Failure): boolean {
  return kind === 'container' && (exitCode === 134 || exitCode === 139);
}

/** Whether it is no more than the runner's word that a step ended badly. */
function isBareEnd({ failure, telling }: Recognised, { pattern }: Candidate): boolean {
  return failure.kind === 'ci' && pattern === undefined && telling.every(({ reason }) => reason === LAST_SAID);
}

/** Finds for a failure the most important one that explains it and is tied to it. */
class Explanations {
  /** Ids of the patterns at hand that explain an id. */
  readonly #explainers: ReadonlyMap<string, readonly string[]>;
  readonly #order: ReadonlyMap<Candidate, number>;
  /** For each tie and pattern the first candidate. */
  readonly #tied = new Map<string, Map<string, Candidate>>();
  readonly #spans = new Spans<Candidate>();

  constructor(sorted: readonly Candidate[]) {
    this.#explainers = explainersOf(sorted);
    this.#order = new Map(sorted.map((candidate, index) => [candidate, index]));
    const explaining = new Set([...this.#explainers.values()].flat());
    for (const candidate of sorted) {
      const id = candidate.pattern?.id;
      if (id === undefined || !explaining.has(id)) continue;
      for (const occurrence of candidate.occurrences) {
        for (const tie of tiesOfCause(occurrence)) {
          const byPattern = this.#tied.get(tie) ?? new Map<string, Candidate>();
          this.#tied.set(tie, byPattern);
          if (!byPattern.has(id)) byPattern.set(id, candidate);
        }
        this.#spans.add(stretch(occurrence, id), occurrence.failure.span, candidate);
      }
    }
  }

  of(occurrence: Recognised, { pattern }: Candidate): Candidate | undefined {
    const explainers = this.#explainers.get(pattern?.id ?? '') ?? [];
    if (explainers.length === 0) return undefined;
    const found = [...tiesOfConsequence(occurrence)].flatMap((tie) => {
      const byPattern = this.#tied.get(tie);
      return byPattern === undefined ? [] : explainers.flatMap((id) => byPattern.get(id) ?? []);
    });
    for (const id of explainers) found.push(...this.#spans.touching(stretch(occurrence, id), reach(occurrence)));
    return found.reduce<Candidate | undefined>(
      (first, each) => (first === undefined || this.#order.get(each)! < this.#order.get(first)! ? each : first),
      undefined,
    );
  }
}

/** Lines between what killed a process and the word that it is dead. */
const NEAR = 5;

/** The lines in which what explains a failure stands: its own, those before a word of death, and all of a session or job. */
function reach({ failure: { kind, span } }: Recognised): Span {
  if (kind === 'session' || kind === 'ci') return { first: 0, last: Number.POSITIVE_INFINITY };
  return kind === 'signal' ? { first: span.first - NEAR, last: span.last } : span;
}

function stretch({ source, section, failure }: Recognised, pattern: string): string {
  return JSON.stringify([source, section, failure.channel, pattern]);
}

/** For each id that is there: the ids of the others there that explain it. */
export function explainersOf(all: readonly Candidate[]): Map<string, readonly string[]> {
  const patterns = new Map(all.flatMap(({ pattern }) => (pattern ? [[pattern.id, pattern]] : [])));
  const explainers = new Map<string, string[]>();
  for (const id of patterns.keys()) {
    const own = [...patterns.values()].filter(
      (other) => other.id !== id && other.explains.some((reference) => matchesReference(reference, id)),
    );
    if (own.length > 0)
      explainers.set(
        id,
        own.map((other) => other.id),
      );
  }
  return explainers;
}

/** The most important cause by what a wrapper may wrap: a container, a test, a step of a build, a step of the job. */
class Wrapped {
  readonly #causes = new Map<string, Candidate>();
  readonly #wrappers = new Map<string, Candidate>();

  add(occurrence: Recognised, candidate: Candidate): void {
    // What ended the step that failed proves nothing of what lies in one that passed.
    const around = occurrence.isDoubtful ? surroundings(occurrence).slice(0, 2) : surroundings(occurrence);
    for (const place of [...parts(occurrence), ...around])
      if (!this.#causes.has(place)) this.#causes.set(place, candidate);
  }

  /** A wrapper that wraps nothing known may itself be wrapped. */
  addWrapper(occurrence: Recognised, candidate: Candidate): void {
    for (const place of surroundings(occurrence)) if (!this.#wrappers.has(place)) this.#wrappers.set(place, candidate);
  }

  by(wrapper: Recognised): Candidate | undefined {
    const places = wrappedPlaces(wrapper);
    for (const known of [this.#causes, this.#wrappers]) {
      const place = places.find((each) => known.has(each));
      if (place !== undefined) return known.get(place);
    }
    return undefined;
  }
}

/** Where a wrapper's cause may lie, the likeliest first. One that names what failed wraps that and nothing else. */
function wrappedPlaces(wrapper: Recognised): string[] {
  const { group, failure, match } = wrapper;
  const { kind, name, channel } = failure;
  const around = surroundings(wrapper);
  if (kind === 'test' && name !== undefined) return [`test ${group} ${name}`];
  if (kind === 'container' && name !== undefined && containerOf(group) === undefined)
    return [...containerNames(wrapper), ''].map((each) => `container ${group} ${each}`);
  if (kind === 'build-step' && channel !== '') return around.slice(0, 1);
  return match !== undefined && containerOf(group) === undefined ? around.slice(0, 2) : around;
}

/** What a failure is a part of by name: a container, a test and the suites around it. */
function parts(occurrence: Recognised): string[] {
  const { group, failure } = occurrence;
  const suites = failure.name?.slice(0, 1000).split('/') ?? [];
  const containers = containerNames(occurrence);
  // What a health check said is printed without the name of its container.
  if (failure.kind === 'container' && containers.length === 0) containers.push('');
  return [
    ...containers.map((each) => `container ${group} ${each}`),
    ...suites.slice(0, 20).map((_, index) => `test ${group} ${suites.slice(0, index + 1).join('/')}`),
    ...(failure.name === undefined ? [] : [`test ${group} ${failure.name}`]),
  ];
}

/** The stretches of output that a failure lies in, the shortest first. */
function surroundings({ source, section, jobName = '', group, failure: { channel } }: Recognised): string[] {
  return [
    `channel ${source} ${section} ${channel}`,
    `section ${source} ${section}`,
    `source ${source} ${jobName}`,
    `group ${group} ${jobName}`,
  ];
}
