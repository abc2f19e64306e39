import type { Line } from '../domain/line.js';
import { withoutEscapes } from '../escapes.js';
import { inEnglish } from './in-english.js';
import { jsonLogMessage } from './json-log.js';
import { withoutMargin } from './margin.js';
import { stripPrefixes } from './prefix.js';

/** Colour codes that lost their escape byte when a program copied them as text (`[31;1m`, `[0K`, `[K`); not a word in brackets (`[main]`, `[Killed]`). */
const LOST_ESCAPE = /\[(?<=(?:^|[\s>])\[)(?:\d{1,3}(?:;\d{1,3}){0,4}[mK]|[mK](?![^[\]]{0,60}\]))/g;
/** What no reader should see: C0 controls but tab, DEL, C1. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Makes a `Line` of raw text.
 * @param number 1-based number of the raw line
 * @param raw its text, with colour codes
 * @param clipped true where it is a piece of a longer line
 * @param margin spaces in front of every line of the text
 */
export function makeLine(number: number, raw: string, clipped: boolean, margin = 0): Line {
  const bare = withoutMargin(cleanText(raw), margin);
  const clean = withoutEntities(bare);
  const line: Line = { number, last: number, clipped, ...stripPrefixes(clean) };
  const said = jsonLogMessage(line.text) ?? line.text;
  const text = inEnglish(said);
  if (text === line.text && clean === bare) return line;
  return { ...line, text, verbatim: clean === bare ? line.text : stripPrefixes(bare).text };
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', amp: '&' };

/** A text that was copied out of a page's source has its quotes and angles as entities; a document has angles too. */
function withoutEntities(text: string): string {
  if (!text.includes('&') || /[<>]/.test(text)) return text;
  return text.replace(/&(?:(quot|apos|lt|gt|nbsp|amp)|#0?39|#x27);/g, (_, name?: string) =>
    name ? ENTITIES[name]! : "'",
  );
}

/** Takes colour codes and control characters off. */
export function cleanText(raw: string): string {
  const printable = withoutEscapes(raw).replace(CONTROL, '');
  return printable.includes('[') ? printable.replace(LOST_ESCAPE, '') : printable;
}
