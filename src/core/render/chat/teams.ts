import type { Report } from '../../domain/report.js';
import { clip, oneLine, printableJson } from '../safe/clean.js';
import { plain } from '../safe/terminal.js';
import { type ChatCause, chatMessage } from './message.js';

/**
 * The report as an Adaptive Card in the message that a Teams workflow's webhook takes; far below its 28 kB. All of it is
 * runs of text, in which nothing is Markdown. Facts: adaptivecards.io/explorer/RichTextBlock, learn.microsoft.com,
 * "Create incoming webhooks with Workflows"
 */
export function renderTeams(report: Report): string {
  const { headline, causes, more, job, commit, url } = chatMessage(report);
  const around = [more, job && `job ${oneLine(job)}`, commit && `commit ${commit}`, 'whydunit'].filter(Boolean);
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block([run(plain(headline), { weight: 'Bolder', size: 'Medium' })]),
      ...causes.flatMap(blocksOf),
      block([run(around.join(' · '), { isSubtle: true, size: 'Small' })]),
    ],
    ...(url !== undefined && { actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url }] }),
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card };
  return `${printableJson(JSON.stringify({ type: 'message', attachments: [attachment] }, null, 2))}\n`;
}

function blocksOf(cause: ChatCause): object[] {
  const { line, others } = cause;
  const apart = others.map(({ title, check }) =>
    block([
      run('Or: '),
      ...title.map(({ code, text }) => run(text, code ? MONOSPACE : {})),
      ...(check === undefined ? [] : [run(' · '), run(check, MONOSPACE)]),
    ]),
  );
  return [block(causeRuns(cause)), ...(line === undefined ? [] : [block([run(line, MONOSPACE)])]), ...apart];
}

function causeRuns({ mark, title, page, place, remarks }: ChatCause): object[] {
  const more = remarks.length === 0 ? [] : [run(` · ${remarks.map((each) => plain(each)).join(' · ')}`)];
  return [
    run(mark, { weight: 'Bolder' }),
    run(' · '),
    ...title.map(({ code, text }) => run(text, { ...(code && MONOSPACE), ...linked(page) })),
    ...(place === undefined ? [] : [run(' · '), run(place.text, { ...MONOSPACE, ...linked(place.url) })]),
    ...more,
  ];
}

const MONOSPACE = { fontType: 'Monospace' };

function linked(url: string | undefined): object {
  return url === undefined ? {} : { selectAction: { type: 'Action.OpenUrl', url } };
}

function block(inlines: readonly object[]): object {
  return { type: 'RichTextBlock', inlines };
}

function run(text: string, style: object = {}): object {
  return { type: 'TextRun', text: clip(oneLineKeepingEnds(text), 400), ...style };
}

/** Blanks at the ends part one run from the next. */
function oneLineKeepingEnds(text: string): string {
  const [start, end] = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
  return `${start}${oneLine(text)}${end}`;
}
