import type { Answer } from '../answer.js';
import type { Findings } from '../findings.js';

/**
 * The container's limit, and the most memory it has used where the engine counts that: control groups of version 1 keep it,
 * those of version 2 only tell what is used now.
 */
export function investigateMemory(inspect: Answer, stats: Answer): Findings {
  const limit = inspect.number('HostConfig', 'Memory') ?? 0;
  const peak = stats.number('memory_stats', 'max_usage') ?? stats.number('memory_stats', 'usage') ?? 0;
  return { ...(limit > 0 && { memoryLimit: limit }), ...(peak > 0 && { memoryPeak: peak }) };
}
