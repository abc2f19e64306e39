import type { Report } from '../domain/report.js';
import type { ActionInputs } from '../options/inputs.js';
import { renderGateOutputs } from '../render/gate/outputs.js';
import { renderGate } from '../render/gate/page.js';
import { renderGateTerminal } from '../render/gate/terminal.js';
import { renderJson } from '../render/json.js';
import { writeFileWhole } from '../sinks/file.js';
import { printInert } from '../sinks/log.js';
import { BLOCKED, writeOutputs } from '../sinks/outputs.js';
import { appendSummary } from '../sinks/summary.js';
import { channel } from './channel.js';

const LOG_WIDTH = 110;

/** Says what the gate says: in the log, the job summary, a file and the outputs. It writes to nobody's pull request. */
export async function deliverGate(report: Report, { json, summary, runner }: ActionInputs): Promise<void> {
  printInert(renderGateTerminal(report, { colour: true, width: LOG_WIDTH }));
  const written = await channel('json', async () => {
    await writeFileWhole(json, renderJson(report));
    return json;
  });
  const { summaryFile } = runner;
  if (summary && summaryFile !== undefined)
    await channel('summary', () => appendSummary(summaryFile, (limit) => renderGate(report, limit)));
  writeOutputs({ ...BLOCKED, ...renderGateOutputs(report), report: written ?? '' });
}
