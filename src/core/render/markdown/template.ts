/** What a page is made of, each a block of its own: how it stands, a line for each cause, the first cause open, all else, and where it comes from. */
export const SLOTS = ['headline', 'causes', 'first', 'rest', 'footer'] as const;
export type Slot = (typeof SLOTS)[number];
export type Blocks = Readonly<Record<Slot, string>>;

/** A team's own layout of a page: its words, finished Markdown, and where the blocks stand among them. */
export interface Template {
  readonly parts: readonly (string | { readonly slot: Slot })[];
}

/** How a page stands that nobody has laid out. */
export const USUAL: Template = { parts: SLOTS.map((slot) => ({ slot })) };

/** A layout that cannot be; its message completes a sentence about the layout. */
export class BadTemplate extends Error {}

const ALONE = /^[ \t]*\{\{ *(?:([^{} ]+) *)?\}\}[ \t]*$/;
const ANYWHERE = /\{\{ *[\w-]+ *\}\}/;

/**
 * Reads a layout: Markdown in which `{{headline}}` and the other blocks stand, each on a line of its own.
 * @throws BadTemplate for a block that is not known, stands beside other words or twice, and where the headline is left out
 */
export function templateOf(text: string): Template {
  const parts: (string | { readonly slot: Slot })[] = [];
  let words: string[] = [];
  const flush = () => {
    const paragraph = words.join('\n').trim();
    if (paragraph !== '') parts.push(paragraph);
    words = [];
  };
  for (const line of text.split('\n')) {
    const [, name] = ALONE.exec(line) ?? [];
    if (name === undefined) {
      words.push(wordsOf(line));
      continue;
    }
    flush();
    parts.push({ slot: slotOf(name, parts) });
  }
  flush();
  if (!names(parts, 'headline')) throw new BadTemplate('holds no {{headline}}: nobody would see how it stands');
  return { parts };
}

function slotOf(name: string, before: Template['parts']): Slot {
  const slot = SLOTS.find((each) => each === name);
  if (slot === undefined)
    throw new BadTemplate(`names {{${name}}}; there are ${SLOTS.map((each) => `{{${each}}}`).join(', ')}`);
  if (names(before, slot)) throw new BadTemplate(`holds {{${slot}}} twice`);
  return slot;
}

function names(parts: Template['parts'], slot: Slot): boolean {
  return parts.some((part) => typeof part !== 'string' && part.slot === slot);
}

function wordsOf(line: string): string {
  const beside = ANYWHERE.exec(line);
  if (beside !== null) throw new BadTemplate(`has words beside ${beside[0]}; give it a line of its own`);
  return line;
}

/** What stands on a page beside its blocks. */
export function ownWords({ parts }: Template): readonly string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [part] : []));
}

/** The blocks as a layout has them, the words between them as they are. */
export function lay({ parts }: Template, blocks: Blocks): readonly string[] {
  return parts.map((part) => (typeof part === 'string' ? part : blocks[part.slot]));
}
