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
