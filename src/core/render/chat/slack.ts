import type { Report } from '../../domain/report.js';
import { clip, oneLine, printableJson } from '../safe/clean.js';
import type { Span } from '../safe/prose.js';
import { plain } from '../safe/terminal.js';
import { type ChatCause, chatMessage } from './message.js';

/**
 * The report as a message of Slack's Block Kit, for an incoming webhook or chat.postMessage. A text block holds 3,000
 * characters; nothing in it is turned into links or mentions by itself (`verbatim`). Facts:
 * docs.slack.dev/reference/block-kit, docs.slack.dev/messaging/formatting-message-text
 */
export function renderSlack(report: Report): string {
  const { headline, causes, more, job, commit, url } = chatMessage(report);
  const said = plain(headline);
  const around = [
    ...(job === undefined ? [] : [`job ${code(job)}`]),
    ...(commit === undefined ? [] : [`commit ${code(commit)}`]),
    ...(url === undefined ? [] : [link('open the run', url)]),
    'whydunit',
  ];
  const message = {
    // What a notification shows: Slack reads signs and mentions in it too.
    text: bare(clip(said, 300)),
    blocks: [
      { type: 'section', text: words(`*${bare(clip(said, 500))}*`) },
      ...causes.map((cause) => ({ type: 'section', text: words(causeText(cause)) })),
      { type: 'context', elements: [words([...(more === undefined ? [] : [more]), ...around].join(' · '))] },
    ],
  };
  return `${printableJson(JSON.stringify(message, null, 2))}\n`;
}

function causeText({ mark, title, page, place, line, others, remarks }: ChatCause): string {
  const name = title.map(span).join('');
  const at =
    place === undefined ? [] : [place.url === undefined ? code(place.text) : link(clip(place.text, 200), place.url)];
  const more = page === undefined ? [] : [link('what it means', page)];
  const said = [`*${mark}*`, name, ...at, ...remarks.map((each) => bare(plain(each))), ...more].join(' · ');
  const apart = others.map(
    ({ title: words, check }) => `Or: ${words.map(span).join('')}${check === undefined ? '' : ` · ${code(check)}`}`,
  );
  return [said, ...(line === undefined ? [] : [code(line)]), ...apart].join('\n');
}

function span({ code: isCode, text }: Span): string {
  return isCode ? code(text) : bare(text);
}

function words(text: string): object {
  return { type: 'mrkdwn', text: text.slice(0, 3_000), verbatim: true };
}

/** Three characters are all that Slack reads in words; the signs of its formatting cannot be escaped, so they go. */
function bare(text: string): string {
  return escaped(text).replace(/[*_~`]/g, '');
}

function code(text: string): string {
  return `\`${escaped(clip(oneLine(text), 200)).replaceAll('`', "'")}\``;
}

function link(text: string, address: string): string {
  return `<${escaped(address).replaceAll('|', '%7C')}|${escaped(text).replaceAll('|', ' ')}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
