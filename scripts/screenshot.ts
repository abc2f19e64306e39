/**
 * Markdown as a picture of a GitHub comment: `npx tsx scripts/screenshot.ts comment.md comment.png [width]`.
 *
 * GitHub's own parser (cmark-gfm), its allow-list of elements (rehype-sanitize's default schema) and its style sheet.
 * Needs the Debian packages chromium, cmark-gfm and fonts-noto-color-emoji. Not shown: emoji shortcodes, alerts, mentions.
 *
 * The pictures in docs/images are made of recorded runs, copied under the names a workflow would give them:
 *     cp fixtures/rust/moved-value/output.log cargo-test.log; cp fixtures/docker/compose/port-in-use/output.log compose-up.log
 *     GITHUB_ACTIONS=true GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=acme/orders GITHUB_SHA=4f2c9d1e8b7a6f5e \
 *     GITHUB_RUN_ID=9182736455 GITHUB_JOB=test whydunit cargo-test.log compose-up.log --format markdown > comment.md
 * and gate-closed.png the same way of fixtures/docker/compose/exited-137 as compose.log, compile-error.png of the first alone,
 * compose-chain.png of fixtures/docker/compose/pytest-service-fails, matrix.png of `whydunit merge` of twelve JSON reports of
 * fixtures/pytest/collection-import whose run.job differs, unknown.png of a log nobody knows, fixed.png of
 * test/core/render/golden/fixed.resolved.md.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import rehypeParse from 'rehype-parse';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

const [input, output, width = '860'] = process.argv.slice(2);
if (input === undefined || output === undefined) {
  console.error('Usage: npx tsx scripts/screenshot.ts <comment.md> <comment.png> [width in pixels]');
  process.exit(2);
}
await photograph(await page(readFileSync(input, 'utf8')), output, Number(width));

/** The comment's HTML as the forge would serve it. */
async function page(markdown: string): Promise<string> {
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
  const style = readFileSync(
    createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
    'utf8',
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}
    body { margin: 0; padding: 12px; background: #fff }
    .comment { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px }
    .markdown-body li:has(> input) { list-style: none } .markdown-body li > input { margin: 0 .3em .2em -1.5em }
    .markdown-body { font-size: 14px; line-height: 1.5 }
  </style><div class="comment"><article class="markdown-body">${String(body)}</article></div>`;
}

async function photograph(html: string, file: string, columns: number): Promise<void> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const view = await browser.newPage({ viewport: { width: columns, height: 400 }, deviceScaleFactor: 1 });
    await view.setContent(html);
    await view.screenshot({ path: file, fullPage: true });
  } finally {
    await browser.close();
  }
}
