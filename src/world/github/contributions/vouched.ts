import { type Contribution, compareOrigins, type Memory, type Origin } from './contribution.js';
import type { Entry, State } from './state.js';

/** What GitHub tells of a run: `none` where there is no such run, `unknown` where it does not tell. */
export type RunTold = { readonly sha: string; readonly attempt: number } | 'none' | 'unknown';
export type AskRun = (run: number) => Promise<RunTold>;

/** Runs of one pull request that overlap are days apart at most; GitHub gives out some ten million numbers a day. */
const MOST_AHEAD = 100_000_000;
/** Clocks of two machines differ by less. */
const MOST_LATER_MS = 86_400_000;

/**
 * What a comment says, as far as it can be believed. Anybody whose code makes our account write a comment can write hidden
 * lines too, so nothing in them outlasts what GitHub knows: a run that it does not know is ignored, numbers that no run can
 * have yet are, and of our own job nobody is newer than we are unless GitHub says so.
 */
export async function vouched(state: State, mine: Contribution, ask: AskRun): Promise<State> {
  const kept = new Map<string, Entry>();
  for (const [key, entry] of state) {
    const before = memory(entry.before, mine);
    const tried = memory(entry.tried, mine);
    const past = { ...(before && { before }), ...(tried && { tried }) };
    if (await isCredible(entry.now, mine, ask)) kept.set(key, { now: entry.now, ...past });
    // Of our own job what came before is still remembered.
    else if (key === mine.key && (before ?? tried) !== undefined) kept.set(key, { now: mine, ...past });
  }
  return kept;
}

function memory(told: Memory | undefined, mine: Contribution): Memory | undefined {
  if (told === undefined || !isPossible(told, mine)) return undefined;
  return told.key === mine.key && compareOrigins(told, mine) >= 0 ? undefined : told;
}

async function isCredible(now: Origin, mine: Contribution, ask: AskRun): Promise<boolean> {
  if (!isPossible(now, mine)) return false;
  const isOwn = now.key === mine.key;
  if (now.run === mine.run && now.attempt === mine.attempt)
    return !isOwn || (now.sha === mine.sha && now.at <= mine.at);
  if (now.run < mine.run || (now.run === mine.run && now.attempt < mine.attempt)) return true;
  const told = await ask(now.run);
  if (told === 'none') return false;
  if (told === 'unknown') return !isOwn;
  return told.sha === now.sha && now.attempt <= told.attempt;
}

function isPossible({ run, at, attempt }: Origin, mine: Contribution): boolean {
  return run <= mine.run + MOST_AHEAD && at <= mine.at + MOST_LATER_MS && attempt <= 1_000;
}
