import type { Report } from '../../core/domain/report.js';
import { renderGateOutputs } from '../../core/render/gate/outputs.js';
import { renderGate } from '../../core/render/gate/page.js';
import { renderGateTerminal } from '../../core/render/gate/terminal.js';
import { renderJson } from '../../core/render/json.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { writeFileWhole } from '../../world/sinks/file.js';
import { printInert } from '../../world/sinks/log.js';
import { BLOCKED, writeOutputs } from '../../world/sinks/outputs.js';
import { appendSummary } from '../../world/sinks/summary.js';
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
