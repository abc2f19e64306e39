import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { docsSite } from '../../scripts/docs-site.js';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  png: 'image/png',
};

describe.skipIf(CHROMIUM === undefined)('the site', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;
  let folder: string;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'whydunit-site-'));
    // Of the patterns' pages one family stands for all.
    await docsSite(folder, (path) => !/^patterns\/(?!rust\/|index)/.test(path));
    server = createServer(({ url = '/' }, response) => {
      asked.push(url);
      const path = url === '/' ? '/index.html' : url;
      try {
        const content = readFileSync(join(folder, path));
        response.writeHead(200, { 'Content-Type': `${TYPES[path.split('.').at(-1) ?? '']}; charset=utf-8` });
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    complaints.length = 0;
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });
  const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
  const found = async (words: string) => {
    await page.fill('#search', words);
    await page.waitForSelector('#found li');
    return page.$$eval('#found a', (links) => links.map((link) => link.getAttribute('href')));
  };

  it('finds a pattern by the message it explains, without a network once the pages are there', async () => {
    await page.goto(address('guide/faq.html'));
    await page.focus('#search');
    await page.waitForFunction('window.whydunitPages !== undefined');
    await page.context().setOffline(true);
    expect((await found('borrow of moved value'))[0]).toBe('../patterns/rust/moved-value.html');
    expect(await found('error[E0382]: borrow of moved value: `frobnicator`')).toContain(
      '../patterns/rust/moved-value.html',
    );
    expect((await found('self-hosted'))[0]).toBe('../guide/self-hosted.html');
    await page.context().setOffline(false);
  });

  it('searches as files of a folder too', async () => {
    await page.goto(`file://${folder}/guide/faq.html`);
    expect((await found('moved value'))[0]).toBe('../patterns/rust/moved-value.html');
  });

  it('asks nobody else for anything, and its policy refuses what would', async () => {
    await page.goto(address(''));
    const refused = await page.evaluate("fetch('/x').then(() => 'sent', () => 'refused')");
    expect(refused).toBe('refused');
    const outside = await page.$$eval('[src], link[href]', (all) =>
      all
        .map((each) => each.getAttribute('src') ?? each.getAttribute('href') ?? '')
        .filter((to) => /^\w+:|^\/\//.test(to)),
    );
    expect(outside).toEqual([]);
  });

  it('has no link between its pages that leads nowhere', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const known = new Set([...files, 'paste.html']);
    const broken = files
      .filter((file) => file.endsWith('.html') && !file.startsWith('patterns/index'))
      .flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:href|src)="([^"#:]+)(?:#[^"]*)?"/g)]
          .map(([, to = '']) => join(file, '..', to))
          .filter((to) => !known.has(to) && !/^patterns\/(?!rust\/)/.test(to))
          .map((to) => `${file} → ${to}`),
      );
    expect([...new Set(broken)]).toEqual([]);
  });

  it('says of each pattern how often it was right', async () => {
    await page.goto(address('patterns.html'));
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(900);
    expect(await page.locator('tr', { hasText: 'rust/moved-value' }).first().textContent()).toMatch(
      /\d+ of \d+\s+\d+ %/,
    );
    await page.goto(address('patterns/rust/moved-value.html'));
    expect(await page.textContent('main')).toMatch(/headline of \d+ of \d+ recorded runs, never wrongly/);
  });

  it.each(['light', 'dark'] as const)('has no violation that axe finds: %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const path of [
      '',
      'patterns.html',
      'patterns/rust/moved-value.html',
      'guide/comparison.html',
      'guide/index.html',
    ]) {
      await page.goto(address(path));
      await page.evaluate(AXE);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))',
      );
      expect(violations, path).toEqual([]);
    }
  });
});
