import { oneLine } from '../safe/clean.js';
import { plain, quotedLines, withoutCommands } from '../safe/terminal.js';
import { type Paint, painter } from '../terminal/style.js';
import { wrap } from '../terminal/wrap.js';
import type { Block, PatternPage } from './page.js';

export interface PageOptions {
  readonly colour: boolean;
  readonly width: number;
}

/** A pattern's page for a terminal, ending in a line break. */
export function pageAsTerminal(page: PatternPage, { colour, width }: PageOptions): string {
  const paint = painter(colour);
  const lines = [
    ...wrap(plain(page.title), width, `${page.severity} `, '   ').map((line) => paint('bold', line)),
    paint('cyan', page.id),
    paint('dim', '─'.repeat(width)),
    ...page.sections.flatMap(({ heading, blocks }) => ['', paint('green', heading), ...body(blocks, 2, width, paint)]),
  ];
  return `${withoutCommands(lines.join('\n').replace(/\n{3,}/g, '\n\n'))}\n`;
}

/** Paragraphs and code are parted by blank lines; a list follows its lead at once. */
function body(blocks: readonly Block[], indent: number, width: number, paint: Paint): string[] {
  return blocks.flatMap((block, index) => {
    const lines = blockLines(block, indent, width, paint);
    const joined = index === 0 || block.kind === 'list' || block.kind === 'runs';
    return joined ? lines : ['', ...lines];
  });
}

function blockLines(block: Block, indent: number, width: number, paint: Paint): string[] {
  const margin = ' '.repeat(indent);
  switch (block.kind) {
    case 'prose':
      return wrap(plain(block.text), width, margin);
    case 'list':
      return block.items.flatMap((item) => wrap(plain(item), width, `${margin}- `, `${margin}  `));
    case 'code':
      return quotedLines(block.text).map((line) => (line === '' ? '' : paint('cyan', `${margin}    ${line}`)));
    case 'steps':
      return block.steps.flatMap((step, index) => numbered(step, index, indent, width, paint));
    case 'patterns':
      return wrap(block.ids.join(', '), width, margin);
    case 'addresses':
      return block.addresses.map((address) => `${margin}${oneLine(address)}`);
    case 'runs':
      return block.runs.map(({ id, title }) => `${margin}- fixtures/${id}  ${paint('dim', oneLine(title))}`);
  }
}

/** A step's own blocks behind its number. */
function numbered(step: readonly Block[], index: number, indent: number, width: number, paint: Paint): string[] {
  const mark = `${' '.repeat(indent)}${index + 1}. `;
  const [first = '', ...rest] = body(step, mark.length, width, paint);
  return [...(index > 0 ? [''] : []), mark + first.slice(mark.length), ...rest];
}
