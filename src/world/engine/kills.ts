import type { ContainerCapture, EngineAnswer, EngineIdentity } from './capture.js';
import { Answer } from './connection/answer.js';

const SIGKILL = 137;
/** What a shell says of a child that signal 9 ended. */
const KILLED = /(?:^|\s)Killed\s*$/m;

/**
 * Containers that the kernel killed for their memory, or a child of them, though the engine does not say so: under load
 * Docker 20.10 hears of the end before it hears of the memory, and Podman does not tell on every host. Whoever kills
 * through Docker leaves a `kill` event; below a memory limit a death by signal 9 without one was the kernel's.
 * @param events oldest first, as far back as the engine remembers
 */
export function withKills(
  containers: readonly ContainerCapture[],
  events: readonly EngineAnswer[],
  { name }: EngineIdentity,
): ContainerCapture[] {
  const isKernel = (container: ContainerCapture) =>
    wasKilled(container) && (name.startsWith('Podman') || nobodyKilled(container, events));
  return containers.map((container) =>
    isKernel(container) ? { ...container, findings: { ...container.findings, likelyOutOfMemory: 1 } } : container,
  );
}

/** It, or a child of it, was ended by signal 9 below a memory limit, and the engine saw no lack of memory. */
function wasKilled({ inspect, log }: ContainerCapture): boolean {
  const answer = new Answer(inspect);
  const isLimited = (answer.number('HostConfig', 'Memory') ?? 0) > 0;
  if (!isLimited || answer.isTrue('State', 'OOMKilled') || answer.isTrue('State', 'Running')) return false;
  const code = answer.number('State', 'ExitCode') ?? 0;
  return code === SIGKILL || (code !== 0 && KILLED.test((log ?? '').slice(-4096)));
}

function nobodyKilled({ id }: ContainerCapture, events: readonly EngineAnswer[]): boolean {
  const own = events.map((event) => new Answer(event)).filter((event) => idOf(event) === id);
  const death = own.findLastIndex((event) => actionOf(event) === 'die');
  const start = own.slice(0, Math.max(0, death)).findLastIndex((event) => actionOf(event) === 'start');
  // Without its start among them, the engine may have forgotten who killed it.
  return start >= 0 && !own.slice(start, death).some((event) => actionOf(event) === 'kill');
}

function idOf(event: Answer): string {
  return event.text('Actor', 'ID') || event.text('id');
}

function actionOf(event: Answer): string {
  return event.text('Action') || event.text('status');
}
