import type { Source } from '../core/domain/source.js';
import type { SeenLine } from '../core/reading/lines.js';
import { LiteralIndex } from '../core/reading/literal-index.js';
import { readLines } from '../core/reading/read.js';
import { Ordinary } from '../core/telling/ordinary.js';

/** Nobody looks for a word in what passed. */
const NO_WORDS = LiteralIndex.build(['\u0001']);

/**
 * What runs that passed printed, line by line in bounded memory.
 * @throws what a source's `open` rejects with
 */
export async function ordinaryIn(sources: readonly Source[]): Promise<Ordinary> {
  const ordinary = new Ordinary();
  const everything = { wantsAll: true, take: ({ line }: SeenLine) => ordinary.add(line.text) };
  for (const source of sources) {
    const { error } = await readLines(source, NO_WORDS, everything);
    if (error !== undefined) throw error;
  }
  return ordinary;
}
