import { isStandIn } from './likeness.js';

/** What a line must hold to be worth asking. */
export const MASK_LITERAL = 'add-mask';

const COMMANDS = ['::add-mask::', '##[add-mask]'];
const LONGEST = 16 * 1024;

/**
 * The value that a line of a log tells the runner to mask: a workflow command, run or only traced by the shell. In
 * a log GitHub keeps the value is masked already; in what a command printed it is not.
 */
export function maskedValue(line: string): string | undefined {
  for (const command of COMMANDS) {
    const at = line.indexOf(command);
    if (at < 0) continue;
    const value = unescaped(line.slice(at + command.length, at + command.length + LONGEST).trim());
    const bare = value.replace(/^(["'])(.*)\1$/, '$2').replace(/["']$/, '');
    return bare === '' || isStandIn(bare) ? undefined : bare;
  }
  return undefined;
}

/** Values of commands are written with these escapes: actions/toolkit, packages/core/src/command.ts. */
function unescaped(value: string): string {
  return value.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%25/g, '%');
}
