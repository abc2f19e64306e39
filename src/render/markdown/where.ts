import { markdownTable } from 'markdown-table';
import type { RunContext } from '../../domain/report.js';
import { type Place, position } from '../places.js';
import { codeCell } from '../safe/cell.js';
import { codeSpan, link } from '../safe/markdown.js';
import { codeAddress } from '../safe/path.js';
import { count } from '../words.js';

/**
 * Where a finding shows itself: one place in a sentence, a few as a list, many as a folded table.
 * @param omitted places that are counted and not told
 */
export function whereBlocks(places: readonly Place[], run: RunContext, max: number, omitted = 0): string[] {
  const [only] = places;
  if (only === undefined) return [];
  const all = places.length + omitted;
  if (all === 1) return [`Where: ${placeText(only, run)}`];
  const shown = places.slice(0, max);
  const more = all > shown.length ? `…and ${count(all - shown.length, 'more place')}` : undefined;
  if (shown.length <= 5) {
    const list = [...shown.map((place) => placeText(place, run)), ...(more ? [more] : [])];
    return [`Where: ${count(all, 'place')}`, list.map((item) => `- ${item}`).join('\n')];
  }
  return [
    `<details>\n<summary>Where: ${count(all, 'place')}</summary>`,
    placeTable(shown, run),
    ...(more ? [more] : []),
    '</details>',
  ];
}

/** `src/main.rs:14:9` as a link to the code, and who failed there. */
function placeText(place: Place, run: RunContext): string {
  const at = position(place);
  const name = place.name === undefined ? '' : codeSpan(place.name);
  if (at === undefined) return name;
  return `${link(codeSpan(at), codeAddress(run, place.file ?? '', place.line))}${name && ` in ${name}`}`;
}

function placeTable(places: readonly Place[], run: RunContext): string {
  const rows = places.map((place) => [placeCell(place, run), codeCell(place.name ?? ''), codeCell(place.message)]);
  return markdownTable([['Place', 'Name', 'Message'], ...rows], { alignDelimiters: false });
}

/** A place as a table cell, linked where it can be. */
export function placeCell(place: Place, run: RunContext): string {
  const at = position(place);
  if (at === undefined) return codeCell(place.name ?? '');
  return link(codeCell(at), codeAddress(run, place.file ?? '', place.line));
}
