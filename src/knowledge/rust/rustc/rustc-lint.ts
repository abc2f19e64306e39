/** Finds the lint behind an error: rustc says so in a note, once per crate; clippy in the address of each lint's page. */

const BY_FLAG = /`-[DF] ([A-Za-z][\w:-]*)`/;
const BY_ATTRIBUTE = /`#!?\[(?:deny|forbid)\(([\w:]+)\)\]`/;
const CLIPPY_PAGE = /rust-clippy\/\S{0,40}#(\w+)/;

/** The lint a note names (`= note: `-D unused-variables` implied by `-D warnings``), in source spelling: `unused_variables`. */
export function lintInNote(text: string): string | undefined {
  const named = BY_FLAG.exec(text) ?? BY_ATTRIBUTE.exec(text);
  if (named) return (named[1] as string).replaceAll('-', '_');
  const page = text.includes('rust-clippy') ? CLIPPY_PAGE.exec(text) : null;
  return page ? `clippy::${page[1]}` : undefined;
}

/** True for the note after which the `#![deny(…)]` line is shown. */
export function announcesLintLevel(text: string): boolean {
  return text.includes('the lint level is defined here') || text.includes('lint level defined here');
}

/** What the carets of the line below a quoted source line underline. */
export function underlined(source: string, carets: string): string | undefined {
  const from = carets.indexOf('^');
  if (from < 0) return undefined;
  let to = from;
  while (carets[to] === '^') to++;
  const word = source.slice(from, to).trim();
  return /^[\w:]{2,80}$/.test(word) ? word : undefined;
}

/** A message without its names and numbers: two errors of the same lint have the same shape. */
export function shapeOf(message: string): string {
  return message.replace(/`[^`]*`/g, '`_`').replace(/\d+/g, '0');
}

/** Messages only these lints print, for errors whose note was cut off. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^unused imports?: `/, 'unused_imports'],
  [/^unused variable: `/, 'unused_variables'],
  [/^unused .{1,200} that must be used$/, 'unused_must_use'],
  [/^unused doc comment$/, 'unused_doc_comments'],
  [/^unnecessary (?:parentheses|braces) around /, 'unused_parens'],
  [/^variable does not need to be mutable$/, 'unused_mut'],
  [/^value assigned to `.{1,200}` is never read$/, 'unused_assignments'],
  [/ (?:is|are) never (?:used|read|constructed)$/, 'dead_code'],
  [/^unreachable (?:statement|expression|call)$/, 'unreachable_code'],
  [/^unreachable pattern$/, 'unreachable_patterns'],
  [/^use of deprecated /, 'deprecated'],
  [/^missing documentation for /, 'missing_docs'],
  [/^unexpected `cfg` condition /, 'unexpected_cfgs'],
];

/** The lint a message must come from; undefined for messages that others print too. */
export function lintOfMessage(message: string): string | undefined {
  return MESSAGES.find(([shape]) => shape.test(message))?.[1];
}
