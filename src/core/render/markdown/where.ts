import { markdownTable } from 'markdown-table';
import type { RunContext } from '../../domain/report.js';
import { type Place, type PlaceInRun, position } from '../places.js';
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

/** `src/main.rs:14:9` as a link to the code, who failed there, and in which job and step, as a link to the log. */
export function placeText(place: Place, run: RunContext): string {
  const at = position(place);
  const name = place.name === undefined ? '' : codeSpan(place.name, 100);
  const code = at === undefined ? '' : link(codeSpan(at), codeAddress(run, place.file ?? '', place.line));
  const what = [code, name].filter((part) => part !== '').join(' in ');
  return [what, ...(place.run === undefined ? [] : [inRun(place.run, codeSpan)])]
    .filter((part) => part !== '')
    .join(' · ');
}

/** `test (3.12)` · step `Run pytest`, linked to the log line. */
function inRun({ job, step, url }: PlaceInRun, code: typeof codeSpan): string {
  return link(step === undefined ? code(job) : `${code(job)} · step ${code(step)}`, url);
}

/** Columns that would be empty are left out. */
function placeTable(places: readonly Place[], run: RunContext): string {
  const columns: readonly (readonly [string, (place: Place) => string])[] = [
    ['Place', (place) => codeCellOf(place, run)],
    ['Job', (place) => (place.run === undefined ? '' : inRun(place.run, codeCell))],
    ['Name', ({ name = '' }) => (name === '' ? '' : codeCell(name))],
    ['Message', ({ message }) => codeCell(message)],
  ];
  const used = columns.filter(([, cell]) => places.some((place) => cell(place) !== ''));
  const rows = places.map((place) => used.map(([, cell]) => cell(place)));
  return markdownTable([used.map(([heading]) => heading), ...rows], { alignDelimiters: false });
}

function codeCellOf(place: Place, run: RunContext): string {
  const at = position(place);
  return at === undefined ? '' : link(codeCell(at), codeAddress(run, place.file ?? '', place.line));
}

/** A place as a table cell, linked where it can be. */
export function placeCell(place: Place, run: RunContext): string {
  const code = codeCellOf(place, run);
  if (code !== '') return code;
  return place.name === undefined && place.run !== undefined ? inRun(place.run, codeCell) : codeCell(place.name ?? '');
}
