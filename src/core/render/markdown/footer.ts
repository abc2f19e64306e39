import type { Report, RunContext } from '../../domain/report.js';
import { codeSpan, link, prose } from '../safe/markdown.js';
import { repositoryAddress } from '../safe/path.js';
import { gateSentence, readingSentence } from '../words.js';

/** The gate's verdict with its reasons, what was read, and who says so. One paragraph in small print. */
export function footer(report: Report): string {
  const reasons = report.verdict.reasons.slice(0, 3).map((reason) => prose(reason, 200));
  if (report.verdict.reasons.length > 3)
    reasons.push(`and ${(report.verdict.reasons.length - 3).toLocaleString('en-US')} more reasons`);
  const gate = `**${gateSentence(report)}**${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
  const parts = [
    gate,
    `read ${readingSentence(report.sources)}`,
    ...place(report.run),
    prose(`whydunit ${report.version}`, 60),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** Job, commit and run, as far as known. */
function place(run: RunContext): string[] {
  const parts: string[] = [];
  if (run.job !== undefined) parts.push(`job ${codeSpan(run.job, 100)}`);
  if (/^[0-9a-f]{7,64}$/i.test(run.sha ?? '')) parts.push(`commit ${codeSpan((run.sha ?? '').slice(0, 7))}`);
  if (run.runUrl !== undefined) return [...parts, link('the job, to run it again', run.runUrl)];
  const address = runAddress(run);
  if (address === undefined) return parts;
  parts.push(link(`run ${run.runId}, to rerun failed jobs`, address));
  if (run.jobId !== undefined) parts.push(link('whole report', `${address}#summary-${run.jobId}`));
  return parts;
}

function runAddress(run: RunContext): string | undefined {
  const base = repositoryAddress(run);
  if (base === undefined || run.runId === undefined) return undefined;
  const attempt = run.runAttempt === undefined ? '' : `/attempts/${run.runAttempt}`;
  return `${base}/actions/runs/${run.runId}${attempt}`;
}
