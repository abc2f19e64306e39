import type { EngineAnswer } from './capture.js';
import { Answer } from './connection/answer.js';
import { Relations } from './relations.js';
import { runsAgain } from './restarting.js';

/** Which containers are wanted. */
export interface Wish {
  /**
   * Names (`web`, `web-*`), Compose services, the beginning of an id, `label=KEY`, `label=KEY=VALUE`, `project=NAME`; one that
   * fits is enough. Empty: those of the run.
   */
  readonly filters: readonly string[];
  /** Also those that run or ended well: for a collection. */
  readonly all: boolean;
  /** The command whose containers are wanted. */
  readonly command?: CommandTime;
}

/** When a command began, by this machine's clock. */
export interface CommandTime {
  readonly began: number;
  /** Nothing it printed tells of containers: only those that started or died since then have to do with it. */
  readonly only: boolean;
}

/** A day: what died before belongs to another run. */
const RECENT_MS = 24 * 3600 * 1000;
/** One that runs but was restarted this often, the last time within a minute, is expected to fall again. */
const LOOP = 3;
const LATELY_MS = 60_000;

/** The containers of a list that the filters name, and the filters that name none. */
export function named(
  list: readonly EngineAnswer[],
  filters: readonly string[],
): { readonly chosen: readonly EngineAnswer[]; readonly unmatched: readonly string[] } {
  if (filters.length === 0) return { chosen: list, unmatched: [] };
  const fits = (container: EngineAnswer, filter: string): boolean => matches(new Answer(container), filter);
  return {
    chosen: list.filter((container) => filters.some((filter) => fits(container, filter))),
    unmatched: filters.filter((filter) => !list.some((container) => fits(container, filter))),
  };
}

function matches(container: Answer, filter: string): boolean {
  const labels = container.at('Labels');
  if (filter.startsWith('label=')) {
    const [, key = '', value] = /^label=([^=]*)(?:=(.*))?$/s.exec(filter) ?? [];
    return labels.has(key) && (value === undefined || labels.text(key) === value);
  }
  if (filter.startsWith('project=')) return labels.text('com.docker.compose.project') === filter.slice(8);
  const names = container.texts('Names').map((name) => name.replace(/^\//, ''));
  const isId = /^[0-9a-f]{6,64}$/.test(filter) && container.text('Id').startsWith(filter);
  return isId || [...names, labels.text('com.docker.compose.service')].some((name) => fitsName(name, filter));
}

/** `*` stands for any characters; takes time linear in the name for each star. */
function fitsName(name: string, filter: string): boolean {
  const parts = filter.split('*');
  if (parts.length === 1) return name === filter;
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a container that nobody named belongs to this run's trouble: it died lately, restarts, or is not healthy. */
export function isOfTheRun(inspect: EngineAnswer, now: number): boolean {
  const answer = new Answer(inspect);
  const state = answer.at('State');
  const health = state.text('Health', 'Status');
  switch (state.text('Status')) {
    case 'restarting':
    case 'dead':
      return true;
    case 'running':
    case 'paused':
      if ((answer.number('RestartCount') ?? 0) >= LOOP && runsAgain(inspect) < LATELY_MS) return true;
      return health === 'unhealthy' || (health === 'starting' && (state.number('Health', 'FailingStreak') ?? 0) > 0);
    case 'created':
      return isRecent(answer.text('Created'), now);
    default:
      return isRecent(state.text('FinishedAt'), now);
  }
}

/**
 * Those that a command has to do with, of all that are wanted: without those that died before it began, unless they share a
 * network or Compose project with one that failed since. Where none failed since, all of them: an earlier step started them.
 */
export function ofTheCommand(wanted: readonly EngineAnswer[], { began, only }: CommandTime): readonly EngineAnswer[] {
  const since = wanted.filter((inspect) => (only ? movedSince(inspect, began) : !diedBefore(inspect, began)));
  if (since.length === 0 && !only) return wanted;
  const relations = since.map((inspect) => new Relations({ inspect }));
  const isRelated = (inspect: EngineAnswer): boolean => {
    const own = new Relations({ inspect });
    return relations.some((other) => other.isRelatedTo(own));
  };
  return wanted.filter((inspect) => since.includes(inspect) || isRelated(inspect));
}

function diedBefore(inspect: EngineAnswer, began: number): boolean {
  const answer = new Answer(inspect);
  const status = answer.text('State', 'Status');
  if (!['created', 'exited', 'dead', 'stopped'].includes(status)) return false;
  const ended = Date.parse(status === 'created' ? answer.text('Created') : answer.text('State', 'FinishedAt'));
  return ended < began;
}

function movedSince(inspect: EngineAnswer, began: number): boolean {
  const answer = new Answer(inspect);
  const state = answer.at('State');
  const times = [answer.text('Created'), state.text('StartedAt'), state.text('FinishedAt')];
  return times.some((time) => Date.parse(time) >= began);
}

function isRecent(time: string, now: number): boolean {
  const at = Date.parse(time);
  return Number.isNaN(at) || now - at < RECENT_MS;
}
