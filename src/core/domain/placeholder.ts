/**
 * `{one_test|what to run else}` in a command: what runs nothing but the failing test, where its runner and its name are known.
 * It is made here and not read from the log, and may be several words.
 */
export const ONE_TEST = 'one_test';

/** The last word of a capture's name, or of `failure.…` and `facts.…`, as it stands in prose: `exit code`. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('_', ' ');
}

/** What people have to put in themselves, and where they find it; anything else goes by the name of its placeholder. */
const FOUND: Readonly<Record<string, string>> = {
  COMMAND: 'the command that failed',
  CONTAINER: "the container's name, see `docker ps -a`",
  HOST: 'the name of the machine that answers',
  IMAGE: 'the name of the image',
  PID: 'the number of the process, see `ps aux`',
  POD: "the pod's name, see `kubectl get pods`",
  PORT: 'the port that the program listens on, see `ss -ltn`',
  PROGRAM: 'the program that failed, with its path',
  SANDBOX: 'the id of the sandbox, see `modal container list`',
  SERVICE: 'the name of the service in the Compose file',
  URL: 'the address that was asked',
};

/** Words of a placeholder's own alternative that are no value but stand for one; `HEAD` is a value of git's. */
const STAND_IN = /(?<![\w$-])[A-Z][A-Z_]+(?![\w=-])/g;

/**
 * What a placeholder that nothing filled leaves to be put in: by the word that stands there now, a sentence without a stop.
 * @param instead what the pattern has in its place, where it has anything
 */
export function leftOpen(name: string, instead = metavariable(name)): ReadonlyMap<string, string> {
  const words = instead.match(STAND_IN) ?? [];
  const own = words.filter((word) => Object.hasOwn(FOUND, word) || word === metavariable(name));
  return new Map(own.map((word) => [word, `${word} stands for ${FOUND[word] ?? `the ${lastWord(name)}`}`]));
}

/**
 * What stands in a command for a value that is not known or cannot be pasted: `SOURCE` for `source`, as manuals write it. A
 * `<source>` would be a redirection to a shell.
 */
export function metavariable(name: string): string {
  return lastWord(name).replaceAll(' ', '_').toUpperCase();
}
