/**
 * The gate every outside text passes before any sink's own escaping: `clean` for text that may have lines,
 * `oneLine` for names, captures and messages. Whatever must never leave, in any channel, is taken out here.
 */
import { unmarked } from '../../domain/quoted.js';

const SEQUENCES = /\x1B\[[0-?]*[ -/]*[@-~]|\x1B\][^\x07\x1B]*(?:\x07|\x1B\\)|\x9B[0-?]*[ -/]*[@-~]/g;
const CONTROLS = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u061C\u202A-\u202E\u2028\u2029\u2066-\u2069\uFFFE\uFFFF]/g;

/**
 * Outside text without what could act or deceive: terminal sequences and quotation marks go, other control and
 * direction-changing characters become visible, half surrogate pairs become U+FFFD. Tabs and \n stay.
 */
export function clean(text: string): string {
  const bare = unmarked(text).replace(SEQUENCES, '').replace(/\r\n?/g, '\n');
  return wellFormed(bare.replace(CONTROLS, picture));
}

/** The same on one line: every run of white space is one blank. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** At most `max` characters of cleaned text, never half a surrogate pair; what was cut is counted. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${(text.length - kept.length).toLocaleString('en-US')} characters more)`;
}

/** Half surrogate pairs become U+FFFD, so that the text can be written as UTF-8. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A control character as the picture Unicode has for it. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
