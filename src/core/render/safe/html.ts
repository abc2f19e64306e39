import { clip, oneLine } from './clean.js';
import { spans } from './prose.js';

/** Any text as the content of an HTML element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`|]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Prose on one line as HTML: quotations in code elements, everything else literally what it says. */
export function proseHtml(text: string, max?: number): string {
  return spans(text, max)
    .map((span) => (span.code ? codeHtml(span.text, Number.MAX_SAFE_INTEGER) : escapeHtml(span.text)))
    .join('')
    .trim();
}

/** Any text in a code element, on one line. */
export function codeHtml(text: string, max = 300): string {
  return `<code>${escapeHtml(clip(oneLine(text), max))}</code>`;
}
