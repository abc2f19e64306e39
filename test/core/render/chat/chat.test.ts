import { describe, expect, it } from 'vitest';
import { renderSlack } from '../../../../src/core/render/chat/slack.js';
import { renderTeams } from '../../../../src/core/render/chat/teams.js';
import { hostile } from '../random.js';
import { hostileReport, manyReport, redisReport, report, rustReport } from '../reports.js';

interface Slack {
  readonly text: string;
  readonly blocks: readonly { readonly type: string; readonly text?: Text; readonly elements?: readonly Text[] }[];
}
interface Text {
  readonly type: string;
  readonly text: string;
  readonly verbatim: boolean;
}
const slack = (value: Parameters<typeof renderSlack>[0]) => JSON.parse(renderSlack(value)) as Slack;
const texts = ({ blocks }: Slack) =>
  blocks.flatMap(({ text, elements = [] }) => [...(text ? [text] : []), ...elements]);

const HOSTILE = Array.from({ length: 200 }, (_, seed) =>
  hostileReport(`${hostile(seed)}<!channel> <@U1>\n*x* \`y\` [a](http://evil)`),
);
const ALL = [rustReport(), redisReport(), manyReport(500), report({}), report({ status: 'passed' }), ...HOSTILE];

describe('a message for Slack', () => {
  it('says how it stands, each cause in a line with its place, its proof below, and where to look', () => {
    const message = slack(rustReport());
    expect(message.text).toBe('❌ A compilation failed, 1 cause');
    const [headline, cause, around] = texts(message).map(({ text }) => text);
    expect(headline).toBe('*❌ A compilation failed, 1 cause*');
    expect(cause).toMatch(
      /^\*P\d\* · A moved value is used again · <https:\/\/github\.com\/acme\/orders\/blob\/4f2c9d1\w+\/src\/server\.rs#L31\|src\/server\.rs:31:24>/,
    );
    expect(cause?.split('\n').slice(1)).toEqual(["`error[E0382]: borrow of moved value: 'config'`"]);
    expect(around).toMatch(
      /job `test` · commit `4f2c9d1` · <https:\/\/github\.com\/acme\/orders\/actions\/runs\/9182736455\|open the run>/,
    );
  });

  it('stays within Slack’s limits, and calls nobody', () => {
    for (const value of ALL) {
      const message = slack(value);
      expect(message.blocks.length).toBeLessThanOrEqual(50);
      for (const { type, text, verbatim } of texts(message)) {
        expect([type, verbatim]).toEqual(['mrkdwn', true]);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(3_000);
        // Every angle bracket is of a link of ours.
        for (const [, inside = ''] of text.matchAll(/<([^>]*)>?/g))
          expect(inside).toMatch(/^https?:\/\/[^|<]+\|[^|<]+$/);
      }
    }
    expect(texts(slack(manyReport(500))).at(-1)?.text).toMatch(/^and 49\d more causes/);
  });
});

describe('a card for Teams', () => {
  interface Card {
    readonly type: string;
    readonly attachments: readonly { contentType: string; content: Content }[];
  }
  interface Content {
    readonly type: string;
    readonly version: string;
    readonly body: readonly { type: string; inlines: readonly { type: string; text: string }[] }[];
    readonly actions?: readonly { type: string; url: string }[];
  }
  const card = (value: Parameters<typeof renderTeams>[0]) => JSON.parse(renderTeams(value)) as Card;

  it('says the same in runs of text, in which nothing is Markdown', () => {
    const { type, attachments } = card(rustReport());
    expect([type, attachments[0]?.contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive']);
    const { body = [], actions = [] } = attachments[0]?.content ?? {};
    expect(body[0]?.inlines.map(({ text }) => text).join('')).toBe('❌ A compilation failed, 1 cause');
    expect(body[1]?.inlines.map(({ text }) => text).join('')).toMatch(
      /^P\d · A moved value is used again · src\/server\.rs:31:24/,
    );
    expect(body[2]?.inlines.map(({ text }) => text)).toEqual(['error[E0382]: borrow of moved value: `config`']);
    expect(actions[0]?.url).toBe('https://github.com/acme/orders/actions/runs/9182736455');
    for (const value of ALL)
      for (const block of card(value).attachments[0]?.content.body ?? []) {
        expect(block.type).toBe('RichTextBlock');
        for (const run of block.inlines) expect([run.type, run.text === '']).toEqual(['TextRun', false]);
      }
  });

  it('stays below the 28 kB that Teams takes', () => {
    for (const value of ALL) expect(Buffer.byteLength(renderTeams(value))).toBeLessThan(28_000);
  });
});
