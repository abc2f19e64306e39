/** Longer lines are told apart by their beginning. */
const COMPARED = 400;

const SPACE = 1;
/** Characters of words, numbers, paths. */
const ATOM = 2;
const DIGIT = 4;
const HEX = 8;
const SLASH = 16;
const LETTER = 32;

const CLASSES = new Uint8Array(128);
function classify(characters: string, kind: number): void {
  for (const character of characters) CLASSES[character.charCodeAt(0)]! |= kind;
}
classify(' \t\r\n\f\v', SPACE);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', ATOM | LETTER);
classify('0123456789', ATOM | DIGIT);
classify('0123456789abcdefABCDEF-', HEX);
classify('.@~+-%$', ATOM);
classify('/\\', ATOM | SLASH);

/** Shorter ones may be words. */
const SHORTEST_HASH = 7;
const NUMBER = /\d+(?:\.\d+)*(?:(?:[mun]?s|[mhd]|min|secs?|[kKMGT]?i?B)(?![A-Za-z\d_]))?/g;
/** The unit of a number that stands before it. */
const UNIT = / (?:[mun]?s|[mhd]|min|secs?|seconds?|minutes?|hours?|[kKMGT]?i?B)(?![A-Za-z\d_])/y;

/**
 * A line without what differs between two runs of the same thing: paths, addresses, ids, hashes, times, durations, sizes,
 * numbers; white space is as good as any other. Two lines with the same template say the same. One pass, by hand: it is
 * done for each line of a whole log.
 */
export function templateText(line: string): string {
  const text = line.slice(0, COMPARED).trim();
  let masked = '';
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    let end = at + 1;
    if ((kind & SPACE) !== 0) {
      while ((kindAt(text, end) & SPACE) !== 0) end++;
      masked += ' ';
    } else if ((kind & ATOM) === 0) masked += text[at];
    else {
      let all = kind;
      let common = kind;
      for (let next = kindAt(text, end); (next & ATOM) !== 0; next = kindAt(text, ++end)) {
        all |= next;
        common &= next;
      }
      const atom = atomText(text.slice(at, end), all, common);
      masked += atom;
      if (atom.endsWith('0')) end = afterUnit(text, end);
    }
    at = end;
  }
  return masked;
}

function kindAt(text: string, at: number): number {
  return CLASSES[text.charCodeAt(at)] ?? 0;
}

/** @param all what some of its characters are @param common what all of them are */
function atomText(atom: string, all: number, common: number): string {
  if ((all & SLASH) !== 0) return (all & (LETTER | DIGIT)) === 0 ? atom : '<path>';
  if ((all & DIGIT) === 0) return atom;
  if ((common & HEX) !== 0 && (all & LETTER) !== 0 && atom.length >= SHORTEST_HASH) return '<id>';
  return atom.replace(NUMBER, '0');
}

function afterUnit(text: string, at: number): number {
  UNIT.lastIndex = at;
  return UNIT.test(text) ? UNIT.lastIndex : at;
}

/** The line's template as a number of 53 bits, small enough to keep for each line of a whole log. */
export function template(text: string): number {
  return hash(templateText(text));
}

/** Two 32-bit halves that mix like MurmurHash's end (public domain), joined to what a double holds exactly. */
function hash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}
