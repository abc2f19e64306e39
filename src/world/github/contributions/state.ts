import { type Contribution, compareOrigins, type Memory, memoryOf, type Origin } from './contribution.js';

/** Results of so many commits of a pull request are kept; a job that was not heard of for longer is forgotten. */
const KEPT_COMMITS = 4;

/** What is known of one job. */
export interface Entry {
  /** Its newest result. */
  readonly now: Contribution;
  /** Its newest result for another commit, older than `now`. */
  readonly before?: Memory;
  /** Its newest result in an earlier attempt of the same run. */
  readonly tried?: Memory;
}

/** What all jobs have said on a pull request, by the jobs' keys, in their order. */
export type State = ReadonlyMap<string, Entry>;

export const EMPTY: State = new Map();

export function stateOf(contribution: Contribution): State {
  return new Map([[contribution.key, { now: contribution }]]);
}

/**
 * What two know together. It does not matter in which order, how often and by which ways results are joined: the newest
 * of each job counts, so an older run never replaces what a newer one said.
 * @param head a commit that is never forgotten
 */
export function join(a: State, b: State, head?: string): State {
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort();
  return forgetOldCommits(new Map(keys.map((key) => [key, joinEntries(a.get(key), b.get(key))])), head);
}

/** The commit that the newest run was for. */
export function headOf(state: State): string | undefined {
  return commits(state)[0];
}

/** Whether a state holds all that another one knows, or something newer in its place. */
export function holds(held: State, wanted: State, head?: string): boolean {
  const all = join(held, wanted, head);
  return all.size === held.size && [...all].every(([key, entry]) => isSame(entry, held.get(key)));
}

function joinEntries(a: Entry | undefined, b: Entry | undefined): Entry {
  const [first, ...others] = [a, b].flatMap((entry) => entry ?? []) as [Entry, ...Entry[]];
  const now = others.reduce((newest, { now: other }) => newer(newest, other), first.now);
  const past = [first, ...others].flatMap(({ now: other, before, tried }) => [
    memoryOf(other),
    ...[before, tried].flatMap((memory) => memory ?? []),
  ]);
  const older = past.filter((memory) => compareOrigins(memory, now) < 0).sort(oldestFirst);
  const before = older.findLast(({ sha }) => sha !== now.sha);
  const tried = older.findLast(({ sha, run, attempt }) => sha === now.sha && run === now.run && attempt < now.attempt);
  return { now, ...(before && { before }), ...(tried && { tried }) };
}

/** Of two results the newer; of one result the version that says more. */
function newer(a: Contribution, b: Contribution): Contribution {
  const order = compareOrigins(a, b) || b.level - a.level;
  return order === 0 ? (JSON.stringify(a) <= JSON.stringify(b) ? a : b) : order > 0 ? a : b;
}

function oldestFirst(a: Memory, b: Memory): number {
  const order = compareOrigins(a, b) || a.findings.length - b.findings.length;
  return order === 0 ? (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1) : order;
}

function forgetOldCommits(state: Map<string, Entry>, head?: string): State {
  const kept = new Set<string | undefined>([head, ...commits(state).slice(0, KEPT_COMMITS)]);
  return new Map([...state].filter(([, { now }]) => kept.has(now.sha)));
}

/** The commits, that of the newest run first. */
function commits(state: State): string[] {
  const runs = new Map<string, number>();
  for (const { now } of state.values()) runs.set(now.sha, Math.max(now.run, runs.get(now.sha) ?? 0));
  return [...runs].sort(([shaA, a], [shaB, b]) => b - a || (shaA < shaB ? -1 : 1)).map(([sha]) => sha);
}

function isSame(a: Entry, b: Entry | undefined): boolean {
  const same = (one: Origin | undefined, other: Origin | undefined) =>
    one === undefined || other === undefined ? one === other : compareOrigins(one, other) === 0;
  return b !== undefined && same(a.now, b.now) && same(a.before, b.before) && same(a.tried, b.tried);
}
