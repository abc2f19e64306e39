import type { Report } from '../../domain/report.js';
import { type Finding, findings, possibleFindings } from '../findings.js';
import { POSSIBLE_HEADING } from '../words.js';
import { DETAILS } from './detail.js';
import { footer } from './footer.js';
import { goneBlock } from './gone.js';
import { foldedHeadline, headline } from './headline.js';
import { jobsBlock } from './jobs.js';
import { rulesBlock } from './rules.js';
import { section } from './section.js';
import { reservations } from './sources.js';
import { findingsTable } from './table.js';

/** What a page may be. */
export interface Page {
  /** Hidden first line, finished Markdown; none when absent. */
  readonly marker?: string;
  /** Most that `measure` may say of the whole. */
  readonly limit: number;
  /** Characters or bytes. */
  readonly measure: (text: string) => number;
  /** Most findings told in full, and most rows of the table. */
  readonly told: number;
  readonly rows: number;
}

/** Blank line between blocks. */
const GAP = '\n\n';
/** Kept free for the sentence that counts what did not fit. */
const REMARK = 100;

/**
 * A report as a page of Markdown that never exceeds its limit: the headline and the verdict always, then as much of
 * the primary finding as fits, then of the others, in order; what does not fit is counted exactly.
 */
export function compose(report: Report, page: Page): string {
  const all = findings(report);
  const head = [...(page.marker === undefined ? [] : [page.marker]), headline(report, all)];
  const tail = footer(report);
  const room = new Room(page, [...head, tail]);
  const omitted = report.omitted ?? 0;
  if (room.over) return bare(page, all.length + omitted);

  const [primary, ...others] = all;
  const told =
    primary === undefined ? '' : room.richest(DETAILS.map((detail) => () => section(primary, report, detail)));
  const jobs = room.richest([300, 50, 0].map((max) => () => jobsBlock(report, max)));
  const possible = room.richest(DETAILS.map((detail) => () => possibleBlock(report, all.length > 0, detail)));
  const gone = room.richest([20, 5, 1].map((max) => () => goneBlock(report, max)));
  const rules = room.richest([20, 5, 0].map((max) => () => rulesBlock(report, max)));
  const notes = room.richest([20, 5, 0].map((max) => () => reservations(report, max)));
  const table =
    all.length > 3 ? room.richest(rowCounts(page.rows).map((rows) => () => tableBlock(all, report, rows))) : '';
  const folded = foldAll(others, report, page, room, table !== '');
  const left = remark(all.length + omitted, folded.length + 1, table !== '');
  return `${[...head, jobs, told, table, ...folded, left, possible, gone, rules, notes, tail].filter((block) => block !== '').join(GAP)}\n`;
}

/** What would explain a failure that nothing proves: the first one open where there is nothing else to tell. */
function possibleBlock(report: Report, folded: boolean, detail: (typeof DETAILS)[number]): string {
  const all = possibleFindings(report);
  if (all.length === 0) return '';
  const [first, ...others] = all.map((finding) => ({ finding, body: section(finding, report, detail) }));
  const blocks = others.map(({ finding, body }) => fold(foldedHeadline(finding), body));
  if (first === undefined) return '';
  if (!folded) return [first.body, ...blocks].join(GAP);
  return [`### ${POSSIBLE_HEADING}`, fold(foldedHeadline(first.finding), first.body), ...blocks].join(GAP);
}

/** What was not told in full, in numbers: a table has counted already what it does not list. */
function remark(all: number, told: number, listed: boolean): string {
  if (all <= told) return '';
  if (listed) return `Told in full: the first ${told} of ${all.toLocaleString('en-US')}.`;
  return `…and ${(all - told).toLocaleString('en-US')} more.`;
}

function tableBlock(all: readonly Finding[], report: Report, rows: number): string {
  const number = all.length + (report.omitted ?? 0);
  return `### All ${number.toLocaleString('en-US')} findings${GAP}${findingsTable(all, report, rows)}`;
}

/** The other findings, folded, in order, as many as fit. */
function foldAll(others: readonly Finding[], report: Report, page: Page, room: Room, numbered: boolean): string[] {
  const blocks: string[] = [];
  for (const [index, finding] of others.slice(0, page.told - 1).entries()) {
    const headline = foldedHeadline(finding, numbered ? index + 2 : undefined);
    const block = room.richest(DETAILS.map((detail) => () => fold(headline, section(finding, report, detail))));
    if (block === '') break;
    blocks.push(block);
  }
  return blocks;
}

function fold(summary: string, body: string): string {
  return ['<details>', `<summary>${summary}</summary>`, '', body, '', '</details>'].join('\n');
}

/** Fewer and fewer rows, to find a number that fits. */
function rowCounts(most: number): number[] {
  const counts = [];
  for (let rows = most; rows >= 1; rows = Math.floor(rows / 2)) counts.push(rows);
  return counts;
}

/** What is left to say where not even the headline fits. */
function bare(page: Page, failures: number): string {
  const sentence =
    failures === 0 ? 'No failure was found.' : `${failures.toLocaleString('en-US')} findings; no room to tell them.`;
  const text = [...(page.marker === undefined ? [] : [page.marker]), sentence, ''].join('\n');
  return page.measure(text) <= page.limit ? text : '';
}

/** How much of the limit is left. */
class Room {
  #left: number;
  readonly #measure: (text: string) => number;

  constructor(page: Page, fixed: readonly string[]) {
    this.#measure = page.measure;
    this.#left = page.limit - REMARK - fixed.reduce((sum, block) => sum + page.measure(block) + GAP.length, 0);
  }

  get over(): boolean {
    return this.#left < 0;
  }

  /** The first variant that fits, paid for; empty when none does. */
  richest(variants: readonly (() => string)[]): string {
    for (const variant of variants) {
      const text = variant();
      const cost = this.#measure(text) + GAP.length;
      if (cost > this.#left) continue;
      this.#left -= cost;
      return text;
    }
    return '';
  }
}
