import type { Answer } from '../answer.js';
import type { Findings } from '../findings.js';

/**
 * The most memory the container has used, and how much of its limit that is. Control groups of version 1 keep the most,
 * file cache included; those of version 2 only tell what is used now.
 */
export function investigateMemory(inspect: Answer, stats: Answer): Findings {
  const peak = stats.number('memory_stats', 'max_usage') ?? stats.number('memory_stats', 'usage') ?? 0;
  const limit = inspect.number('HostConfig', 'Memory') ?? 0;
  if (peak <= 0) return {};
  return { memoryPeak: peak, ...(limit > 0 && { memoryPercent: Math.round((peak / limit) * 100) }) };
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
