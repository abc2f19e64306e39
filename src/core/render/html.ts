import type { Report } from '../domain/report.js';
import { type Finding, findings, mark, possibleFindings, reason, title } from './findings.js';
import { anchorOf, listHtml, runLine } from './html/list.js';
import { htmlPage } from './html/page.js';
import { SCRIPT } from './html/script.js';
import { sectionHtml } from './html/section.js';
import { STYLE } from './html/style.js';
import { codeHtml, escapeHtml, proseHtml } from './safe/html.js';
import { plain } from './safe/terminal.js';
import { waiverSentences } from './waivers.js';
import { gateSentence, POSSIBLE_HEADING, readingSentence } from './words.js';

/** Findings told in full. */
const TOLD = 500;

/** The report as one HTML file that loads and sends nothing; all outside text is escaped. */
export function renderHtml(report: Report): string {
  const all = findings(report);
  const [primary, ...others] = all;
  const told = others.slice(0, TOLD).map((finding) => fold(finding, report));
  const rest = others.length - told.length;
  return htmlPage({
    title: primary === undefined ? 'whydunit' : `${plain(title(primary))} · whydunit`,
    style: STYLE,
    script: SCRIPT,
    body: [
      '<main>',
      `<h1>${heading(report, primary)}</h1>`,
      runLine(report.run),
      listHtml(all.slice(0, TOLD + 1), report),
      ...(primary === undefined ? [] : [first(primary, report)]),
      ...told,
      ...(rest > 0 ? [`<p>…and ${rest.toLocaleString('en-US')} more, not told here.</p>`] : []),
      possible(report),
      rules(report),
      reservations(report),
      '</main>',
      `<footer>${footer(report)}</footer>`,
    ],
  });
}

function heading(report: Report, primary: Finding | undefined): string {
  if (primary !== undefined) return `❌ ${proseHtml(title(primary), 200)}`;
  if (report.verdict.gate === 'blocked') return '⚠️ The gate is blocked';
  if (report.possible !== undefined) return '⚪ Nothing here proves a failure';
  return report.status === 'passed' ? '✅ Nothing failed' : '⚪ No failure was found';
}

/** What would explain a failure that nothing proves. */
function possible(report: Report): string {
  const all = possibleFindings(report);
  if (all.length === 0) return '';
  return [`<h2>${POSSIBLE_HEADING}</h2>`, ...all.map((finding, index) => fold(finding, report, index === 0))].join(
    '\n',
  );
}

/** The finding that everybody sees. */
function first(finding: Finding, report: Report): string {
  return `<section id="${anchorOf(finding)}"><p>${proseHtml(reason(finding), 400)}</p>\n${sectionHtml(finding, report)}</section>`;
}

function fold(finding: Finding, report: Report, open = false): string {
  return `<details${open ? ' open' : ''}><summary><span class="severity">${mark(finding)}</span> ${proseHtml(title(finding), 200)}</summary>\n<div id="${anchorOf(finding)}">${sectionHtml(finding, report)}</div>\n</details>`;
}

function reservations(report: Report): string {
  const items = report.sources.flatMap((source) =>
    source.notes.map((note) => `<li>${codeHtml(source.name)}: ${proseHtml(note, 500)}</li>`),
  );
  const more = items.length > 200 ? `<li>…and ${(items.length - 200).toLocaleString('en-US')} more</li>` : '';
  return items.length === 0 ? '' : `<h2>Read with reservations</h2><ul>${items.slice(0, 200).join('')}${more}</ul>`;
}

function rules(report: Report): string {
  const all = [...(report.notes ?? []), ...waiverSentences(report)];
  const items = all.slice(0, 200).map((sentence) => `<li>${proseHtml(sentence, 500)}.</li>`);
  const more = all.length > 200 ? `<li>…and ${(all.length - 200).toLocaleString('en-US')} more</li>` : '';
  return items.length === 0 ? '' : `<h2>By this repository's own rules</h2><ul>${items.join('')}${more}</ul>`;
}

function footer(report: Report): string {
  const reasons = report.verdict.reasons.slice(0, 20).map((text) => proseHtml(text, 300));
  const gate = `<b>${escapeHtml(gateSentence(report))}</b>${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
  return `${gate} · read ${escapeHtml(readingSentence(report.sources))} · whydunit ${escapeHtml(report.version)}`;
}
