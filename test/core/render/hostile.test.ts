import { describe, expect, it } from 'vitest';
import { quote } from '../../../src/core/domain/quoted.js';
import { patternPage } from '../../../src/core/home.js';
import { renderComment } from '../../../src/core/render/comment.js';
import { codeCell, proseCell } from '../../../src/core/render/safe/cell.js';
import { clean } from '../../../src/core/render/safe/clean.js';
import { codeSpan, fence, link, prose } from '../../../src/core/render/safe/markdown.js';
import { figure } from '../../scorecard/measured.js';
import { active, foreignHtml, read } from './gfm.js';
import { hostile } from './random.js';
import { hostileReport } from './reports.js';

/** More on demand: `WHYDUNIT_RUNS=10000 npx vitest run test/core/render/hostile.test.ts`. */
const STRINGS = Number(process.env['WHYDUNIT_RUNS'] ?? 2_000);
const PAGES = Math.ceil(STRINGS / 20);
const FORBIDDEN = [
  'image',
  'imageReference',
  'linkReference',
  'definition',
  'footnoteReference',
  'footnoteDefinition',
  'delete',
  'blockquote',
  'break',
];

/** Where titles lead. */
const PATTERN_PAGES = patternPage('').replace(/\.md$/, '');

describe('hostile text', () => {
  it(`[S2] stays text in every place of a page (${STRINGS} strings)`, (context) => {
    for (let seed = 1; seed <= STRINGS; seed += 1) {
      const text = hostile(seed);
      const reading = read(page(text));
      const seen = {
        seed,
        text,
        html: foreignHtml(reading.html),
        words: reading.text.map(active).find((word) => word !== undefined),
      };
      expect(seen).toEqual({ seed, text, html: undefined, words: undefined });
      expect({ seed, text, ...some(reading.counts) }).toEqual({
        seed,
        text,
        code: 2,
        table: 1,
        tableCell: 6,
        heading: 1,
        listItem: 1,
      });
      expect({ seed, links: reading.links.filter((url) => !url.startsWith('https://b.example/')) }).toEqual({
        seed,
        links: [],
      });
      expect(reading.code[0]).toBe(trimmed(clean(text)));
    }
    figure(context, `${STRINGS} strings`);
  });

  it(`[S2] changes nothing but words in a whole comment (${PAGES} comments)`, () => {
    const harmless = some(read(renderComment(hostileReport('q'), { marker: 'whydunit:test' })).counts);
    for (let seed = 1; seed <= PAGES; seed += 1) {
      const text = hostile(seed * 7_919);
      const reading = read(renderComment(hostileReport(text), { marker: 'whydunit:test' }));
      const words = reading.text.map(active).find((word) => word !== undefined);
      expect({ seed, text, html: foreignHtml(reading.html), words }).toEqual({
        seed,
        text,
        html: undefined,
        words: undefined,
      });
      expect({ seed, text, ...some(reading.counts) }).toEqual({ seed, text, ...harmless });
      const foreign = reading.links.filter(
        (url) =>
          !url.startsWith('https://github.com/acme/orders/') &&
          !url.startsWith(PATTERN_PAGES) &&
          !/^https:\/\/(?:b\.)?example\//.test(url.replace('example.com', 'example')),
      );
      expect({ seed, foreign }).toEqual({ seed, foreign: [] });
    }
  });
});

/** One text in everything a page is made of. */
function page(text: string): string {
  return [
    prose(text),
    `**${prose(`before ${quote(text)}${quote(text)} after ${text}`)}**`,
    fence(text),
    `1. ${prose(quote(text))}\n\n   ${fence(text, text).replaceAll('\n', '\n   ')}`,
    `### ${prose(text)}`,
    `| a | b | c |\n| - | - | - |\n| ${proseCell(text)} | ${codeCell(text)} | ${proseCell(quote(text))} |`,
    link(codeSpan(text), `https://b.example/${text}`),
  ].join('\n\n');
}

/** How often what must not change occurs. */
function some(counts: Readonly<Record<string, number>>): Record<string, number> {
  const kept = ['code', 'table', 'tableCell', 'heading', 'listItem', 'thematicBreak', ...FORBIDDEN];
  return Object.fromEntries(kept.filter((type) => (counts[type] ?? 0) > 0).map((type) => [type, counts[type] ?? 0]));
}

function trimmed(text: string): string {
  return text.replace(/\n+$/, '');
}
