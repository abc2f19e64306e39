import { sum } from '../classify/test-counts.js';
import type { CountedJob } from '../domain/history.js';
import type { Report, RunContext } from '../domain/report.js';
import type { TestCounts } from '../domain/tests.js';

/** What a report tells of whose tests they are; its public form as well. */
interface Counting {
  readonly run?: Pick<RunContext, 'job' | 'step'>;
  readonly jobs?: Report['jobs'];
  readonly tests?: TestCounts;
}

/** Whose tests reports counted, and how many. */
export function countedJobs(reports: readonly Counting[]): readonly CountedJob[] {
  return reports.map((report) => ({ ...whose(report), ...(report.tests !== undefined && { tests: report.tests }) }));
}

function whose({ run: { job, step = '' } = {}, jobs }: Counting): Omit<CountedJob, 'tests'> {
  const names = jobs?.map(({ name }) => name) ?? (job === undefined ? [] : [job]);
  return { jobs: [...new Set(names)].sort(), step };
}

/**
 * What the same job counted before; of a joined report all of its jobs together. Undefined where a job was told of twice, so
 * that nobody knows which counts, and where they were other jobs.
 */
export function countedBefore(report: Report, before: readonly CountedJob[] = []): TestCounts | undefined {
  const own = whose(report);
  const same = before.filter(({ jobs, step }) => isSameList(jobs, own.jobs) && step === own.step);
  if (same.length > 0 || report.jobs === undefined) return same.length === 1 ? same[0]?.tests : undefined;
  const steps = before.flatMap(({ jobs, step }) => jobs.map((job) => JSON.stringify([job, step])));
  const all = [...new Set(before.flatMap(({ jobs }) => jobs))].sort();
  const isSame = isSameList(all, own.jobs) && new Set(steps).size === steps.length;
  return isSame ? sum(before.flatMap(({ tests }) => tests ?? [])) : undefined;
}

/** Names may hold whatever would join them. */
function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

/** What all of these counted before; undefined where one that counts tests does not know. */
export function countedByAll(reports: readonly Report[]): TestCounts | undefined {
  const counting = reports.filter(({ tests }) => tests !== undefined);
  const before = counting.flatMap(({ baseTests }) => baseTests ?? []);
  return before.length === counting.length ? sum(before) : undefined;
}
