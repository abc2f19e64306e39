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
