/** What the runner puts before a line that one of its problem matchers recognised. */
const MARKER = /^##\[(?:error|warning|notice|debug)\]/;

/** A line's text without the runner's marker: `##[error]  3:5  error  …` becomes `  3:5  error  …`. */
export function unmarked(text: string): string {
  return text.startsWith('##[') ? text.replace(MARKER, '') : text;
}
