/** Text from outside made safe for GitHub Markdown. All results are free of line breaks, except `fence`. */
import { clean, clip, oneLine } from './clean.js';
import { type Span, spans } from './prose.js';

/** Prose as Markdown: quotations are code spans, everything else is literally what it says. */
export function prose(text: string, max?: number): string {
  return inline(spans(text, max));
}

/** Spans as Markdown, `code` being how code is written where they will stand. */
export function inline(all: readonly Span[], code: typeof codeSpan = codeSpan): string {
  return all
    .map((span) => (span.code ? code(span.text, Number.MAX_SAFE_INTEGER) : escapeText(span.text)))
    .join('')
    .trim()
    .replace(/^(#|[-+=]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

/** A code span around any text, in more backticks than the text holds in a row. */
export function codeSpan(text: string, max = 300): string {
  const content = clip(oneLine(text), max);
  if (content === '') return '';
  const ticks = '`'.repeat(longestRun(content) + 1);
  const padding = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${content}${padding}${ticks}`;
}

/** A fenced block around any text, verbatim but for control characters, in a fence longer than any run of backticks in it. */
export function fence(text: string, language = 'text'): string {
  let content = clean(text);
  while (content.endsWith('\n')) content = content.slice(0, -1);
  const ticks = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${ticks}${infoString(language)}\n${content}\n${ticks}`;
}

/**
 * A link on finished Markdown; only the Markdown where the address is not a web address, or where `]:` in it could make
 * a link definition of the line.
 */
export function link(markdown: string, address: string | undefined): string {
  const target = address === undefined ? undefined : webAddress(address);
  return target === undefined || markdown === '' || markdown.includes(']:') ? markdown : `[${markdown}](${target})`;
}

/** A web address with everything encoded that could end a Markdown link or an attribute, or undefined when it is none. */
export function webAddress(address: string): string | undefined {
  if (!/^https?:\/\/[^/\s]/.test(address) || /[\x00-\x1F\x7F]/.test(address) || address.length > 2_000)
    return undefined;
  return clean(address).replace(/[^A-Za-z0-9\-._~:/?#@!$&*+,;=%]/gu, (character) => {
    const encoded = encodeURIComponent(character);
    return encoded.startsWith('%') ? encoded : `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** Words as they are: nothing in them is Markdown any more. Mentions and references are for `spans` to find first. */
function escapeText(text: string): string {
  return text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** A fence's language, unless it is one a forge would draw a picture of. */
function infoString(language: string): string {
  const known = /^[A-Za-z0-9+#-]{1,20}$/.test(language);
  return known && !/^(mermaid|math|geojson|topojson|stl)$/i.test(language) ? language : 'text';
}
