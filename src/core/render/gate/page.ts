import { markdownTable } from 'markdown-table';
import { utf8Length } from '../../bytes.js';
import type { Report } from '../../domain/report.js';
import { problemsOf } from '../../domain/verdict.js';
import { blank, list } from '../documents/parts.js';
import { footer } from '../markdown/footer.js';
import { rulesBlock, waiverOffer } from '../markdown/rules.js';
import { codeCell, proseCell } from '../safe/cell.js';
import { link, prose } from '../safe/markdown.js';
import { count } from '../words.js';
import { type GateItem, gateItems } from './items.js';
import { because, lookedAt, since, VERDICT } from './words.js';

/** Rows of a table; fewer and fewer, to find a number that fits. */
const ROWS = [200, 50, 10, 1];

/** The gate as a page of Markdown for whoever decides on the release, in at most `limit` bytes of UTF-8. */
export function renderGate(report: Report, limit = 1_000_000): string {
  const pages = ROWS.map((rows) => page(report, rows));
  return pages.find((text) => utf8Length(text) <= limit) ?? `## ${VERDICT[report.verdict.gate]}\n`;
}

function page(report: Report, rows: number): string {
  const items = gateItems(report);
  const of = (effect: GateItem['effect']) => items.filter((item) => item.effect === effect);
  const [closing, waived, others] = [of('closes'), of('waived'), of('none')];
  const blocks = [
    `## ${MARK[report.verdict.gate]} ${VERDICT[report.verdict.gate]}`,
    `**${capital(prose(because(report, items), 500))}.**`,
    ...part('What closes it', closing, rows),
    ...problems(report, rows),
    ...part('Waived', waived, rows),
    rulesBlock(report, rows),
    ...part('Does not close it', others, rows),
    ...toOpen(report, closing),
    ...jobsPart(report, rows),
    ...reportsPart(report, rows),
    `<sub>Looked at: ${lookedAt(report)}.</sub>`,
    footer(report),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const MARK = { pass: '🟢', fail: '🔴', blocked: '🟠' } as const;

function part(heading: string, items: readonly GateItem[], rows: number): string[] {
  if (items.length === 0) return [];
  return table(heading, ['Severity', 'What', 'Since', 'Where'], items.map(row), rows);
}

function row(item: GateItem): string[] {
  const pattern = item.pattern === undefined ? '' : ` ${codeCell(item.pattern)}`;
  return [
    item.severity ?? 'Unknown',
    `${proseCell(item.title, 160)}${item.title.includes(item.pattern ?? '\0') ? '' : pattern}`,
    since(item),
    where(item),
  ];
}

/** The incident with how often it was seen, and the jobs that show it now. */
function where({ incident, jobs, found }: GateItem): string {
  const issue = incident?.reference;
  const often = [
    ...(incident?.count === undefined ? [] : [`seen in ${count(incident.count, 'run')}`]),
    ...(incident?.lastSeen === undefined ? [] : [`last ${incident.lastSeen.slice(0, 10)}`]),
  ];
  const shown = jobs.slice(0, 3).map((name) => codeCell(name, 80));
  if (jobs.length > 3) shown.push(`+${(jobs.length - 3).toLocaleString('en-US')}`);
  return [
    ...(issue === undefined ? [] : [[link(`incident ${codeCell(issue.name, 60)}`, issue.url), ...often].join(', ')]),
    ...(shown.length > 0 ? [`${jobs.length === 1 ? 'job' : 'jobs'} ${shown.join(', ')}`] : found ? ['this run'] : []),
  ].join('; ');
}

function problems(report: Report, rows: number): string[] {
  const all = problemsOf(report.verdict);
  if (all.length === 0) return [];
  const shown = all.slice(0, rows).map((problem) => `${capital(prose(problem, 500)).replace(/\.$/, '')}.`);
  if (all.length > rows) shown.push(`…and ${count(all.length - rows, 'more problem')}.`);
  return ['### What could not be checked', list(shown)];
}

/** Every job of the run as GitHub says it ended, and what that means. */
function jobsPart({ release }: Report, rows: number): string[] {
  if (release === undefined || release.jobs.length === 0) return [];
  const cells = release.jobs.map(({ name, url, conclusion = 'not ended', effect, why = '' }) => [
    link(codeCell(name, 100), url),
    codeCell(conclusion, 40),
    EFFECT[effect],
    proseCell(why, 200),
  ]);
  return table('Jobs of the run', ['Job', 'Ended', 'Release', 'Why'], cells, rows);
}

const EFFECT = { none: '', closes: 'kept shut', allowed: 'allowed' } as const;

/** Every report that lay there, and why some do not count. */
function reportsPart({ release }: Report, rows: number): string[] {
  if (release === undefined || release.reports.length === 0) return [];
  const cells = release.reports.map(({ name, job, step, attempt, findings, aside }) => [
    codeCell(name, 100),
    job === undefined ? '' : codeCell(job, 100),
    [
      ...(step === undefined ? [] : [codeCell(step, 60)]),
      ...(attempt === undefined ? [] : [`attempt ${attempt}`]),
    ].join(', '),
    findings.toLocaleString('en-US'),
    aside === undefined ? 'counted' : `set aside: ${proseCell(aside, 200)}`,
  ]);
  return table('Reports', ['Report', 'Job', 'Step', 'Findings', ''], cells, rows);
}

function table(heading: string, head: string[], cells: string[][], rows: number): string[] {
  return [
    `### ${heading}`,
    markdownTable([head, ...cells.slice(0, rows)], { alignDelimiters: false }),
    ...(cells.length > rows ? [`…and ${(cells.length - rows).toLocaleString('en-US')} more.`] : []),
  ];
}

/** What somebody can do about a gate that is not open. */
function toOpen(report: Report, closing: readonly GateItem[]): string[] {
  if (report.verdict.gate === 'pass') return [];
  const [first] = closing;
  const incidents = closing.some(({ incident }) => incident !== undefined);
  const steps = [
    ...(closing.some(({ found }) => found) ? ['Fix what closes it, and release the commit that has the fix.'] : []),
    ...(incidents ? ['Close each incident once its fix is proved: a green run proposes it, a person does it.'] : []),
    ...(problemsOf(report.verdict).length > 0 ? ['Repair what could not be checked, then run this job again.'] : []),
    ...(first === undefined
      ? []
      : [`Or decide that it may stay for a while, in a waiver that names reason, owner and last day.`]),
  ];
  return [
    '### To open it',
    list(steps.length === 0 ? [blank('what is missing')] : steps),
    ...(first === undefined ? [] : [waiverOffer(first.fingerprint, first.pattern)]),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
