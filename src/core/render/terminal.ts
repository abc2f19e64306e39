import type { Report } from '../domain/report.js';
import { type Finding, findings, possibleFindings, title } from './findings.js';
import { oneLine } from './safe/clean.js';
import { plain, withoutCommands } from './safe/terminal.js';
import { briefLines } from './terminal/brief.js';
import { goneLines } from './terminal/gone.js';
import { section, type Terminal } from './terminal/section.js';
import { type Paint, painter } from './terminal/style.js';
import { wrap } from './terminal/wrap.js';
import { waiverSentences } from './waivers.js';
import { count, gateSentence, POSSIBLE_HEADING, readingSentence } from './words.js';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns; prose is wrapped to it, evidence and commands never are. */
  readonly width: number;
  /** One screen, however much failed. */
  readonly brief?: boolean;
}

/** Findings told in full, and in one line each. */
const TOLD = 10;
const LISTED = 40;

/** The report for a terminal, ending in a line break. Safe to print in a workflow: no line of it acts as a command. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const terminal = {
    paint: painter(options.colour),
    width: Math.max(40, options.width),
    compared: report,
  };
  const all = findings(report);
  const lines = options.brief
    ? [...briefLines(report, all, terminal), ...(all.length === 0 ? possible(report, terminal) : [])]
    : whole(report, all, terminal);
  return `${withoutCommands([...lines, ...ending(report, all, terminal.paint, terminal.width)].join('\n'))}\n`;
}

function whole(report: Report, all: readonly Finding[], terminal: Terminal): string[] {
  return [
    ...all.slice(0, TOLD).flatMap((finding) => [...section(finding, terminal), '', '']),
    ...listing(all.slice(TOLD), terminal.width),
    ...possible(report, terminal),
    ...goneLines(report.gone ?? [], terminal.width),
    ...reservations(report, terminal.width),
    ...rules(report, terminal.width),
  ];
}

/** What would explain a failure that nothing proves, under words of its own. */
function possible(report: Report, terminal: Terminal): string[] {
  const all = possibleFindings(report);
  if (all.length === 0) return [];
  const heading = wrap(POSSIBLE_HEADING, terminal.width).map((line) => terminal.paint('bold', line));
  return [...heading, '', ...all.flatMap((finding) => [...section(finding, terminal), '', ''])];
}

/** What was not told in full, in one line each; what does not fit there is counted. */
function listing(rest: readonly Finding[], width: number): string[] {
  if (rest.length === 0) return [];
  const shown = rest.slice(0, LISTED).flatMap((finding) => {
    const mark = finding.known ? finding.diagnosis.severity : '??';
    return wrap(plain(title(finding)), width, `  ${mark} `, '     ');
  });
  const more = rest.length > LISTED ? [`  …and ${(rest.length - LISTED).toLocaleString('en-US')} more`] : [];
  return [`${count(rest.length, 'further finding')}:`, ...shown, ...more, ''];
}

function reservations(report: Report, width: number): string[] {
  const noted = report.sources.flatMap((source) =>
    source.notes.map((note) => `${oneLine(source.name)}: ${plain(note)}`),
  );
  const shown = noted.slice(0, 20).flatMap((note) => wrap(note, width, 'note: ', '      '));
  const more = noted.length > 20 ? [`note: …and ${count(noted.length - 20, 'more note')}`] : [];
  return noted.length === 0 ? [] : [...shown, ...more, ''];
}

/** How the repository's own rules came to bear. */
function rules(report: Report, width: number): string[] {
  const all = [...(report.notes ?? []), ...waiverSentences(report)];
  const shown = all.slice(0, 20).flatMap((sentence) => wrap(`${plain(sentence)}.`, width, 'rule: ', '      '));
  const more = all.length > 20 ? [`rule: …and ${count(all.length - 20, 'more remark')}`] : [];
  return all.length === 0 ? [] : [...shown, ...more, ''];
}

/** How many findings, what was read, what the gate says and why. */
function ending(report: Report, all: readonly Finding[], paint: Paint, width: number): string[] {
  const known = all.filter((finding) => finding.known).length;
  const counts = [
    ...(known > 0 ? [count(known, 'cause')] : []),
    ...(all.length > known ? [count(all.length - known, 'unknown failure')] : []),
  ];
  const result =
    counts.length > 0
      ? `${counts.join(' and ')} found`
      : report.status === 'passed'
        ? 'Nothing failed'
        : report.possible === undefined
          ? 'No failure found'
          : `No proof of a failure, and ${count(report.possible.length, 'possible cause')},`;
  const reasons = report.verdict.reasons.slice(0, 3).map((reason) => plain(reason));
  const gate = `${gateSentence(report)}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}.`;
  const colour = report.verdict.gate === 'pass' ? 'green' : report.verdict.gate === 'fail' ? 'red' : 'yellow';
  return [
    ...wrap(`${result} in ${readingSentence(report.sources)}.`, width),
    ...wrap(gate, width).map((line) => paint(colour, line)),
  ];
}
