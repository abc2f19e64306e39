import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { warning } from '@actions/core';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { gatherSources } from '../../world/files/gather.js';
import { expandGlobs } from '../../world/files/globs.js';
import type { CommandRun } from '../../world/process/command.js';
import { runStep } from '../../world/process/step.js';
import { printInert } from '../../world/sinks/log.js';
import { passOutputsOn } from '../../world/sinks/outputs.js';

/** What the action has to read. */
export interface Collected {
  readonly sources: readonly Source[];
  /** What could not be read, each a sentence. */
  readonly problems: readonly string[];
}

/** Runs the user's command as a step, with a file of its own for outputs. */
export async function runUsersStep(script: string, { runner }: ActionInputs): Promise<CommandRun> {
  const outputs = join(runner.temporary, `whydunit-outputs-${randomUUID()}`);
  await writeFile(outputs, '');
  const environment = { ...runner.childEnvironment, GITHUB_OUTPUT: outputs };
  try {
    const step = await runStep(script, {
      temporary: runner.temporary,
      environment,
      onOutput: (chunk) => process.stdout.write(chunk),
    });
    for (const sentence of passOutputsOn(await readFile(outputs, 'utf8').catch(() => ''))) warning(sentence);
    return step;
  } finally {
    await rm(outputs, { force: true });
  }
}

/**
 * The logs named by globs. Beside a command they may be missing, it may have failed before it wrote them, and when they
 * cannot be read what it printed is still diagnosed.
 */
export async function collectLogs({ logs }: ActionInputs, besideCommand: boolean): Promise<Collected> {
  if (logs.length === 0) return { sources: [], problems: [] };
  const { paths, unmatched, notes } = await expandGlobs(logs);
  remark(notes);
  if (paths.length === 0 && !besideCommand) throw noLogs(logs);
  for (const pattern of unmatched) warning(`logs: no file matches ${pattern}`);
  if (paths.length === 0) return { sources: [], problems: [] };
  try {
    const gathered = await gatherSources(paths);
    remark(gathered.notes);
    return { sources: gathered.sources, problems: [] };
  } catch (error) {
    if (!besideCommand || !(error instanceof KnownError)) throw error;
    return { sources: [], problems: [error.message] };
  }
}

/** Notes hold names of files, which are outside text too. */
function remark(notes: readonly string[]): void {
  if (notes.length > 0) printInert(notes.join('\n'));
}

function noLogs(patterns: readonly string[]): KnownError {
  const fix = 'Check that the step before wrote it, e.g. cargo test 2>&1 | tee build.log';
  return new KnownError('no-logs', { where: 'logs', what: `no file matches ${patterns.join(' ')}`, fix });
}
