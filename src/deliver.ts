import { warning } from '@actions/core';
import { deliverCheck } from './deliver-check.js';
import type { Report } from './domain/report.js';
import { endingOf } from './errors.js';
import { connect } from './github/client.js';
import { isForbidden } from './github/trouble.js';
import { reportIncidents } from './incidents/report.js';
import type { ActionInputs, ReportFile } from './options/inputs.js';
import { annotations } from './render/annotations.js';
import { renderComment, renderResolved } from './render/comment.js';
import { renderHtml } from './render/html.js';
import { renderJson } from './render/json.js';
import { renderJunit } from './render/junit.js';
import { renderOutputs } from './render/outputs.js';
import { renderSarif } from './render/sarif.js';
import { renderSummary } from './render/summary.js';
import { renderTerminal } from './render/terminal.js';
import { annotate } from './sinks/annotations.js';
import { keepComment } from './sinks/comment.js';
import { commentTrouble } from './sinks/comment-trouble.js';
import { writeFileWhole } from './sinks/file.js';
import { printInert } from './sinks/log.js';
import { BLOCKED, writeOutputs } from './sinks/outputs.js';
import { appendSummary } from './sinks/summary.js';

/** A page of the log is wider than a terminal usually is. */
const LOG_WIDTH = 110;

const FILES: Readonly<Record<ReportFile, (report: Report) => string>> = {
  junit: renderJunit,
  sarif: renderSarif,
  html: renderHtml,
};

/** Says it everywhere it should be said. One channel that fails costs a warning and nothing else. */
export async function deliver(report: Report, inputs: ActionInputs): Promise<void> {
  printInert(renderTerminal(report, { colour: true, width: LOG_WIDTH }));
  const written = await channel('json', async () => {
    await writeFileWhole(inputs.json, renderJson(report));
    return inputs.json;
  });
  for (const [name, path] of inputs.files) await channel(name, async () => writeFileWhole(path, FILES[name](report)));
  const { summaryFile } = inputs.runner;
  if (inputs.summary && summaryFile !== undefined)
    await channel('summary', () => appendSummary(summaryFile, (limit) => renderSummary(report, limit)));
  if (inputs.annotations) {
    await channel('annotations', async () => {
      annotate(annotations(report));
    });
  }
  if (inputs.check) await channel('check', () => deliverCheck(report, inputs));
  if (inputs.incidents) await channel('incidents', () => reportIncidents(report, inputs, new Date()));
  const url = inputs.comment ? await channel('comment', () => comment(report, inputs)) : undefined;
  writeOutputs({ ...BLOCKED, ...renderOutputs(report), report: written ?? '', 'comment-url': url ?? '' });
}

async function channel<T>(name: string, say: () => Promise<T>): Promise<T | undefined> {
  try {
    return await say();
  } catch (error) {
    warning(`${name}: ${endingOf(error, false).message}`);
    return undefined;
  }
}

/**
 * Keeps the comment on the pull request: written while something fails, turned green when nothing does any more, never
 * begun for good news. Returns its address, where there is one.
 */
async function comment(
  report: Report,
  { pullRequest, context, token, marker, jobFailed, runner }: ActionInputs,
): Promise<string | undefined> {
  if (pullRequest === undefined || context.repository === undefined) return undefined;
  const bad = report.status === 'failed' || report.verdict.gate === 'blocked';
  // Nothing found in the logs of a job that failed is no good news: what failed is somewhere else.
  if (!bad && report.status !== 'passed' && jobFailed) return undefined;
  try {
    const text = bad ? renderComment(report, { marker }) : renderResolved(report, { marker });
    const { url } = await keepComment(connect(token, runner.apiUrl), {
      repository: context.repository,
      pullRequest: pullRequest.number,
      text,
      create: bad,
    });
    return url;
  } catch (error) {
    // A token that may not even look has never written anything that would have to be turned green.
    if (bad || !isForbidden(error))
      warning(commentTrouble(error, { pullRequest: pullRequest.number, fork: pullRequest.fork }));
    return undefined;
  }
}
