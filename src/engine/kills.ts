import { Answer } from './answer.js';
import type { ContainerCapture, EngineAnswer } from './capture.js';

const SIGKILL = 137;

/**
 * Containers that the kernel killed for their memory though the engine does not say so: under load Docker 20.10 hears of
 * the end before it hears of the memory. Whoever kills through the engine leaves a `kill` event; below a memory limit a
 * death by signal 9 without one was the kernel's.
 * @param events oldest first, as far back as the engine remembers
 */
export function withKills(
  containers: readonly ContainerCapture[],
  events: readonly EngineAnswer[],
): ContainerCapture[] {
  return containers.map((container) =>
    wasMemory(container, events)
      ? { ...container, findings: { ...container.findings, likelyOutOfMemory: 1 } }
      : container,
  );
}

function wasMemory({ id, inspect }: ContainerCapture, events: readonly EngineAnswer[]): boolean {
  const answer = new Answer(inspect);
  const isLimited = (answer.number('HostConfig', 'Memory') ?? 0) > 0;
  if (!isLimited || answer.isTrue('State', 'OOMKilled') || answer.number('State', 'ExitCode') !== SIGKILL) return false;
  const own = events.map((event) => new Answer(event)).filter((event) => idOf(event) === id);
  const death = own.findLastIndex((event) => actionOf(event) === 'die');
  const start = own.slice(0, Math.max(0, death)).findLastIndex((event) => actionOf(event) === 'start');
  // Without its start among them, the engine may have forgotten who killed it.
  if (start < 0) return false;
  return !own.slice(start, death).some((event) => actionOf(event) === 'kill');
}

function idOf(event: Answer): string {
  return event.text('Actor', 'ID') || event.text('id');
}

function actionOf(event: Answer): string {
  return event.text('Action') || event.text('status');
}
