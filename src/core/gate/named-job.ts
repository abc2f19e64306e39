import type { ToldJob } from '../domain/release.js';
import type { Report, RunContext } from '../domain/report.js';

/**
 * The one job that a report's run context names; undefined where none fits, or more than one. By its number where the
 * report has it, for a job's `name:` need not hold the id, which is all else that a report knows.
 */
export function namedJob({ jobId, job, runAttempt }: RunContext, jobs: readonly ToldJob[]): ToldJob | undefined {
  if (jobId !== undefined) return jobs.find(({ id }) => id === jobId);
  if (job === undefined || job === '') return undefined;
  const sameAttempt = jobs.filter(
    ({ attempt }) => attempt === undefined || runAttempt === undefined || attempt === runAttempt,
  );
  for (const isNamed of WAYS) {
    const found = sameAttempt.filter(({ name }) => isNamed(name, job));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The jobs that a report names, each once: one, or those of a report that was joined from several. */
export function namedJobs({ run, jobs: told }: Report, jobs: readonly ToldJob[]): readonly ToldJob[] {
  const { jobId: _, ...context } = run;
  const contexts = told === undefined ? [run] : told.map(({ name }) => ({ ...context, job: name }));
  return [...new Set(contexts.flatMap((each) => namedJob(each, jobs) ?? []))];
}

/** How GitHub shows what a report calls `test`, the surest way first: `test`, `call / test`, `test (3.12)`. */
const WAYS: readonly ((shown: string, told: string) => boolean)[] = [
  (shown, told) => shown === told,
  (shown, told) => ownName(shown) === told,
  (shown, told) => ownName(shown).startsWith(`${told} (`),
];

/** Without the job that calls the workflow. */
function ownName(shown: string): string {
  const at = shown.lastIndexOf(' / ');
  return at < 0 ? shown : shown.slice(at + 3);
}
