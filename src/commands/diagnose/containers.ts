import { warning } from '@actions/core';
import type { Report } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { type DiagnoseRequest, diagnose } from '../../walk/diagnose.js';
import { seeContainers, tellsOfContainers } from '../../world/engine/see-containers.js';
import type { CommandTime } from '../../world/engine/select.js';
import { printInert } from '../../world/sinks/log.js';

/** The containers that are wanted in any case, as sources. `alone` when there is nothing else to read. */
export async function wantedContainers(
  inputs: ActionInputs,
  alone: boolean,
  began?: number,
): Promise<readonly Source[]> {
  const command = began === undefined ? undefined : { began, only: false };
  return inputs.containers?.when === 'always' ? see(inputs, alone, command) : [];
}

/**
 * With `docker: auto`, the same diagnosis again together with the containers, where the first one tells of some, or where a
 * command failed: what it started may have died in silence.
 * @param began when the command that failed began
 */
export async function withContainers(
  report: Report,
  request: DiagnoseRequest,
  inputs: ActionInputs,
  began?: number,
): Promise<Report> {
  if (inputs.containers?.when !== 'failed') return report;
  const isTold = tellsOfContainers(report);
  if (began === undefined && !isTold) return report;
  const containers = await see(inputs, false, began === undefined ? undefined : { began, only: !isTold });
  if (containers.length === 0) return report;
  return diagnose({ ...request, sources: [...request.sources, ...containers] });
}

async function see(
  { containers, runner }: ActionInputs,
  alone: boolean,
  command?: CommandTime,
): Promise<readonly Source[]> {
  const filters = containers?.filters ?? [];
  const seen = await seeContainers({ filters, environment: runner.childEnvironment, alone, command });
  // Whoever asked for the engine is to hear that there is none; names of containers are outside text.
  if (seen.trouble !== undefined && containers?.when === 'always') warning(seen.trouble);
  if (seen.notes.length > 0) printInert(seen.notes.join('\n'));
  return seen.sources;
}
