/** Cells of a Markdown table. A cell ends at any `|` that is not escaped, inside code too. */
import { codeSpan, inline } from './markdown.js';
import { spans } from './prose.js';

/** Prose as the content of a table cell. */
export function proseCell(text: string, max = 200): string {
  return inline(spans(text, max), codeCell);
}

/**
 * Any text in a code element, as (part of) a table cell. Parsers disagree on `\` before `|` in code, so a blank parts
 * them.
 */
export function codeCell(text: string, max = 200): string {
  return codeSpan(text.replace(/\\(?=\|)/g, '\\ '), max).replaceAll('|', '\\|');
}
