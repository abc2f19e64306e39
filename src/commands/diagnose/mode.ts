import { error } from '@actions/core';
import { endingOf } from '../../core/errors.js';
import { redactText } from '../../core/redact/redactor.js';
import { compare } from '../../core/reports/compare.js';
import { noting } from '../../core/reports/noting.js';
import { withWhose } from '../../core/reports/whose/whose.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { rulesOfRun } from '../../settings/rules/of-run.js';
import { diagnose } from '../../walk/diagnose.js';
import { conclude } from '../deliver/conclude.js';
import { deliver } from '../deliver/deliver.js';
import { whoseOf } from '../whose.js';
import { earlierRun } from './baseline.js';
import { wantedContainers, withContainers } from './containers.js';
import { withDockerfile } from './dockerfile.js';
import { collectLogs, runUsersStep } from './logs.js';
import { collectRun } from './of-run.js';
import { rerunTransient } from './rerun.js';

/** Runs the user's command where there is one, diagnoses what it and others printed, says it; returns the exit code. */
export async function diagnoseMode(inputs: ActionInputs): Promise<number> {
  const { rules, ...trusted } = await rulesOfRun(inputs);
  const { patterns, waiving, redact, template } = rules;
  const began = inputs.run === undefined ? undefined : Date.now();
  const step = inputs.run === undefined ? undefined : await runUsersStep(inputs.run, inputs);
  try {
    const besides = step !== undefined || inputs.containers?.when === 'always';
    const fromRun = await collectRun(inputs, besides || inputs.logs.length > 0);
    const logs = await collectLogs(inputs, besides || fromRun.sources.length > 0);
    const read = [...(step === undefined ? [] : [step.source]), ...logs.sources, ...fromRun.sources];
    const sources = [...read, ...(await wantedContainers(inputs, read.length === 0, began))];
    const { failOn, secrets } = inputs;
    // Of what other jobs left, this one's end says nothing.
    const jobFailed = inputs.jobFailed && fromRun.sources.length === 0;
    const { context: run, attachments } = fromRun;
    const problems = [...inputs.missing, ...trusted.problems, ...logs.problems, ...fromRun.problems];
    const earlier = await earlierRun(inputs, sources, { patterns, redact, secrets });
    const request = {
      ...{ sources, patterns, waiving, redact, failOn, run, problems, secrets, attachments, jobFailed },
      ...(earlier?.ordinary !== undefined && { ordinary: earlier.ordinary }),
    };
    const failed = step !== undefined && step.exitCode !== 0 ? began : undefined;
    const found = await withContainers(await diagnose(request), request, inputs, failed);
    const compared = earlier === undefined ? found : compare(found, earlier.baseline);
    const startedHere = step !== undefined || inputs.containers !== undefined;
    const advised = await withDockerfile(
      compared,
      { here: startedHere, script: inputs.run },
      { secrets, expressions: redact },
    );
    const whose = await whoseOf(advised, inputs, fromRun.isSpent);
    const told = withWhose(advised, whose);
    const rerun = await rerunTransient(compared, inputs);
    // GitHub's own words may stand in them.
    const notes = trusted.notes.map((note) => redactText(note, inputs));
    const report = noting(told, [...notes, ...(rerun === undefined ? [] : [rerun])]);
    await deliver(report, inputs, { ...patterns, ...(template !== undefined && { template }) }, whose);
    return conclude(report, step?.exitCode ?? 0);
  } catch (thrown) {
    // Whatever went wrong with us, the command's own failure is told first.
    if (step === undefined || step.exitCode === 0) throw thrown;
    error(redactText(endingOf(thrown, false).message, inputs));
    return step.exitCode;
  }
}
