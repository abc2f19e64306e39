import type { Evidence } from '../../domain/diagnosis.js';
import { type Excerpt, excerpts } from '../excerpts.js';
import { codeSpan, fence, link } from '../safe/markdown.js';
import { count } from '../words.js';
import type { Detail } from './detail.js';

/**
 * The proving lines: above each fence the source and line it is cited by, inside it what the tool printed.
 * @param untold lines that are counted and not here
 */
export function evidenceBlocks(evidence: readonly Evidence[], detail: Detail, untold = 0): string[] {
  const shown = excerpts(evidence, detail);
  const blocks = shown.excerpts.flatMap((excerpt) => [
    caption(excerpt),
    fence(excerpt.lines.map((line) => `${line.gap ? '⋮\n' : ''}${line.text}`).join('\n')),
  ]);
  const omitted = shown.omitted + untold;
  if (omitted > 0) blocks.push(`…and ${count(omitted, 'more line')} of evidence.`);
  return blocks;
}

/** `build.log:42`, linked, and what the marks in the excerpt mean. */
function caption(excerpt: Excerpt): string {
  const cited = link(codeSpan(`${excerpt.source}:${excerpt.line}`), excerpt.url);
  const first = excerpt.lines[0]?.number ?? excerpt.line;
  const last = excerpt.lines.at(-1)?.number ?? excerpt.line;
  const range = first === last ? '' : `, lines ${first}–${last}`;
  return `${cited}${range}${excerpt.lines.some((line) => line.gap) ? ' (⋮ lines left out)' : ''}`;
}
