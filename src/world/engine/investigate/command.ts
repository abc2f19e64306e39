import { posix } from 'node:path';

/** Small programs that only start another one and reap its children. */
const STARTERS = new Set(['tini', 'tini-static', 'dumb-init', 'docker-init', 'catatonit']);
const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

/**
 * The command that a command starts in its turn: after `tini --`, in `sh -c '…'`, or the arguments of a start script that
 * ends in `exec "$@"`. Undefined when it starts none, or none that can be told from its words.
 * @param script the text of the program, where it is a script
 */
export function innerCommand(command: readonly string[], script: string | undefined): readonly string[] | undefined {
  const [program = '', ...rest] = command;
  const name = posix.basename(program);
  if (STARTERS.has(name)) return afterOptions(rest);
  if (SHELLS.has(name)) return rest[0] === '-c' ? inShell(rest[1] ?? '') : undefined;
  return script?.includes('"$@"') === true && rest.length > 0 ? rest : undefined;
}

function afterOptions(words: readonly string[]): readonly string[] | undefined {
  const end = words.indexOf('--');
  if (end >= 0) return words.slice(end + 1);
  return words[0] === undefined || words[0].startsWith('-') ? undefined : words;
}

/** Only a first word that is a path: everything else may be the shell's own. */
function inShell(line: string): readonly string[] | undefined {
  const path = /^\s*(?:exec\s+)?(\/[\w./+-]+)(?:[\s;&|]|$)/.exec(line)?.[1];
  return path === undefined ? undefined : [path];
}

/** Where a program may be: at its path, or by its name in the directories of PATH. */
export function placesOf(program: string, directory: string, searchPath: string): string[] {
  if (program.includes('/')) return [posix.resolve(directory || '/', program)];
  return searchPath
    .split(':')
    .filter((each) => each.startsWith('/'))
    .map((each) => posix.join(each, program));
}

/** What a container without PATH gets. Fact: moby, daemon/pkg/oci, DefaultPathEnv */
export const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
