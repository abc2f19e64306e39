import type { ToldStep } from '../domain/job.js';
import type { ToldJob } from '../domain/release.js';

/**
 * Whether a job could hand on a report of how it failed, as GitHub tells of its steps: one of them passed after one did
 * not. Where none did, it was over with that failure, and whoever wrote a report of it was somebody else.
 * @returns true as well where nobody tells of its steps
 */
export function couldReport({ steps }: ToldJob): boolean {
  if (steps === undefined) return true;
  const own = steps.filter(({ name }) => !RUNNERS.has(name) && !isCleanup(name, steps));
  const broken = own.findIndex(({ outcome }) => outcome !== 'passed');
  // A job may fail without any step of it: of its own time limit, between two of them.
  return broken < 0 ? own.length > 0 : own.slice(broken + 1).some(({ outcome }) => outcome === 'passed');
}

/** What the runner does by itself around a job's steps. */
const RUNNERS = new Set(['Set up job', 'Complete job', 'Initialize containers', 'Stop containers', 'Set up runner']);

/** What the runner calls the second half of an action: the step's own name with a word before it. */
function isCleanup(name: string, steps: readonly ToldStep[]): boolean {
  return name.startsWith('Post ') && steps.some((step) => `Post ${step.name}` === name);
}
