import type { Answer } from '../answer.js';
import type { Findings } from '../findings.js';

/**
 * The most memory the container has used, where the engine counts that: control groups of version 1 keep it, those of
 * version 2 only tell what is used now.
 */
export function investigateMemory(stats: Answer): Findings {
  const peak = stats.number('memory_stats', 'max_usage') ?? stats.number('memory_stats', 'usage') ?? 0;
  return peak > 0 ? { memoryPeak: peak } : {};
}

/** What a shell says of a child that signal 9 ended. */
const KILLED = /(?:^|\s)Killed\s*$/m;

/**
 * Podman does not tell on every host that the kernel killed a process for its memory: signal 9 below a memory limit tells it,
 * the container's own or that of a child.
 */
export function investigateKill(inspect: Answer, log: string, engineName: string): Findings {
  const isLimited = (inspect.number('HostConfig', 'Memory') ?? 0) > 0;
  if (!engineName.startsWith('Podman') || !isLimited || inspect.isTrue('State', 'OOMKilled')) return {};
  const wasKilled = inspect.number('State', 'ExitCode') === 137 || KILLED.test(log.slice(-4096));
  return wasKilled ? { likelyOutOfMemory: 1 } : {};
}
