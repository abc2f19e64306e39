import type { Facts } from '../../core/domain/failure.js';
import { columns, milliseconds, place, share, tableRow, words } from '../../core/parse/cells.js';

/** Columns of times, by the names they had in all versions. */
const TIMES: Readonly<Record<string, keyof Times>> = {
  Total: 'total',
  Busy: 'busy',
  Sched: 'scheduled',
  Scheduled: 'scheduled',
  Idle: 'idle',
};
/** The state, as a sign, as words for terminals without UTF-8, or written out. */
const STATES: Readonly<Record<string, string>> = {
  '▶': 'running',
  BUSY: 'running',
  RUNNING: 'running',
  '⏫': 'scheduled',
  SCHED: 'scheduled',
  SCHEDULED: 'scheduled',
  '⏸': 'idle',
  IDLE: 'idle',
  '⏹': 'completed',
  DONE: 'completed',
  COMPLETED: 'completed',
};

interface Times {
  total: number;
  busy: number;
  scheduled: number;
  idle: number;
}

/** One task as a row of the tasks table shows it. Times in milliseconds. */
export interface TaskRow extends Times {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** How many warnings the console has about it. */
  readonly warnings: number;
  readonly polls: number;
  readonly kind: string;
  readonly location: string;
}

/** Names of the columns when the line is the header of the tasks table; undefined otherwise. */
export function tasksHeader(text: string): string[] | undefined {
  const names = columns(text);
  const at = ['State', 'Total', 'Busy', 'Polls'].map((name) => names.indexOf(name));
  return at.every((index, position) => index > (at[position - 1] ?? -1)) && names.length <= 16 ? names : undefined;
}

/** Reads a row below that header; undefined when the line is none. */
export function taskRow(text: string, header: readonly string[]): TaskRow | undefined {
  const cells = words(tableRow(text));
  const stateAt = cells.slice(0, 5).findIndex((cell) => STATES[cell.toUpperCase()] !== undefined);
  if (stateAt < 0) return undefined;
  const before = cells.slice(0, stateAt).join(' ');
  const front = /^(?:[⚠!] ?(\d{1,3}) )?(\d{1,20})?$/.exec(before);
  if (!front) return undefined;
  const written = STATES[cells[stateAt + 1]?.toUpperCase() ?? ''] !== undefined && !/^[A-Z]+$/.test(cells[stateAt]!);
  const rest = cells.slice(stateAt + (written ? 2 : 1));
  const names = header.filter((name) => TIMES[name] !== undefined);
  const timesAt = rest.findIndex((_, index) => isTimesThenPolls(rest, index, names.length));
  if (timesAt < 0) return undefined;
  const times: Times = { total: 0, busy: 0, scheduled: 0, idle: 0 };
  names.forEach((name, index) => {
    times[TIMES[name] as keyof Times] = milliseconds(rest[timesAt + index] as string) ?? 0;
  });
  const after = rest.slice(timesAt + names.length);
  return {
    ...times,
    id: front[2] ?? '',
    name: rest.slice(0, timesAt).join(' '),
    state: STATES[cells[stateAt]!.toUpperCase()] as string,
    warnings: Number(front[1] ?? 0),
    polls: count(after[0]) ?? 0,
    kind: header.includes('Kind') ? (after[1] ?? 'task') : 'task',
    location: after.slice(1).find((word) => place(word) !== undefined) ?? '',
  };
}

function isTimesThenPolls(cells: readonly string[], from: number, times: number): boolean {
  if (from + times >= cells.length || count(cells[from + times]) === undefined) return false;
  return cells.slice(from, from + times).every((cell) => milliseconds(cell) !== undefined);
}

/** A whole number, with or without separators. */
export function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}(?:[,_]\d{3}){1,5}$|^\d{1,15}$/.test(text)
    ? Number(text.replace(/[,_]/g, ''))
    : undefined;
}

/** A task that waits for less than this before each of its polls gets its turn, however much of its life that sums up to. */
const PROMPT_MS = 1;
/** A task that is polled this often with next to nothing done each time asks again instead of waiting. */
const RESTLESS = { polls: 1000, perSecond: 5, mostBusy: 20 };
/** One that yields in a circle is ready all the time: only how often it is polled, for how short, tells it from one that works. */
const YIELDING = { perSecond: 1000, busyPerPollMs: 0.1, leastReady: 20 };

/** Share of a task's life in which it was ready and had to wait for its turn; 0 where each turn came at once. */
export function unscheduledShare(scheduled: number, total: number, turns: number | undefined): number {
  // A task of this second has no past to tell shares of.
  if (total < 1000 || (turns !== undefined && scheduled / Math.max(1, turns) < PROMPT_MS)) return 0;
  return share(scheduled, total);
}

/** Whether it is polled again and again for nothing. */
function isRestless({
  polls,
  total,
  busy,
  scheduled,
}: Pick<TaskRow, 'polls' | 'total' | 'busy' | 'scheduled'>): boolean {
  if (polls <= RESTLESS.polls || total <= 0) return false;
  const perSecond = polls / (total / 1000);
  if (share(busy, total) <= RESTLESS.mostBusy) return perSecond >= RESTLESS.perSecond;
  const isReady = scheduled >= busy && share(scheduled, total) > YIELDING.leastReady;
  return isReady && perSecond >= YIELDING.perSecond && busy / polls <= YIELDING.busyPerPollMs;
}

/** What patterns compare: shares in per cent of the task's whole life. */
export function taskFacts(task: Omit<TaskRow, 'id' | 'name' | 'warnings'>): Facts {
  return {
    state: task.state,
    taskKind: task.kind,
    polls: task.polls,
    totalMs: round(task.total),
    busyMs: round(task.busy),
    busyShare: share(task.busy, task.total),
    unscheduledShare: unscheduledShare(task.scheduled, task.total, task.polls),
    pollsPerSecond: task.total > 0 ? round(task.polls / (task.total / 1000)) : 0,
    busyPerPollMs: task.polls > 0 ? round(task.busy / task.polls) : round(task.busy),
    ...(isRestless(task) && { restless: 'yes' }),
    ...(task.location !== '' && { location: task.location }),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
