import type { Facts } from '../../core/domain/failure.js';
import { fieldsOf, isRecord } from '../../core/json.js';
import { signalOf } from '../../core/parse/exit-status.js';

/**
 * What an engine's answer to inspect says of one container. Docker 20.10 to 28 and Podman 4: an answer may have been cut
 * or edited, so what is not there, or is of another type, is empty.
 */
export interface ContainerState {
  /** Without the engine's leading slash. */
  readonly name: string;
  readonly image: string;
  /** created, running, restarting, exited, dead; Podman also says stopped, configured, initialized. */
  readonly status: string;
  readonly exitCode: number;
  /** Why the engine could not start it. */
  readonly error: string;
  /** The engine saw the kernel kill a process of it; not only the first one. */
  readonly oomKilled: boolean;
  readonly isRestarting: boolean;
  readonly restartCount: number;
  /** starting, healthy, unhealthy; empty without a health check. */
  readonly health: string;
  /** What the last probe printed, line ends included. */
  readonly probe: string;
  /** Bytes; 0 for none. */
  readonly memoryLimit: number;
  /** ISO 8601; empty when it never ended. */
  readonly finishedAt: string;
  readonly isPodman: boolean;
  /** The member `Whydunit` of a collection: what our own investigation found. */
  readonly findings: Facts;
}

/** How a container is in trouble. */
export type Trouble =
  | 'not-started'
  | 'out-of-memory'
  | 'crashed'
  | 'restart-loop'
  | 'exited'
  | 'unhealthy'
  | 'unreachable';

/** SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV; an abort of process 1 is 139 too. */
const CRASHED = new Set([132, 134, 135, 136, 139]);
/** Done, or stopped by somebody: SIGINT, SIGTERM. */
const GOOD_ENDS = new Set([0, 130, 143]);
const NOT_STARTED = new Set([126, 127, 128]);
const SIGKILL = 137;
/** A container that runs now has recovered, unless it was restarted this often. */
const MANY_RESTARTS = 10;
/** One that has ended and was restarted this often before was given up. */
const GIVEN_UP = 3;
/** One that was restarted often and runs for less than this may well fall again; seconds. */
const SETTLED_S = 60;
const NEVER = '0001-01-01';
const MOST_FINDINGS = 60;

/** Reads one container's object; undefined when it is none. */
export function containerState(document: unknown): ContainerState | undefined {
  const state = member(document, 'State');
  if (typeof member(state, 'OOMKilled') !== 'boolean') return undefined;
  const health = member(state, 'Health') ?? member(state, 'Healthcheck');
  const finishedAt = text(member(state, 'FinishedAt'));
  return {
    name: text(member(document, 'Name')).replace(/^\//, '') || text(member(document, 'Id')).slice(0, 12),
    image: text(member(document, 'ImageName')) || text(member(document, 'Config', 'Image')),
    status: text(member(state, 'Status')),
    exitCode: number(member(state, 'ExitCode')),
    error: text(member(state, 'Error')),
    oomKilled: member(state, 'OOMKilled') === true,
    isRestarting: member(state, 'Restarting') === true,
    restartCount: number(member(document, 'RestartCount')),
    health: text(member(health, 'Status')),
    probe: lastOutput(member(health, 'Log')),
    memoryLimit: number(member(document, 'HostConfig', 'Memory')),
    finishedAt: finishedAt.startsWith(NEVER) ? '' : finishedAt,
    isPodman: member(document, 'ImageName') !== undefined || member(state, 'OciVersion') !== undefined,
    findings: findingsIn(member(document, 'Whydunit')),
  };
}

/** The container's trouble; undefined for one that runs, was never started, or ended well or on purpose. */
export function troubleOf(state: ContainerState): Trouble | undefined {
  switch (state.status) {
    case 'running':
    case 'paused':
      return state.isRestarting ? troubleOfEnd(state) : troubleWhileRunning(state);
    case 'created':
    case 'configured':
    case 'initialized':
      return state.error !== '' || NOT_STARTED.has(state.exitCode) || isExplained(state) ? 'not-started' : undefined;
    default:
      return troubleOfEnd(state);
  }
}

function troubleWhileRunning(state: ContainerState): Trouble | undefined {
  if (state.health === 'unhealthy') return 'unhealthy';
  if (Object.hasOwn(state.findings, 'portFinding')) return 'unreachable';
  if (state.health === 'healthy') return undefined;
  if (state.oomKilled) return 'out-of-memory';
  return isLooping(state) ? 'restart-loop' : undefined;
}

function troubleOfEnd(state: ContainerState): Trouble | undefined {
  const { exitCode, error } = state;
  if (error !== '') return 'not-started';
  if (GOOD_ENDS.has(exitCode) && !isLooping(state)) return undefined;
  if (wasOutOfMemory(state)) return 'out-of-memory';
  if (CRASHED.has(exitCode)) return 'crashed';
  return isLooping(state) ? 'restart-loop' : 'exited';
}

/** Podman does not say on every host that the kernel killed a container for its memory; its limit and signal 9 do. */
function wasOutOfMemory({ oomKilled, isPodman, exitCode, memoryLimit, findings }: ContainerState): boolean {
  return (
    oomKilled || Object.hasOwn(findings, 'likelyOutOfMemory') || (isPodman && exitCode === SIGKILL && memoryLimit > 0)
  );
}

/** Our own investigation found the reason and says it in a sentence; Podman gives none for what it could not start. */
export function isExplained({ findings }: ContainerState): boolean {
  return ['programFinding', 'userFinding', 'variableFinding', 'dependencyFinding'].some((name) =>
    Object.hasOwn(findings, name),
  );
}

/** One that runs has no exit code; engines say 0. */
export function hasEnded({ status, isRestarting }: ContainerState): boolean {
  return isRestarting || (status !== 'running' && status !== 'paused');
}

/** It is being restarted, or was until the engine gave up. */
export function isLooping({ status, isRestarting, restartCount, exitCode, findings }: ContainerState): boolean {
  if (status === 'running') {
    const justStarted = Number(findings['runsFor'] ?? Number.POSITIVE_INFINITY) < SETTLED_S;
    return isRestarting || restartCount >= MANY_RESTARTS || (restartCount >= GIVEN_UP && justStarted);
  }
  return isRestarting || status === 'restarting' || (restartCount >= GIVEN_UP && !GOOD_ENDS.has(exitCode));
}

/** One sentence on the trouble. */
export function troubleMessage(state: ContainerState, trouble: Trouble): string {
  const who = state.name === '' ? 'The container' : `Container ${state.name}`;
  switch (trouble) {
    case 'not-started':
      return state.error === ''
        ? `${who} could not be started, exit code ${state.exitCode}`
        : `${who} could not be started: ${state.error}`;
    case 'out-of-memory':
      return `${who} was out of memory${state.memoryLimit > 0 ? `, its limit is ${bytes(state.memoryLimit)}` : ''}`;
    case 'crashed':
      return `${who} crashed, exit code ${state.exitCode} (${signalOf(state.exitCode)})`;
    case 'restart-loop':
      return state.status === 'running'
        ? `${who} was restarted ${state.restartCount} times`
        : `${who} is restarted again and again, it exited with code ${state.exitCode}`;
    case 'exited':
      return `${who} exited with code ${state.exitCode}`;
    case 'unreachable':
      return `${who} cannot be reached: ${state.findings['portFinding']}`;
    case 'unhealthy':
      return said(state.probe) === '' ? `${who} is unhealthy` : `${who} is unhealthy: ${said(state.probe)}`;
  }
}

/** What patterns can compare; names from an investigation never replace what the engine said. */
export function stateFacts(state: ContainerState, trouble: Trouble): Facts {
  const signal = hasEnded(state) ? signalOf(state.exitCode) : undefined;
  const { name, image, error, health, finishedAt } = state;
  const probe = trouble === 'unhealthy' ? said(state.probe) : '';
  return {
    ...state.findings,
    trouble,
    status: state.status,
    ...(hasEnded(state) && { exitCode: state.exitCode }),
    restartCount: state.restartCount,
    ...(state.oomKilled && { oomKilled: 1 }),
    ...(state.memoryLimit > 0 && { memoryLimit: state.memoryLimit, limit: bytes(state.memoryLimit) }),
    ...(signal !== undefined && { signal }),
    ...Object.fromEntries(
      Object.entries({ name, image, error, health, probe, finishedAt }).filter(([, value]) => value !== ''),
    ),
  };
}

/** A probe's words as part of a sentence. */
function said(probe: string): string {
  return probe.trim().slice(0, 300);
}

/** Bytes in the largest binary unit that leaves at least 1. */
function bytes(count: number): string {
  const power = Math.min(4, Math.floor(Math.log2(Math.max(1, count)) / 10));
  const amount = count / 1024 ** power;
  return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

function findingsIn(value: unknown): Facts {
  const known = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(known.slice(0, MOST_FINDINGS));
}

function lastOutput(log: unknown): string {
  return Array.isArray(log) ? text(member(log.at(-1), 'Output')) : '';
}

function member(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isRecord(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2000) : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
