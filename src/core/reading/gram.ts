import { COMMON_GRAMS } from './common-grams.js';

/**
 * Four bytes in a row as one number, their case taken off. Letters differ from their other case by one bit; that it makes
 * some other characters alike matters little where what is found is looked at again.
 */
const GRAM_BYTES = 4;

/** Slots of the counts of three bytes. */
export const SLOTS = 4096;

export const GOLDEN = 0x9e3779b1;

/** Where three bytes are counted. */
export function slotOf(first: number, second: number, third: number): number {
  return Math.imul(((first | 32) << 16) | ((second | 32) << 8) | (third | 32), GOLDEN) >>> 20;
}

/** The gram that ends with a byte, by the one that ends before it; in the order in which a processor reads four bytes at once. */
export function nextGram(gram: number, byte: number): number {
  return (gram >>> 8) | ((byte | 32) << 24);
}

/** How many places `placeOfGram` knows; there are some thousands of literals. */
export const PLACES = 1 << 15;

/** A gram's place in a table. */
export function placeOfGram(gram: number): number {
  return Math.imul(gram, GOLDEN) >>> 17;
}

/** A gram of a text, and how common it is in logs where nothing failed. */
export interface Gram {
  readonly gram: number;
  /** How many of the text's bytes stand up to its end. */
  readonly end: number;
  /** In powers of two of what was counted. */
  readonly commonness: number;
}

const COUNTS = numbersOf(COMMON_GRAMS);

/** Digits to the base 36 as numbers. */
function numbersOf(digits: string): Uint8Array {
  const numbers = new Uint8Array(digits.length);
  for (let at = 0; at < numbers.length; at++) {
    const code = digits.charCodeAt(at);
    numbers[at] = code - (code < 0x61 ? 0x30 : 0x57);
  }
  return numbers;
}

/**
 * The rarest gram of a text that may be taken; undefined for none.
 * @param isFree whether a gram may be taken
 */
export function rarestGram(bytes: Uint8Array, isFree: (gram: number) => boolean = () => true): Gram | undefined {
  let best: Gram | undefined;
  let gram = 0;
  let before = 0;
  for (let at = 0; at < bytes.length; at++) {
    gram = nextGram(gram, bytes[at] as number);
    const count =
      at < 2 ? 0 : (COUNTS[slotOf(bytes[at - 2] as number, bytes[at - 1] as number, bytes[at] as number)] as number);
    // Both threes that it is made of: the rarer one bounds it, the other tells which of two is the rarer.
    const commonness = Math.min(before, count) + Math.max(before, count) / 64;
    before = count;
    if (at >= GRAM_BYTES - 1 && (best === undefined || commonness < best.commonness) && isFree(gram))
      best = { gram, end: at + 1, commonness };
  }
  return best;
}
