import { codeSpan, fence, link, prose } from '../safe/markdown.js';
import { shortAddress } from '../words.js';
import type { Block, PatternPage } from './page.js';

/** Addresses from the page being written. */
export interface PageLinks {
  /** Of another pattern's page; undefined for a reference to a family. */
  pattern(id: string): string | undefined;
  /** Of a recorded run's folder. */
  run(id: string): string;
}

/** A pattern's page as Markdown, ending in a line break. */
export function pageAsMarkdown(page: PatternPage, links: PageLinks): string {
  const blocks = [
    `# ${prose(page.title)}`,
    `\`${page.id}\` · **${page.severity}**`,
    ...page.sections.flatMap((section) => [
      `## ${section.heading}`,
      ...section.blocks.map((block) => blockText(block, links)),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function blockText(block: Block, links: PageLinks): string {
  switch (block.kind) {
    case 'prose':
      return prose(block.text);
    case 'list':
      return block.items.map((item) => `- ${block.checklist === true ? '[ ] ' : ''}${prose(item)}`).join('\n');
    case 'code':
      return fence(block.text, block.language);
    case 'steps':
      return block.steps.map((step, index) => numbered(step, index, links)).join('\n\n');
    case 'patterns':
      return block.ids.map((id) => linked(codeSpan(id), links.pattern(id))).join(', ');
    case 'addresses':
      return block.addresses.map((address) => `- ${link(codeSpan(shortAddress(address)), address)}`).join('\n');
    case 'runs':
      return block.runs.map((run) => `- ${runText(run, links)}`).join('\n');
  }
}

function runText({ id, title, tools }: (Block & { kind: 'runs' })['runs'][number], links: PageLinks): string {
  const versions = tools.length === 0 ? '' : ` (${prose(tools.join(', '))})`;
  return `${linked(codeSpan(id), links.run(id))}: ${prose(title)}${versions}`;
}

/** `link` is for web addresses; these are paths of the repository, made of ids alone. */
function linked(markdown: string, path: string | undefined): string {
  return path === undefined ? markdown : `[${markdown}](${path})`;
}

/** A list item whose further lines belong to it. */
function numbered(step: readonly Block[], index: number, links: PageLinks): string {
  const mark = `${index + 1}. `;
  const text = step.map((block) => blockText(block, links)).join('\n\n');
  return mark + text.replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`);
}
