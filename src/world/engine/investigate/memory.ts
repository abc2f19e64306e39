import type { Answer } from '../connection/answer.js';
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
