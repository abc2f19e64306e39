import type { Parser } from '../../core/parse/parser.js';
import { tokioAsyncOps } from './tokio-async-ops.js';
import { tokioTaskCount } from './tokio-task-count.js';
import { tokioTaskDump } from './tokio-task-dump.js';
import { tokioTaskView } from './tokio-task-view.js';
import { tokioTasks } from './tokio-tasks.js';
import { tokioWarnings } from './tokio-warnings.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  tokioAsyncOps,
  tokioTaskCount,
  tokioTaskDump,
  tokioTasks,
  tokioTaskView,
  tokioWarnings,
];
