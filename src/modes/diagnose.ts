import { error } from '@actions/core';
import { loadCatalogue } from '../catalogue/load.js';
import { collectLogs, runUsersStep } from '../collect.js';
import { deliver } from '../deliver.js';
import { diagnose } from '../diagnose.js';
import { endingOf } from '../errors.js';
import type { ActionInputs } from '../options/inputs.js';
import { readPatternFiles } from '../sources/pattern-files.js';
import { conclude } from './conclude.js';

/** Runs the user's command where there is one, diagnoses what it and others printed, says it; returns the exit code. */
export async function diagnoseMode(inputs: ActionInputs): Promise<number> {
  const patterns = await loadCatalogue(await readPatternFiles(inputs.patterns));
  const step = inputs.run === undefined ? undefined : await runUsersStep(inputs.run, inputs);
  try {
    const logs = await collectLogs(inputs, step !== undefined);
    const sources = [...(step === undefined ? [] : [step.source]), ...logs.sources];
    const { failOn, context } = inputs;
    const report = await diagnose({ sources, patterns, failOn, run: context, problems: logs.problems });
    await deliver(report, inputs, patterns.patterns);
    return conclude(report, step?.exitCode ?? 0);
  } catch (thrown) {
    // Whatever went wrong with us, the command's own failure is told first.
    if (step === undefined || step.exitCode === 0) throw thrown;
    error(endingOf(thrown, false).message);
    return step.exitCode;
  }
}
