import { quote } from '../../domain/quoted.js';
import type { Report } from '../../domain/report.js';
import { problemsOf } from '../../domain/verdict.js';
import { plain, withoutCommands } from '../safe/terminal.js';
import { painter } from '../terminal/style.js';
import { wrap } from '../terminal/wrap.js';
import type { TerminalOptions } from '../terminal.js';
import { waiverSentences } from '../waivers.js';
import { gateSentence } from '../words.js';
import { type GateItem, gateItems } from './items.js';
import { because, lookedAt, since, VERDICT } from './words.js';

/** Problems listed; of more, the number. */
const LISTED = 50;

/** The gate for a terminal, ending in a line break. Safe to print in a workflow: no line of it acts as a command. */
export function renderGateTerminal(report: Report, { colour, width }: TerminalOptions): string {
  const paint = painter(colour);
  const items = gateItems(report);
  const told = items.filter(({ effect }) => effect !== 'none');
  const style = report.verdict.gate === 'pass' ? 'green' : report.verdict.gate === 'fail' ? 'red' : 'yellow';
  const paragraphs = (texts: readonly string[], mark: string) =>
    texts.flatMap((text) => wrap(`${plain(text).replace(/\.$/, '')}.`, width, mark, ' '.repeat(mark.length)));
  const lines = [
    ...wrap(`${VERDICT[report.verdict.gate]}: ${plain(because(report, items))}.`, width).map((line) =>
      paint(style, line),
    ),
    ...told.slice(0, LISTED).flatMap((item) => wrap(line(item), width, '  ', '       ')),
    ...(told.length > LISTED ? [`  …and ${(told.length - LISTED).toLocaleString('en-US')} more`] : []),
    ...paragraphs(jobSentences(report), 'job: '),
    ...paragraphs(asideSentences(report), 'set aside: '),
    ...paragraphs(problemsOf(report.verdict), 'not checked: '),
    ...paragraphs(waiverSentences(report), 'waiver: '),
    ...paragraphs(report.notes ?? [], 'note: '),
    ...wrap(`${gateSentence(report)}. Looked at: ${lookedAt(report)}.`, width),
  ];
  return `${withoutCommands(lines.join('\n'))}\n`;
}

/** The jobs that did not pass, or that keep the release shut. */
function jobSentences({ release }: Report): string[] {
  return (release?.jobs ?? []).flatMap(({ name, effect, why = '' }) => {
    if (effect === 'none') return [];
    return [`${quote(name)} ${effect === 'closes' ? 'keeps it shut' : 'may'}: ${why}`];
  });
}

function asideSentences({ release }: Report): string[] {
  return (release?.reports ?? []).flatMap(({ name, aside }) => (aside === undefined ? [] : [`${name}: ${aside}`]));
}

function line(item: GateItem): string {
  const { severity = '??', pattern, incident, effect, jobs, fingerprint } = item;
  const text = plain(item.title);
  const where = [
    `since ${since(item)}`,
    ...(incident?.reference === undefined ? [] : [`incident ${plain(incident.reference.name)}`]),
    ...(jobs.length === 0 ? [] : [`${jobs.length === 1 ? 'job' : 'jobs'} ${plain(jobs.slice(0, 3).join(', '))}`]),
    ...(effect === 'waived' ? ['waived'] : []),
  ];
  return `${severity} ${text}${pattern === undefined || text.includes(pattern) ? '' : ` (${pattern})`}, ${where.join(', ')}, fingerprint ${fingerprint}`;
}
