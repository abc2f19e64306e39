import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { framed, milliseconds, place, share } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { count, taskFacts, unscheduledShare } from './tokio-row.js';

/** Names of what the view of one task tells, in the console's words and in those of its library's statistics. */
const KEYS: Readonly<Record<string, string>> = {
  id: 'id',
  'task id': 'id',
  name: 'name',
  location: 'location',
  'spawn location': 'location',
  polls: 'polls',
  total: 'total',
  'total time': 'total',
  busy: 'busy',
  scheduled: 'scheduled',
  sched: 'scheduled',
  state: 'state',
  idle: 'idle',
  wakes: 'wakes',
  woken: 'wakes',
  'self wakes': 'selfWakes',
  'waker drops': 'drops',
  drops: 'drops',
  'waker clones': 'clones',
  clones: 'clones',
};
/** The console's own warning: its one poll has not ended yet. Source: tokio-console's warnings.rs. */
const NEVER_YIELDED = /\btask has never yielded \((?<time>[\d.]{1,12}\s?\w{1,2})\)/;
/** Lines before the one that woke the parser that may belong to the same view. */
const REACH = 14;

/**
 * The view of one task: its times, and how often its waker was cloned, dropped and used. As tokio-console shows it, or as
 * a table or list of the same names.
 */
export const tokioTaskView: Parser = {
  name: 'tokio-task-view',
  anchors: ['Current wakers:', 'Waker Drops', 'Polls:', 'task has never yielded'],
  start(line, before) {
    return pairs(line.text).length > 0 || line.text.includes('Current wakers:') || NEVER_YIELDED.test(line.text)
      ? new ViewReading(line, before)
      : undefined;
  },
};

/** The `Key: value` and `│ Key │ value │` pairs of a line. */
function pairs(text: string): [string, string][] {
  const cells = framed(text);
  const keyed = cells.flatMap((cell): [string, string][] => {
    const colon = cell.indexOf(':');
    const key = colon > 0 ? KEYS[cell.slice(0, colon).trim().toLowerCase()] : undefined;
    return key === undefined ? [] : [[key, cell.slice(colon + 1).trim()]];
  });
  const table = cells.length === 2 ? KEYS[(cells[0] as string).toLowerCase()] : undefined;
  return table === undefined ? keyed : [[table, cells[1] as string]];
}

class ViewReading implements Reading {
  readonly #values = new Map<string, string>();
  readonly #lines: Line[] = [];
  #others = 0;

  constructor(line: Line, before: readonly Line[]) {
    const near = before.slice(-REACH);
    const start = near.findLastIndex(({ text }) => pairs(text).some(([key]) => key === 'id'));
    for (const each of start < 0 ? near.filter(({ text }) => /│/.test(text)) : near.slice(start)) this.#take(each);
    this.#take(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (pairs(line.text).some(([key]) => key === 'id')) return 'refused';
    this.#others = this.#take(line) ? 0 : this.#others + 1;
    return this.#others > 2 || this.#lines.length > 40 ? 'done' : 'more';
  }

  end(): Findings {
    const failure = this.#failure();
    return { failures: failure ? [failure] : [] };
  }

  #take(line: Line): boolean {
    const found = pairs(line.text);
    const never = NEVER_YIELDED.exec(line.text)?.groups?.['time'];
    if (never !== undefined) found.push(['never', never]);
    // The state stands behind the id: `ID: 10 ▶`.
    for (const [key, value] of found) if (!this.#values.has(key)) this.#values.set(key, value);
    if (found.length > 0) this.#lines.push(line);
    return found.length > 0;
  }

  #failure(): Failure | undefined {
    const facts = { ...this.#wakers(), ...this.#times() };
    if (Object.keys(facts).length === 0) return undefined;
    const id = /^\d{1,20}/.exec(this.#values.get('id') ?? '')?.[0];
    const location = place(this.#values.get('location')?.split(' ')[0]);
    const name = this.#values.get('name') ?? (id === undefined ? 'a task' : `task ${id}`);
    const excerpt = new Excerpt();
    for (const line of this.#lines)
      excerpt.add(
        line,
        pairs(line.text).some(([key]) => key !== 'name' && key !== 'idle'),
      );
    const failure = excerpt.failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name,
      message: `${name}: ${[...this.#values]
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')
        .slice(0, 300)}`,
      facts: { ...facts, ...(location && { location: this.#values.get('location')!.split(' ')[0] as string }) },
      ...(location && { location }),
    });
    return failure;
  }

  /** Only where the view names all of polls, total and busy: tokio-console's own does not show polls. */
  #times(): Failure['facts'] {
    const [polls, total, busy] = [this.#count('polls'), this.#time('total'), this.#time('busy')];
    const state = /▶|Running/i.test(`${this.#values.get('id')} ${this.#values.get('state')}`) ? 'running' : 'idle';
    const scheduled = this.#time('scheduled') ?? 0;
    const never = this.#time('never');
    if (never !== undefined) return neverYielded(total ?? never, busy ?? never);
    if (total === undefined || busy === undefined) return {};
    if (polls === undefined) return { unscheduledShare: unscheduledShare(scheduled, total, this.#count('wakes')) };
    const facts = taskFacts({ polls, total, busy, scheduled, idle: 0, state, kind: 'task', location: '' });
    return { ...facts, unscheduledShare: Math.max(Number(facts['unscheduledShare']), this.#unpolled(polls)) };
  }

  #wakers(): Failure['facts'] {
    const [wakes, drops, clones] = [this.#count('wakes'), this.#count('drops'), this.#count('clones')];
    const [selfWakes, polls] = [this.#count('selfWakes'), this.#count('polls')];
    const used = wakes ?? 0;
    return {
      ...(wakes !== undefined && { wakes }),
      ...(drops !== undefined && { drops }),
      ...(clones !== undefined && { clones }),
      ...(selfWakes !== undefined && { selfWakes, ...(used > 0 && { selfWakeShare: share(selfWakes, used) }) }),
      ...(wakes !== undefined && drops !== undefined && { unusedDrops: unusedDrops(used, drops, clones) }),
      ...(polls !== undefined && { unscheduledShare: this.#unpolled(polls) }),
    };
  }

  /** Share of the wakes that no poll followed; of a few wakes it says nothing. */
  #unpolled(polls: number): number {
    const wakes = this.#count('wakes') ?? 0;
    return wakes < 20 ? 0 : share(Math.max(0, wakes - polls), wakes);
  }

  #count(key: string): number | undefined {
    return count(/^[\d,_]{1,20}/.exec(this.#values.get(key) ?? '')?.[0].replace(/,$/, ''));
  }

  #time(key: string): number | undefined {
    return milliseconds((this.#values.get(key) ?? '').split(/\(|\s{2,}/)[0] as string);
  }
}

/** One poll that goes on: as busy as a task can be. */
function neverYielded(total: number, busy: number): Failure['facts'] {
  return {
    state: 'running',
    polls: 1,
    busyMs: busy,
    busyPerPollMs: busy,
    busyShare: share(busy, total),
    taskKind: 'task',
  };
}

/**
 * Wakers that were dropped without anybody having woken the task. A healthy task drops up to two for each wake (one for
 * what it waited on, one for the time limit beside it) and keeps one while it waits; a task that keeps none has nobody left.
 */
function unusedDrops(wakes: number, drops: number, clones: number | undefined): number {
  const keepsNone = clones !== undefined && clones <= drops;
  return Math.max(0, Math.round(drops - wakes * (keepsNone ? 1 : 2.5)));
}
