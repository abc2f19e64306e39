import { warning } from '@actions/core';
import type { Gone } from '../../core/domain/history.js';
import type { Pattern } from '../../core/domain/pattern.js';
import type { Report } from '../../core/domain/report.js';
import { endingOf } from '../../core/errors.js';
import { annotations } from '../../core/render/annotations.js';
import { renderGone, renderGoneTerminal } from '../../core/render/gone.js';
import { renderHtml } from '../../core/render/html.js';
import { renderJson } from '../../core/render/json.js';
import { renderOutputs } from '../../core/render/outputs.js';
import { renderSarif } from '../../core/render/sarif.js';
import { renderSummary } from '../../core/render/summary.js';
import { renderTerminal } from '../../core/render/terminal.js';
import { renderJunit } from '../../core/render/tests/junit.js';
import type { ActionInputs, ReportFile } from '../../settings/inputs.js';
import { annotate } from '../../world/sinks/annotations.js';
import { writeFileWhole } from '../../world/sinks/file.js';
import { printInert } from '../../world/sinks/log.js';
import { BLOCKED, writeOutputs } from '../../world/sinks/outputs.js';
import { appendSummary } from '../../world/sinks/summary.js';
import type { WhoseKnown } from '../whose.js';
import { deliverCheck } from './check.js';
import { deliverComment, type Ours } from './comment.js';
import { reportIncidents } from './incidents.js';

/** A page of the log is wider than a terminal usually is. */
const LOG_WIDTH = 110;

const FILES: Readonly<Record<ReportFile, (report: Report, patterns: readonly Pattern[]) => string>> = {
  junit: renderJunit,
  sarif: renderSarif,
  html: renderHtml,
};

/**
 * Says it everywhere it should be said. One channel that fails costs a warning and nothing else.
 * @param ours the patterns that we trust: the comment tells with them what other jobs report; and how it is laid out
 * @param whose what is known of the change, for what other jobs report
 */
export async function deliver(report: Report, inputs: ActionInputs, ours: Ours, whose: WhoseKnown = {}): Promise<void> {
  printInert(renderTerminal(report, { colour: true, width: LOG_WIDTH }));
  const written = await channel('json', async () => {
    await writeFileWhole(inputs.json, renderJson(report));
    return inputs.json;
  });
  for (const [name, path] of inputs.files)
    await channel(name, async () => writeFileWhole(path, FILES[name](report, ours.patterns)));
  const { summaryFile } = inputs.runner;
  if (inputs.summary && summaryFile !== undefined)
    await channel('summary', () => appendSummary(summaryFile, (limit) => renderSummary(report, limit)));
  if (inputs.annotations) {
    await channel('annotations', async () => {
      annotate(annotations(report));
    });
  }
  if (inputs.check) await channel('check', () => deliverCheck(report, inputs, whose.files));
  if (inputs.incidents) await channel('incidents', () => reportIncidents(report, inputs, new Date()));
  const comment = inputs.comment
    ? await channel('comment', () => deliverComment(report, inputs, ours, whose))
    : undefined;
  await tellGone(comment?.gone ?? [], inputs);
  writeOutputs({ ...BLOCKED, ...renderOutputs(report), report: written ?? '', 'comment-url': comment?.url ?? '' });
}

/** What earlier runs reported is known only once the comment was read. */
async function tellGone(gone: readonly Gone[], { summary, runner: { summaryFile } }: ActionInputs): Promise<void> {
  if (gone.length === 0) return;
  printInert(renderGoneTerminal(gone, LOG_WIDTH));
  if (summary && summaryFile !== undefined)
    await channel('summary', () => appendSummary(summaryFile, () => renderGone(gone)));
}

async function channel<T>(name: string, say: () => Promise<T>): Promise<T | undefined> {
  try {
    return await say();
  } catch (error) {
    warning(`${name}: ${endingOf(error, false).message}`);
    return undefined;
  }
}
