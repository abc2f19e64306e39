import type { ContainerCapture } from '../capture.js';
import type { Engine } from '../engine.js';
import type { Findings } from '../findings.js';

/** What can be seen from outside about why a container failed; nothing of it is started or changed. */
export async function investigate(_engine: Engine, _seen: Omit<ContainerCapture, 'findings'>): Promise<Findings> {
  return {};
}
