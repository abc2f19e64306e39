import type { Report } from '../../domain/report.js';
import { hypothesesOf, hypothesisWords } from '../about/apart.js';
import { contentOf, type Finding, mark, occurrences, reason, title } from '../findings.js';
import { essence } from '../markdown/essence.js';
import { places, position } from '../places.js';
import { oneLine } from '../safe/clean.js';
import { plain, quotedLines } from '../safe/terminal.js';
import { standing } from '../standing.js';
import type { Terminal } from './section.js';
import { wrap } from './wrap.js';

/** Findings in a line each, and lines of proof of the first: with what ends the page they fit on one screen. */
const LISTED = 9;
const PROOF = 4;
/** Lines of why, and of its first fix. */
const PROSE = 3;

/** How it stands, a line for each finding, and of the first why, its proof and its first fix. */
export function briefLines(report: Report, all: readonly Finding[], terminal: Terminal): string[] {
  const [first] = all;
  if (first === undefined) return [];
  const { paint, width } = terminal;
  const { evidence, folded = [] } = contentOf(first);
  const proof = essence(evidence, folded, PROOF).map(({ text }) => text);
  const fix = first.known ? first.diagnosis.fix[0] : undefined;
  const left = all.length - LISTED + (report.omitted ?? 0);
  return [
    paint('bold', standing(report, all)),
    '',
    ...all.slice(0, LISTED).map((finding) => listed(finding, width)),
    ...(left > 0 ? [`…and ${left.toLocaleString('en-US')} more`] : []),
    '',
    ...few(wrap(plain(reason(first)), width), width),
    ...proof.flatMap((text) => quotedLines(text).slice(0, 1)).map((text) => `  │ ${cut(text, width - 4)}`),
    ...(fix === undefined ? [] : few(wrap(plain(fix.text), width, 'Fix: ', '     '), width)),
    ...hypothesesOf(first)
      .slice(0, 1)
      .map((each) => cut(`Or:  ${hypothesisWords(each)}`, width)),
    '',
    paint('dim', '--full tells each finding in full.'),
  ];
}

/** As many lines of prose as there is room for; that some are left out shows. */
function few(lines: readonly string[], width: number): readonly string[] {
  if (lines.length <= PROSE) return lines;
  return [...lines.slice(0, PROSE - 1), cut(`${lines[PROSE - 1]} …`, width)];
}

function listed(finding: Finding, width: number): string {
  const [place] = places(occurrences(finding));
  const at = place === undefined ? '' : oneLine(position(place) ?? place.name ?? '');
  const head = finding.known ? mark(finding) : '??';
  return cut(`${head} ${plain(title(finding))}${at === '' ? '' : ` (${at})`}`, width);
}

/** On one line, whatever it holds. */
function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
