import { readFileSync } from 'node:fs';
import { KnownError, reasonOf } from '../core/errors.js';
import { BLOCKED, writeOutputs } from '../world/sinks/outputs.js';
import { fail } from './discreet.js';

/**
 * Imported before all that looks at the event: the toolkit reads it while it is loaded, and what fails then would leave
 * no output behind. Whoever reads the outputs after a crash finds `blocked`.
 */
try {
  writeOutputs(BLOCKED);
  readEvent(process.env['GITHUB_EVENT_PATH']);
} catch (error) {
  process.exit(fail(error));
}

function readEvent(path: string | undefined): void {
  if (path === undefined || path === '') return;
  try {
    JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error);
    throw new KnownError('platform', { where: 'GITHUB_EVENT_PATH', what: `the event cannot be read: ${why}` }, error);
  }
}
