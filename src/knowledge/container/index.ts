import type { Parser } from '../../core/parse/parser.js';
import { containerEvents } from './container-events.js';
import { containerHealth } from './container-health.js';
import { containerInspect } from './container-inspect.js';
import { containerStats } from './container-stats.js';
import { hungService } from './hung-service.js';
import { kernelOom } from './kernel-oom.js';
import { kubernetes } from './kubernetes.js';
import { kubernetesEvents } from './kubernetes-events.js';
import { slowStart } from './slow-start.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  kubernetes,
  kubernetesEvents,
  containerEvents,
  containerHealth,
  containerInspect,
  containerStats,
  slowStart,
  kernelOom,
  hungService,
];
