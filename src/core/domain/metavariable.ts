/**
 * What stands in a command for a value that is not known or cannot be pasted: `SOURCE` for `source`, as manuals write it. A
 * `<source>` would be a redirection to a shell.
 * @param name a capture or `failure.…`, `facts.…`
 */
export function metavariable(name: string): string {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replaceAll('-', '_')
    .toUpperCase();
}
