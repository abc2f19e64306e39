import { fail } from './discreet.js';
import { diagnoseMode } from './modes/diagnose.js';
import { gateMode } from './modes/gate.js';
import { mergeMode } from './modes/merge.js';
import { vouched } from './modes/vouched.js';
import { type ActionInputs, type Mode, readInputs } from './options/inputs.js';
import { BLOCKED, writeOutputs } from './sinks/outputs.js';

const MODES: Readonly<Record<Mode, (inputs: ActionInputs) => Promise<number>>> = {
  diagnose: diagnoseMode,
  gate: gateMode,
  merge: mergeMode,
};

/** Does what the inputs ask for; returns the exit code. */
async function main(): Promise<number> {
  writeOutputs(BLOCKED);
  const inputs = await vouched(readInputs(process.env));
  return MODES[inputs.mode](inputs);
}

main()
  .catch(fail)
  // A connection that lingers would keep the process, and the job, waiting.
  .then((exitCode) => process.exit(exitCode));
