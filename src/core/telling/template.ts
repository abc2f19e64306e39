/** Longer lines are told apart by their beginning. */
const COMPARED = 400;

/**
 * What differs between two runs of the same thing: addresses, ids, hashes, paths, times, durations, sizes, numbers; white
 * space is as good as any other. Every alternative is bounded or begins where a word begins, so one pass suffices.
 */
const VARIABLE =
  /(?<uuid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)|(?<url>\b[a-z][a-z+]{1,9}:\/\/[^\s"'<>)\]]+)|(?<path>(?<![\w.@~+-])(?:[a-z]:)?[\w.@~+-]*(?:[/\\][\w.@~+-]+)+[/\\]?)|(?<hash>\b(?=[a-f]{0,39}\d)[0-9a-f]{7,64}\b)|(?<number>\d+(?:[.,:]\d+)*(?:[ ]?(?:[µμnm]s|[smhd]|min|secs?|seconds?|minutes?|hours?|[kKMGT]i?B)\b)?)|(?<space>\s+)/gi;

const STANDS_FOR = { uuid: '<id>', url: '<url>', path: '<path>', hash: '<id>', number: '0', space: ' ' } as const;
const NAMES = Object.keys(STANDS_FOR) as (keyof typeof STANDS_FOR)[];

/** A line without what differs from run to run: two lines with the same template say the same. */
export function templateText(text: string): string {
  return text
    .slice(0, COMPARED)
    .trim()
    .replace(VARIABLE, (...found) => {
      const groups = found.at(-1) as Record<keyof typeof STANDS_FOR, string | undefined>;
      return STANDS_FOR[NAMES.find((name) => groups[name] !== undefined) ?? 'space'];
    });
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
