import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pastePage } from '../../scripts/paste-page.js';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

const LOG = join(import.meta.dirname, '../../fixtures/rust/moved-value/output.log');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(CHROMIUM === undefined)('the page to paste a log into', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;
  /** What the browser asked the server for. */
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const html = await pastePage();
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(url === '/' ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(url === '/' ? html : '');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  beforeEach(async () => {
    asked.length = 0;
    complaints.length = 0;
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });
  const answer = () => page.waitForSelector('#answer h1', { timeout: 300_000 });

  it('explains a pasted log without a network, and asks nobody for anything', async () => {
    await page.context().setOffline(true);
    await page.fill('#log', readFileSync(LOG, 'utf8'));
    await page.click('button');
    await answer();
    expect(await page.textContent('#answer')).toContain('A value is used after it was moved away');
    expect(asked.filter((url) => url !== '/favicon.ico')).toEqual(['/']);
    await page.context().setOffline(false);
  });

  it('can send nothing: its policy refuses every request, from the page and from what it runs', async () => {
    const refused = await page.evaluate(
      "fetch('/x').then(() => 'sent', () => 'refused').then(async (a) => [a, await new Promise((d) => { const i = new Image(); i.onload = () => d('sent'); i.onerror = () => d('refused'); i.src = '/y.png'; })])",
    );
    expect(refused).toEqual(['refused', 'refused']);
    expect(asked.filter((url) => url !== '/favicon.ico')).toEqual(['/']);
  });

  it('shows a hostile log as words: it runs nothing, loads nothing, links nowhere', async () => {
    const attack = [
      '<img src=/img.png onerror="window.acted = 1"><svg onload="window.acted = 1"></svg>',
      '<script>window.acted = 1</script><iframe src="/frame.html"></iframe><link rel=stylesheet href=/x.css>',
      '</code></pre><a href="javascript:window.acted = 1">x</a><base href="https://elsewhere.test/">',
      '<form action="/form"><button autofocus>Say why</button></form><meta http-equiv=refresh content="0;url=/gone">',
    ];
    const named = attack.map((words) => words.replaceAll("'", '’'));
    const log = [
      'running 1 test',
      ...named.map((words) => `test ${words} ... FAILED`),
      ...named.map((words) => `---- ${words} stdout ----\nthread '${words}' panicked at ${words}.rs:3:5:\n${words}`),
      ...attack.map((words) => `error[E0382]: use of moved value: \`${words}\`\n --> ${words}:3:5`),
      `error: ${'<b>'.repeat(400_000)}`,
      `error: ${'\u202E'.repeat(2_000)}`,
      'test result: FAILED. 0 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s',
    ].join('\n');
    await page.evaluate('window.acted = 0');
    await page.fill('#log', log);
    await page.click('button');
    await answer();
    expect(await page.textContent('#answer')).toContain('<script>window.acted = 1</script>');
    const strange = '#answer :is(script, img, svg, iframe, link, meta, base, form, button, object, embed, input)';
    expect(await page.locator(strange).count()).toBe(0);
    const led = await page.$$eval('#answer a', (links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(led.filter((to) => !/^(?:#|https:\/\/)/.test(to) || to.includes('elsewhere.test'))).toEqual([]);
    const acting = await page.$$eval('#answer *', (all) =>
      all.flatMap((each) => each.getAttributeNames().filter((name: string) => /^on|^style$|^src/.test(name))),
    );
    expect(acting).toEqual([]);
    expect(await page.evaluate('window.acted')).toBe(0);
    expect(asked.filter((url) => url !== '/favicon.ico')).toEqual(['/']);
    expect(await page.evaluate("document.querySelector('#answer').textContent.length")).toBeLessThan(2_000_000);
  });

  it('reads a file of 50 MB in a worker; meanwhile the page goes on', async () => {
    const line = '2026-11-22T04:53:51.1234567Z    Compiling serde v1.0.200 (registry+https://github.com)\\n';
    await page.evaluate(`
      window.ticks = 0;
      window.said = [];
      const status = document.querySelector('#status');
      new MutationObserver(() => { window.said.push(status.textContent); }).observe(status, { childList: true });
      window.timer = setInterval(() => { window.ticks++; }, 10);
      const log = new File(['${line}'.repeat(Math.ceil(50e6 / ${line.length})), ${JSON.stringify(readFileSync(LOG, 'utf8'))}], 'build.log');
      const data = new DataTransfer();
      data.items.add(log);
      dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    `);
    await answer();
    expect(await page.evaluate('window.ticks')).toBeGreaterThan(1);
    expect(await page.evaluate('window.said.join()')).toMatch(/[1-9]\d? %/);
    expect(await page.textContent('#answer')).toContain('A value is used after it was moved away');
  });

  it('shows a hostile log as text', async () => {
    await page.fill(
      '#log',
      'error[E0382]: <img src=x onerror=alert(1)></main><script>alert(1)</script>\n##[error]Process completed with exit code 1.\n',
    );
    await page.click('button');
    await answer();
    expect(await page.locator('#answer img, #answer script').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has no violation that axe finds, empty and with an answer: %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(AXE);
      const violations = async () =>
        (await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))',
        )) as unknown[];
      expect(await violations()).toEqual([]);
      await page.setInputFiles('#file', LOG);
      await answer();
      expect(await violations()).toEqual([]);
    },
  );
});
