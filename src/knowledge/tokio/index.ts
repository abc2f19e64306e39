import type { Parser } from '../../core/parse/parser.js';
import { tokioAsyncOps } from './tokio-async-ops.js';
import { tokioTaskView } from './tokio-task-view.js';
import { tokioTasks } from './tokio-tasks.js';
import { tokioWarnings } from './tokio-warnings.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [tokioAsyncOps, tokioTasks, tokioTaskView, tokioWarnings];
