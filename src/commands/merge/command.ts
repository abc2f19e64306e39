import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import { redactReport } from '../../core/redact/report.js';
import { merge } from '../../core/reports/merge.js';
import type { MergeRequest } from '../../settings/requests.js';
import { rulesHere } from '../../settings/rules/here.js';
import { commonRun, readReports } from '../../world/reports/read.js';
import type { Judged } from '../show.js';

export interface MergeAnswer extends Judged {
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
  const { patterns, waiving, redact, configuration } = await rulesHere(request, env);
  const reports = await readReports(request.paths, patterns.patterns);
  const joined = merge(reports, commonRun(reports), { failOn: request.failOn, problems: [], waiving });
  return {
    report: redactReport(joined, new Redactor({ secrets: secretsIn(env), expressions: redact })),
    patterns: patterns.patterns,
    notes: configuration === undefined ? [] : [`judging by ${configuration}`],
  };
}
