/**
 * Pictures of comments in ten situations: `npm run pictures` draws those of docs/images anew, light, and the first one
 * dark and as wide as a phone too. Beside each stands the Markdown it shows, which a test compares with what the tool
 * says now. `npm run pictures -- comment.md comment.png` draws any other.
 *
 * GitHub's own parser (cmark-gfm), its allow-list of elements (rehype-sanitize's default schema) and its style sheets.
 * Needs the Debian packages chromium, cmark-gfm and fonts-noto-color-emoji. Not shown: emoji shortcodes, alerts, mentions.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import rehypeParse from 'rehype-parse';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { ROOT } from './scenario.js';
import { commentIn, SITUATIONS } from './situations.js';

type Theme = 'light' | 'dark';

/** Pixels: a comment's column on a desktop, and a phone. */
const DESKTOP = 860;
const PHONE = 375;
const IMAGES = join(ROOT, 'docs/images');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const [input, output] = process.argv.slice(2);
  if (input !== undefined && output !== undefined)
    await photograph(browser, await page(readFileSync(input, 'utf8'), 'light'), output, DESKTOP);
  else await drawAll();
} finally {
  await browser.close();
}

async function drawAll(): Promise<void> {
  for (const situation of SITUATIONS) {
    const markdown = await commentIn(situation);
    writeFileSync(join(IMAGES, `${situation}.md`), markdown);
    await photograph(browser, await page(markdown, 'light'), join(IMAGES, `${situation}.png`), DESKTOP);
  }
  const first = await commentIn('comment');
  await photograph(browser, await page(first, 'dark'), join(IMAGES, 'comment-dark.png'), DESKTOP);
  await photograph(browser, await page(first, 'light'), join(IMAGES, 'comment-phone.png'), PHONE);
}

/** The comment's HTML as the forge would serve it. */
async function page(markdown: string, theme: Theme): Promise<string> {
  const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'].flatMap((name) => ['-e', name]);
  const html = execFileSync('cmark-gfm', [...extensions, '--unsafe', '--hardbreaks', '--github-pre-lang'], {
    input: markdown,
    encoding: 'utf8',
  });
  const body = await unified()
    .use(rehypeParse, { fragment: true })
    .use(rehypeSanitize)
    .use(rehypeStringify)
    .process(html);
  const sheet = createRequire(import.meta.url).resolve(`github-markdown-css/github-markdown-${theme}.css`);
  const [ground, edge] = theme === 'light' ? ['#fff', '#d1d9e0'] : ['#0d1117', '#3d444d'];
  return `<!doctype html><meta charset="utf-8"><style>${readFileSync(sheet, 'utf8')}
    body { margin: 0; padding: 12px; background: ${ground} }
    .comment { border: 1px solid ${edge}; border-radius: 6px; padding: 16px }
    .markdown-body li:has(> input) { list-style: none } .markdown-body li > input { margin: 0 .3em .2em -1.5em }
    .markdown-body { font-size: 14px; line-height: 1.5 }
  </style><div class="comment"><article class="markdown-body">${String(body)}</article></div>`;
}

async function photograph(browser: Browser, html: string, file: string, columns: number): Promise<void> {
  const view = await browser.newPage({ viewport: { width: columns, height: 400 }, deviceScaleFactor: 1 });
  await view.setContent(html);
  await view.screenshot({ path: file, fullPage: true });
  await view.close();
}
