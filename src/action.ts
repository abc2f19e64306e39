import { fail } from './commands/discreet.js';

// What stands above is imported first: it hears of whatever fails while the rest is loaded.
import './commands/begin.js';

import { diagnoseMode } from './commands/diagnose/mode.js';
import { gateMode } from './commands/gate/mode.js';
import { mergeMode } from './commands/merge/mode.js';
import { type ActionInputs, type Mode, readInputs } from './settings/inputs.js';
import { vouched } from './settings/vouched.js';

const MODES: Readonly<Record<Mode, (inputs: ActionInputs) => Promise<number>>> = {
  diagnose: diagnoseMode,
  gate: gateMode,
  merge: mergeMode,
};

/** Does what the inputs ask for; returns the exit code. */
async function main(): Promise<number> {
  const inputs = await vouched(readInputs(process.env));
  return MODES[inputs.mode](inputs);
}

main()
  .catch(fail)
  // A connection that lingers would keep the process, and the job, waiting.
  .then((exitCode) => process.exit(exitCode));
