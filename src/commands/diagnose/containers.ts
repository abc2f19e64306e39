import { warning } from '@actions/core';
import type { Report } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { type DiagnoseRequest, diagnose } from '../../walk/diagnose.js';
import { seeContainers, tellsOfContainers } from '../../world/engine/see-containers.js';
import { printInert } from '../../world/sinks/log.js';

/** The containers that are wanted in any case, as sources. `alone` when there is nothing else to read. */
export async function wantedContainers(inputs: ActionInputs, alone: boolean): Promise<readonly Source[]> {
  return inputs.containers?.when === 'always' ? see(inputs, alone) : [];
}

/** With `docker: auto`, the same diagnosis again together with the containers, where the first one tells of some. */
export async function withContainers(report: Report, request: DiagnoseRequest, inputs: ActionInputs): Promise<Report> {
  if (inputs.containers?.when !== 'failed' || !tellsOfContainers(report)) return report;
  const containers = await see(inputs, false);
  if (containers.length === 0) return report;
  return diagnose({ ...request, sources: [...request.sources, ...containers] });
}

async function see({ containers, runner }: ActionInputs, alone: boolean): Promise<readonly Source[]> {
  const filters = containers?.filters ?? [];
  const seen = await seeContainers({ filters, environment: runner.childEnvironment, alone });
  // Whoever asked for the engine is to hear that there is none; names of containers are outside text.
  if (seen.trouble !== undefined && containers?.when === 'always') warning(seen.trouble);
  if (seen.notes.length > 0) printInert(seen.notes.join('\n'));
  return seen.sources;
}
