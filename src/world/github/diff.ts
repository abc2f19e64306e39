/**
 * The lines of the new side that a diff shows, by number: only these can carry a review remark.
 * @param patch hunks in unified form, as the API's list of a pull request's files has them; absent for binary or large files
 */
export function shownLines(patch: string | undefined): ReadonlyMap<number, string> {
  const shown = new Map<number, string>();
  let line = 0;
  for (const text of (patch ?? '').split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk !== null) line = Number(hunk[1]);
    else if (text.startsWith('+') || text.startsWith(' ')) shown.set(line++, text.slice(1).replace(/\r$/, ''));
  }
  return shown;
}

/**
 * The lines of the new side that a diff adds or rewrites, by number; undefined where none are told of.
 * @param patch as `shownLines` takes it
 */
export function addedLines(patch: string | undefined): ReadonlySet<number> | undefined {
  if (patch === undefined) return undefined;
  const added = new Set<number>();
  let line = 0;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk !== null) line = Number(hunk[1]);
    else if (text.startsWith('+')) added.add(line++);
    else if (text.startsWith(' ')) line++;
  }
  return added;
}
