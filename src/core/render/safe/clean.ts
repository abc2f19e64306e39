/**
 * The gate every outside text passes before any sink's own escaping: `clean` for text that may have lines,
 * `oneLine` for names, captures and messages. Whatever must never leave, in any channel, is taken out here.
 */
import { unmarked } from '../../domain/quoted.js';

const SEQUENCES = /\x1B\[[0-?]*[ -/]*[@-~]|\x1B\][^\x07\x1B]*(?:\x07|\x1B\\)|\x9B[0-?]*[ -/]*[@-~]/g;
const CONTROLS = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\uFFFE\uFFFF]/g;
/**
 * What nobody sees: direction marks, zero widths, fillers, tag characters. A machine reads words in them that a person
 * does not. Unicode's Default_Ignorable_Code_Point, and the annotation marks.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]+/gu;
/** Of these the selectors of a picture's form (✔️) are left out without a word: nothing can be said with one. */
const SELECTOR = /(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]/gu;

/**
 * Outside text without what could act or deceive: terminal sequences and quotation marks go, other control characters
 * become visible, a run of invisible ones becomes one U+FFFD, as half surrogate pairs do. Tabs and \n stay.
 */
export function clean(text: string): string {
  const bare = unmarked(text).replace(SEQUENCES, '').replace(/\r\n?/g, '\n');
  return wellFormed(bare.replace(CONTROLS, picture).replace(SELECTOR, '').replace(INVISIBLE, '\uFFFD'));
}

/** JSON text in which everything that `clean` would change inside its strings is written as an escape, and means the same. */
function escapedJson(json: string): string {
  return json.replace(
    /[\x7F-\x9F\u2028\u2029\uFFFE\uFFFF\uE000\uE001\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu,
    (character) =>
      character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
  );
}

/** JSON of which no line is a runner's command: `##[` acts anywhere in a printed line, and means the same escaped. */
export function printableJson(json: string): string {
  return escapedJson(json).replaceAll('##[', '##\\u005b');
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
