import type { Line } from '../../core/domain/line.js';
import { jsonObject } from '../../core/json.js';

/** One thing that happened to a container, as an engine tells it. */
export interface ContainerEvent {
  readonly line: Line;
  readonly id: string;
  /** Empty where the engine does not say. */
  readonly name: string;
  readonly what: 'start' | 'die' | 'oom' | 'kill' | 'stop' | 'remove' | 'unhealthy' | 'healthy' | 'other';
  /** Of `die`; Podman's text does not say it. */
  readonly exitCode?: number;
  /** Of `kill`, a number. */
  readonly signal?: string;
  readonly isPodman: boolean;
}

/** Docker's and Podman's words for the same. */
const WHAT: Readonly<Record<string, ContainerEvent['what']>> = {
  start: 'start',
  die: 'die',
  died: 'die',
  oom: 'oom',
  kill: 'kill',
  stop: 'stop',
  destroy: 'remove',
  remove: 'remove',
  'health_status: unhealthy': 'unhealthy',
  'health_status: healthy': 'healthy',
};

/**
 * Reads a line of `docker events` or `podman events`, as text or as JSON (`--format json`, `'{{json .}}'`). Undefined for a line
 * that is none; events of images and networks are lines of it too, and give 'other'.
 */
export function containerEvent(line: Line): ContainerEvent | 'other' | undefined {
  return line.text.startsWith('{') ? jsonEvent(line) : textEvent(line);
}

/** A time where the reader did not take it off, the kind of thing, what happened to it. */
const START =
  /^(?:[\d-]{10}[T ][\d:.]{8,18}(?:Z| ?[+-]\d\d:?\d\d(?: [A-Z]{3,5})?) )?(container|network|image|volume|daemon|plugin|builder|pod|system) (health_status: \w{1,20}|\w{1,30})(?=[ :]|$)/;

/** `container die 0a1b… (exitCode=137, image=web:1, name=web)`. */
function textEvent(line: Line): ContainerEvent | 'other' | undefined {
  const [start, type, action = ''] = START.exec(line.text) ?? [];
  if (start === undefined) return undefined;
  const of = / ([0-9a-f]{12,64}) \(/.exec(line.text.slice(start.length));
  // A sentence may begin with these words; an event names its object and attributes, or is of another kind.
  if (of === null) return /^.{0,30}\d\d:\d\d/.test(line.printed) && type !== 'container' ? 'other' : undefined;
  if (type !== 'container') return 'other';
  const attributes = line.text.slice(start.length + of.index + of[0].length, line.text.lastIndexOf(')'));
  const exitCode = attribute(attributes, 'exitCode') ?? attribute(attributes, 'containerExitCode');
  return {
    line,
    id: of[1] as string,
    name: attribute(attributes, 'name') ?? '',
    what: WHAT[action] ?? 'other',
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
    ...signalOf(attribute(attributes, 'signal')),
    isPodman: action === 'died' || action === 'remove',
  };
}

/** `name=value`, between commas; labels may hold anything else. */
function attribute(attributes: string, name: string): string | undefined {
  return attributes
    .split(', ')
    .findLast((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

interface DockerEvent {
  readonly Type?: unknown;
  readonly Action?: unknown;
  readonly Actor?: { readonly ID?: unknown; readonly Attributes?: Readonly<Record<string, unknown>> | null };
}

interface PodmanEvent {
  readonly ID?: unknown;
  readonly Name?: unknown;
  readonly Status?: unknown;
  readonly Type?: unknown;
  readonly Time?: unknown;
  readonly ContainerExitCode?: unknown;
}

function jsonEvent(line: Line): ContainerEvent | 'other' | undefined {
  const event: (DockerEvent & PodmanEvent) | undefined = jsonObject(line.text);
  if (typeof event?.Type !== 'string') return undefined;
  if (typeof event.Action === 'string') return event.Type === 'container' ? dockerEvent(line, event) : 'other';
  if (typeof event.Status === 'string' && typeof event.Time === 'string')
    return event.Type === 'container' ? podmanEvent(line, event) : 'other';
  return undefined;
}

function dockerEvent(line: Line, { Action, Actor }: DockerEvent): ContainerEvent | 'other' {
  const attributes = Actor?.Attributes ?? {};
  const id = Actor?.ID;
  if (typeof id !== 'string') return 'other';
  const { exitCode, name, signal } = attributes;
  return {
    line,
    id,
    name: typeof name === 'string' ? name : '',
    what: WHAT[String(Action)] ?? 'other',
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
    ...signalOf(typeof signal === 'string' ? signal : undefined),
    isPodman: false,
  };
}

function podmanEvent(line: Line, { ID, Name, Status, ContainerExitCode }: PodmanEvent): ContainerEvent | 'other' {
  if (typeof ID !== 'string') return 'other';
  return {
    line,
    id: ID,
    name: typeof Name === 'string' ? Name : '',
    what: WHAT[String(Status)] ?? 'other',
    ...(typeof ContainerExitCode === 'number' && { exitCode: ContainerExitCode }),
    isPodman: true,
  };
}

function signalOf(signal: string | undefined): { signal?: string } {
  return signal === undefined ? {} : { signal };
}
