/**
 * `{one_test|what to run else}` in a command: what runs nothing but the failing test, where its runner and its name are known.
 * It is made here and not read from the log, and may be several words.
 */
export const ONE_TEST = 'one_test';

/** The last word of a capture's name, or of `failure.…` and `facts.…`, as it stands in prose: `exit code`. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('_', ' ');
}

/**
 * What stands in a command for a value that is not known or cannot be pasted: `SOURCE` for `source`, as manuals write it. A
 * `<source>` would be a redirection to a shell.
 */
export function metavariable(name: string): string {
  return lastWord(name).replaceAll(' ', '_').toUpperCase();
}
