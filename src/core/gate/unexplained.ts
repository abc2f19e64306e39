import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';

/** A job as GitHub tells of it, which no report can talk it out of. */
export interface ToldJob {
  /** As people see it: `test (3.12)`, `call / test`, or what its `name:` says. */
  readonly name: string;
  /** How it ended; undefined while it runs or waits. */
  readonly conclusion: string | undefined;
}

/** Nothing to explain: it ended well, or there was nothing for it to do. */
const FINE = new Set(['success', 'skipped', 'neutral']);

/**
 * What the jobs of a run leave open, each a sentence: a job that failed and no report tells of, or one that has not
 * ended. A report that says its job passed explains nothing.
 * @param jobs without the gate's own
 */
export function unexplained(jobs: readonly ToldJob[], reports: readonly Report[]): readonly string[] {
  const running = jobs.filter(({ conclusion }) => conclusion === undefined);
  const failed = jobs.filter(({ conclusion }) => conclusion !== undefined && !FINE.has(conclusion));
  const told = reports.flatMap(failedJobs);
  const byName = failed.filter((job) => !take(told, (name) => isNameOf(name, job.name)));
  // A job's `name:` need not hold its id, which is all that its report knows: one report explains one job.
  const strangers = told.filter((name) => !jobs.some((job) => isNameOf(name, job.name)));
  const left = byName.filter(({ conclusion }) => conclusion !== 'failure' || strangers.pop() === undefined);
  return [
    ...left.map(
      ({ name, conclusion = '' }) =>
        `the job ${quote(name)} ${ENDED[conclusion] ?? 'failed'}, and no report of it says why`,
    ),
    ...running.map(({ name }) => `the job ${quote(name)} has not ended; let the gate's job need it`),
  ];
}

const ENDED: Readonly<Record<string, string>> = {
  cancelled: 'was cancelled',
  timed_out: 'ran out of time',
  action_required: 'waits for somebody',
};

/** The jobs that a report says failed. */
function failedJobs({ run, status, jobs }: Report): string[] {
  const all = jobs ?? [{ name: run.job ?? '', status }];
  return all.filter((job) => job.status === 'failed').map(({ name }) => name);
}

/** Whether what a report calls its job is the job that GitHub shows: `test` is `test (3.12)` and `call / test` there. */
function isNameOf(told: string, shown: string): boolean {
  if (told === '') return false;
  const own = shown.slice(shown.lastIndexOf(' / ') < 0 ? 0 : shown.lastIndexOf(' / ') + 3);
  return [shown, own].some((name) => name === told || name.startsWith(`${told} (`));
}

/** Takes the first that fits out of a list; false where none does. */
function take(names: string[], fits: (name: string) => boolean): boolean {
  const at = names.findIndex(fits);
  if (at >= 0) names.splice(at, 1);
  return at >= 0;
}
