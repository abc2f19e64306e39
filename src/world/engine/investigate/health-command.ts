import type { Answer } from '../connection/answer.js';
import type { Findings } from '../findings.js';
import { placesOf, USUAL_PATH } from './command.js';
import type { ContainerFiles } from './container-files.js';
import { variablesOf } from './variables.js';

/** Whether the program that the health check starts is in the image. */
export async function investigateHealthCommand(files: ContainerFiles, inspect: Answer): Promise<Findings> {
  const program = healthProgram(inspect.texts('Config', 'Healthcheck', 'Test'));
  if (program === undefined) return {};
  const searchPath = variablesOf(inspect).get('PATH') || USUAL_PATH;
  const found = await files.findFile(placesOf(program, inspect.text('Config', 'WorkingDir'), searchPath));
  const isMissing = found === undefined && !files.isExhausted;
  return isMissing ? { missingHealthCommand: program } : {};
}

/** Words of the shell, which no file stands for. */
const OF_THE_SHELL = /^(?:exit|test|\[|\[\[|if|for|while|cd|echo|true|false|!|\(|\{|set|export|\w+=.*|.*[$`*'"\\].*)$/;

/** `["CMD", "curl", …]` and the first word of `["CMD-SHELL", "curl -f … || exit 1"]`. */
export function healthProgram([kind, ...words]: readonly string[]): string | undefined {
  if (kind === 'CMD') return words[0];
  if (kind !== 'CMD-SHELL') return undefined;
  const first = (words[0] ?? '').trim().split(/[\s;&|<>]+/, 1)[0] ?? '';
  return first === '' || OF_THE_SHELL.test(first) ? undefined : first;
}
