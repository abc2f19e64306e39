/** A workflow command that acted. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands the runner registers (actions/runner, ActionCommandManager.cs and its extensions). */
export const REGISTERED: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/**
 * The commands in a step's output that act, by the runner's rules (ActionCommand.cs, ActionCommandManager.cs): `::name
 * key=value::message` where a line begins with it after blanks, the older `##[name key=value;]message` anywhere in one,
 * neither between `::stop-commands::token` and `::token::`.
 */
export function acted(output: string): Command[] {
  const commands: Command[] = [];
  let token: string | undefined;
  for (const line of output.split(/\r\n|\n|\r/)) {
    const command = current(line, token) ?? older(line, token);
    if (command === undefined) continue;
    if (token !== undefined) {
      if (command.name === token) token = undefined;
    } else if (command.name === 'stop-commands') token = command.message;
    else commands.push(command);
  }
  return commands;
}

function current(line: string, token: string | undefined): Command | undefined {
  const text = line.trimStart();
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  return command(text.slice(2, end), ' ', ',', text.slice(end + 2), token, (value) =>
    value.replaceAll('%3A', ':').replaceAll('%2C', ','),
  );
}

function older(line: string, token: string | undefined): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return command(line.slice(start + 3, end), ' ', ';', line.slice(end + 1), token, (value) =>
    value.replaceAll('%3B', ';').replaceAll('%5D', ']'),
  );
}

function command(
  head: string,
  blank: string,
  between: string,
  message: string,
  token: string | undefined,
  plain: (value: string) => string,
): Command | undefined {
  const space = head.indexOf(blank);
  const name = space < 0 ? head : head.slice(0, space);
  if (!REGISTERED.has(name.toLowerCase()) && name !== token) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(between)) {
    const equals = pair.indexOf('=');
    if (equals > 0) properties[pair.slice(0, equals)] = lineEnds(plain(pair.slice(equals + 1)));
  }
  return { name, properties, message: lineEnds(message) };
}

function lineEnds(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
