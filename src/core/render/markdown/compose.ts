import type { Report } from '../../domain/report.js';
import { type Finding, findings, possibleFindings } from '../findings.js';
import { prose } from '../safe/markdown.js';
import { failedTests } from '../standing.js';
import { POSSIBLE_HEADING } from '../words.js';
import { causeLines, LISTED, titleLink } from './causes.js';
import { DETAILS, type Detail } from './detail.js';
import { failedTestsBlock } from './failed-tests.js';
import { footer } from './footer.js';
import { goneBlock } from './gone.js';
import { foldedHeadline, headline } from './headline.js';
import { jobsBlock } from './jobs.js';
import { opened } from './opened.js';
import { rulesBlock } from './rules.js';
import { section } from './section.js';
import { reservations } from './sources.js';
import { findingsTable } from './table.js';
import { lay, ownWords, type Template, USUAL } from './template.js';

/** What a page may be. */
export interface Page {
  /** Hidden first line, finished Markdown; none when absent. */
  readonly marker?: string;
  /** Heading above everything, any text. */
  readonly title?: string;
  /** How it is laid out; the usual way when absent. */
  readonly template?: Template;
  /** Whether those who answer for a place are told of it. */
  readonly mention?: boolean;
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
 * A report as a page of Markdown that never exceeds its limit: how it stands, a line for each cause, the first one open;
 * then, folded, as much as fits of all else; what does not fit is counted exactly.
 */
export function compose(report: Report, page: Page): string {
  const all = findings(report);
  const { template = USUAL } = page;
  const above = [...(page.marker === undefined ? [] : [page.marker]), ...heading(page.title)];
  const stands = headline(report, all);
  const tail = footer(report);
  const room = new Room(page, [...above, ...ownWords(template), stands, tail]);
  const omitted = report.omitted ?? 0;
  if (room.over) return bare(page, all.length + omitted);

  const [first, ...others] = all;
  const causes = room.richest([() => causeLines(all, report, page.mention)]);
  const told =
    first === undefined ? '' : room.richest(DETAILS.map((detail) => () => firstBlock(first, all, report, detail)));
  const jobs = room.richest([300, 50, 0].map((max) => () => jobsBlock(report, max)));
  const tests = room.richest([200, 20, 0].map((max) => () => failedTestsBlock(failedTests(all), max)));
  const possible = room.richest(DETAILS.map((detail) => () => possibleBlock(report, all.length > 0, detail)));
  const gone = room.richest([20, 5, 1].map((max) => () => goneBlock(report, max)));
  const rules = room.richest([20, 5, 0].map((max) => () => rulesBlock(report, max)));
  const notes = room.richest([20, 5, 0].map((max) => () => reservations(report, max)));
  const table =
    all.length > LISTED || (omitted > 0 && all.length > 1)
      ? room.richest(rowCounts(page.rows).map((rows) => () => tableBlock(all, report, rows)))
      : '';
  const folded = foldAll(others, report, page, room);
  const left = remark(all.length + omitted, folded.length + 1, table !== '');
  const rest = blocks([...folded, table, left, tests, jobs, possible, gone, rules, notes]);
  return `${blocks([...above, ...lay(template, { headline: stands, causes, first: told, rest, footer: tail })])}\n`;
}

/** One below the other, without those that are empty. */
export function blocks(all: readonly string[]): string {
  return all.filter((block) => block !== '').join(GAP);
}

/** The workflow's own words above a page, where it has some. */
export function heading(title: string | undefined): string[] {
  return title === undefined ? [] : [`### ${prose(title, 120)}`];
}

/** The first finding, under its name where there are others. */
function firstBlock(first: Finding, all: readonly Finding[], report: Report, detail: Detail): string {
  const body = opened(first, report, detail);
  return all.length === 1 ? body : `### 1 · ${titleLink(first, 160)}${GAP}${body}`;
}

/** What would explain a failure that nothing proves: the first one open where there is nothing else to tell. */
function possibleBlock(report: Report, folded: boolean, detail: (typeof DETAILS)[number]): string {
  const all = possibleFindings(report);
  if (all.length === 0) return '';
  const [first, ...others] = all.map((finding) => ({ finding, body: opened(finding, report, detail) }));
  const folds = others.map(({ finding, body }) => fold(foldedHeadline(finding), body));
  if (first === undefined) return '';
  if (!folded) return [first.body, ...folds].join(GAP);
  return [`### ${POSSIBLE_HEADING}`, fold(foldedHeadline(first.finding), first.body), ...folds].join(GAP);
}

/** What was not told in full, in numbers: a table has counted already what it does not list. */
function remark(all: number, told: number, listed: boolean): string {
  if (all <= told) return '';
  if (listed) return `Told in full: the first ${told} of ${all.toLocaleString('en-US')}.`;
  return `…and ${(all - told).toLocaleString('en-US')} more.`;
}

function tableBlock(all: readonly Finding[], report: Report, rows: number): string {
  const number = all.length + (report.omitted ?? 0);
  return fold(`All ${number.toLocaleString('en-US')} findings`, findingsTable(all, report, rows));
}

/** The other findings, folded, in order, as many as fit. */
function foldAll(others: readonly Finding[], report: Report, page: Page, room: Room): string[] {
  const blocks: string[] = [];
  for (const [index, finding] of others.slice(0, page.told - 1).entries()) {
    const headline = foldedHeadline(finding, index + 2);
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
