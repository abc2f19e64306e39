import type { Report } from '../domain/report.js';
import type { MergeRequest } from '../options/arguments.js';
import { secretsIn } from '../redact/environment.js';
import { Redactor } from '../redact/redactor.js';
import { redactReport } from '../redact/report.js';
import { rulesHere } from '../rules/here.js';
import { merge } from './merge.js';
import { commonRun, readReports } from './read.js';

export interface MergeAnswer {
  readonly report: Report;
  readonly notes: readonly string[];
}

/**
 * Joins the reports of several jobs into one, judged anew by the rules of the repository one stands in.
 * @throws KnownError for a report or rule that cannot be read, or reports of different commits
 */
export async function runMerge(
  request: MergeRequest,
  env: Readonly<Record<string, string | undefined>>,
): Promise<MergeAnswer> {
  const { patterns, waiving, redact, configuration } = await rulesHere(request);
  const reports = await readReports(request.paths, patterns.patterns);
  const joined = merge(reports, commonRun(reports), { failOn: request.failOn, problems: [], waiving });
  return {
    report: redactReport(joined, new Redactor({ secrets: secretsIn(env), expressions: redact })),
    notes: configuration === undefined ? [] : [`judging by ${configuration}`],
  };
}
