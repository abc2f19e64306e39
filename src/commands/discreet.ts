import { setFailed } from '@actions/core';
import { endingOf } from '../core/errors.js';
import { secretsIn } from '../core/redact/environment.js';
import { redactText } from '../core/redact/redactor.js';
import { isDebug } from '../settings/terminal.js';
import { printInert } from '../world/sinks/log.js';

/**
 * Imported before all that may fail while it is loaded (the toolkit reads the event then). From here on no workflow
 * command of ours holds a secret, whoever worded it: an answer of GitHub, a path, a debug message. What the user's command
 * prints comes as bytes and passes as it is: the runner masks that.
 */
const secrets = { secrets: secretsIn(process.env) };
const write = process.stdout.write.bind(process.stdout) as (chunk: unknown, ...rest: unknown[]) => boolean;
process.stdout.write = (chunk: unknown, ...rest: unknown[]) =>
  write(typeof chunk === 'string' && chunk.startsWith('::') ? redactText(chunk, secrets) : chunk, ...rest);

/** Says why the action ends; the stack only when asked for. Returns the exit code. */
export function fail(thrown: unknown): number {
  const ending = endingOf(thrown, isDebug(process.env));
  setFailed(ending.message);
  if (ending.stack !== undefined) printInert(redactText(ending.stack, secrets));
  return ending.exitCode;
}

process.on('uncaughtException', (thrown) => process.exit(fail(thrown)));
