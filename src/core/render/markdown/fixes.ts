import type { Diagnosis } from '../../domain/diagnosis.js';
import type { Fix } from '../../domain/pattern.js';
import { unmarked } from '../../domain/quoted.js';
import { patchesOf } from '../offered/patches.js';
import { clip } from '../safe/clean.js';
import { codeSpan, fence, prose } from '../safe/markdown.js';
import { count, saving } from '../words.js';
import type { Detail } from './detail.js';

/** How much of some steps is told. */
type Extent = Pick<Detail, 'prose' | 'code' | 'items'>;

/** Prose of several paragraphs. */
export function paragraphs(text: string, max: number): string[] {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .slice(0, 10)
    .map((paragraph) => prose(paragraph, max));
}

/** What the tool itself offers comes first; then one fix as it is, several as numbered steps. */
export function fixes(diagnosis: Diagnosis, extent: Extent): string {
  const offered = patchBlocks(diagnosis, extent);
  return [...offered, steps(diagnosis.fix, extent)].filter((block) => block !== '').join('\n\n');
}

/** Steps of a list, as many as `items` says. */
export function steps(all: readonly Fix[], extent: Extent): string {
  const shown = all.slice(0, extent.items).map((fix) => fixText(fix, extent));
  if (all.length > extent.items) shown.push(`…and ${count(all.length - extent.items, 'more step')}.`);
  if (shown.length <= 1) return shown.join('');
  return shown.map((text, index) => indented(`${index + 1}. `, text)).join('\n\n');
}

/** The first thing to do, alone: the tool's own replacement or else the first step. */
export function firstFix(
  diagnosis: Diagnosis,
  extent: Extent,
): { readonly text: string; readonly left: readonly Fix[] } {
  const offered = patchBlocks(diagnosis, extent);
  if (offered.length > 0) return { text: offered.join('\n\n'), left: diagnosis.fix };
  const [first, ...left] = diagnosis.fix;
  return { text: first === undefined ? '' : fixText(first, extent), left };
}

/** What the tool itself offers as replacement, as a patch. */
function patchBlocks({ occurrences }: Diagnosis, { items, code }: Extent): string[] {
  return patchesOf(occurrences)
    .filter(({ hunk }) => hunk.length <= code)
    .slice(0, items)
    .flatMap(({ file, message, hunk }) => [
      `The compiler offers this in ${codeSpan(file)}${message === '' ? '' : `: ${codeSpan(message)}`}`,
      fence(hunk, 'diff'),
    ]);
}

function fixText(fix: Fix, { prose: most, code }: Extent): string {
  return [
    ...paragraphs(fix.text, most),
    ...(fix.code === undefined ? [] : [fence(clip(unmarked(fix.code), code), fix.language)]),
    ...(fix.run === undefined ? [] : [fence(clip(unmarked(fix.run), code), 'sh')]),
  ].join('\n\n');
}

/** Commands that show whether it is mended. */
export function checks(all: readonly string[], { items, code }: Extent): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, items).map((command) => clip(unmarked(command), code));
  return ['Then check:', fence(shown.join('\n'), 'sh')];
}

/** What has to be saved before anything is run again. */
export function warnings(all: readonly string[], { items, prose: most }: Extent): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, items).map((item) => `- ${prose(saving(item), most)}`);
  return ['**First save what a rerun or restart would destroy:**', shown.join('\n')];
}

/** A list item whose further lines belong to it. */
function indented(mark: string, text: string): string {
  return mark + text.replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`);
}
