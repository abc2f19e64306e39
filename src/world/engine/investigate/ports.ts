import { readFileSync } from 'node:fs';
import type { Answer } from '../connection/answer.js';
import type { Findings } from '../findings.js';
import { type Listener, listeners } from './listeners.js';

/** A program that has just started may not listen yet. */
const STARTING_MS = 3_000;
const MOST_NAMED = 12;

/**
 * Compares the ports a running container publishes, and the one its health check asks, with those it listens on. They are
 * read from the host's /proc by the id of its first process: nothing is started inside. So only where the engine is
 * this machine's own; elsewhere nothing is found.
 */
export function investigatePorts(inspect: Answer): Findings {
  const listening = listenersOf(inspect);
  if (listening === undefined) return {};
  const ports = [...new Set(listening.map(({ port }) => port))].sort((a, b) => a - b);
  return {
    listens: ports.slice(0, MOST_NAMED).join(', '),
    ...(isUp(inspect) && ports.length > 0 && unreachable(inspect, listening)),
    ...closedHealthPort(inspect, ports),
  };
}

/** Whether a container runs that publishes ports and listens on others. */
export function isUnreachable(inspect: Answer): boolean {
  if (publishedPorts(inspect).length === 0) return false;
  const { deadPort, localPort } = investigatePorts(inspect);
  return deadPort !== undefined || localPort !== undefined;
}

function listenersOf(inspect: Answer): Listener[] | undefined {
  const pid = inspect.number('State', 'Pid') ?? 0;
  const id = inspect.text('Id');
  if (pid <= 0 || id === '' || inspect.text('HostConfig', 'NetworkMode') === 'host') return undefined;
  try {
    // Another machine's process may have this number here: the control group names the container.
    if (!readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(id)) return undefined;
    return ['tcp', 'tcp6'].flatMap((table) => listeners(readIfThere(`/proc/${pid}/net/${table}`)));
  } catch {
    return undefined;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isUp(inspect: Answer): boolean {
  return Date.now() - Date.parse(inspect.text('State', 'StartedAt')) > STARTING_MS;
}

/** The first published port, when none of them leads to anybody: one that does is what the container is for. */
function unreachable(inspect: Answer, listening: readonly Listener[]): Findings {
  const published = publishedPorts(inspect);
  const [first] = published;
  const open = listening.filter(({ onlyLocal }) => !onlyLocal).map(({ port }) => port);
  if (first === undefined || published.some((port) => open.includes(port))) return {};
  const local = published.find((port) => listening.some((listener) => listener.port === port));
  return local === undefined ? { deadPort: first } : { localPort: local };
}

/** TCP ports of the container that are bound to one of the host. */
export function publishedPorts(inspect: Answer): number[] {
  return inspect.entries('HostConfig', 'PortBindings').flatMap(([port, bindings]) => {
    const [number = '', protocol = 'tcp'] = port.split('/');
    return protocol === 'tcp' && /^\d{1,5}$/.test(number) && bindings.list().length > 0 ? [Number(number)] : [];
  });
}

function closedHealthPort(inspect: Answer, ports: readonly number[]): Findings {
  const asked = portInCheck(inspect.texts('Config', 'Healthcheck', 'Test').slice(1).join(' '));
  return asked === undefined || ports.includes(asked) ? {} : { closedHealthPort: asked };
}

/** The port of the container itself that a check's words name. */
export function portInCheck(words: string): number | undefined {
  const address = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,10}))?/.exec(words);
  if (address === null) return undefined;
  if (address[1] !== undefined) return Number(address[1]) < 65_536 ? Number(address[1]) : undefined;
  const before = words.slice(0, address.index);
  if (before.endsWith('http://')) return 80;
  return before.endsWith('https://') ? 443 : undefined;
}
