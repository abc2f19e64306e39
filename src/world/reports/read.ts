import type { Pattern } from '../../core/domain/pattern.js';
import type { Report, RunContext } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import type { Told } from '../../core/reports/accept.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { restore } from '../../core/reports/restore.js';
import { readReportFile } from './report-file.js';

/**
 * Reports that were written into files, checked for form; `-` is standard input.
 * @throws KnownError for a file that cannot be read or holds none
 */
export async function readToldReports(paths: readonly string[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const path of paths) {
    const { name, text } = await readReportFile(path);
    told.push({ name, report: parseReport(text, name) });
  }
  return told;
}

/**
 * The same, said anew from patterns.
 * @param patterns those the reader trusts
 * @throws KnownError for a file that cannot be read or holds none
 */
export async function readReports(paths: readonly string[], patterns: readonly Pattern[]): Promise<Report[]> {
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  return (await readToldReports(paths)).map(({ report }) => restore(report, known));
}

/**
 * The run that reports belong to, without the job.
 * @throws KnownError when they are of different commits
 */
export function commonRun(reports: readonly Pick<Report, 'run'>[]): RunContext {
  const [first, ...rest] = reports.map(({ run }) => {
    const { job: _job, jobId: _id, step: _step, startedAt: _at, seconds: _took, ...common } = run;
    return common;
  });
  if (first === undefined) return {};
  const other = rest.find(({ sha }) => sha !== first.sha);
  if (other !== undefined) {
    const [one = 'unknown', two = 'unknown'] = [first.sha?.slice(0, 7), other.sha?.slice(0, 7)];
    throw new KnownError('broken-report', {
      what: `The reports are of different commits, ${one} and ${two}`,
      fix: 'Name the reports of one commit',
    });
  }
  return first;
}
