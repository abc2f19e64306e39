import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/core/render/html.js';
import { diagnosis, evidence, occurrence, report } from '../core/render/reports.js';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];

const six = renderHtml(
  report({
    diagnoses: NAMES.map((name, index) =>
      diagnosis({
        title: `The ${name} is broken`,
        primary: index === 0,
        fingerprint: `${index}`.repeat(16),
        fix: [{ text: 'Mend it.', run: `mend ${name}` }],
        evidence: evidence('build.log', index + 1, `error: ${name} <img src=x onerror=alert(1)>`, ['error']),
        occurrences: [occurrence('build.log', { location: { file: `src/${name}.rs`, line: 3 } })],
      }),
    ),
  }),
);

describe.skipIf(CHROMIUM === undefined)('the report as a page', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    asked.length = 0;
    complaints.length = 0;
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.route('**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: six });
    });
    await page.goto('http://report.test/');
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual(['http://report.test/']);
    await page.close();
  });

  it('begins with how it stands, the run, and a list that leads to each finding', async () => {
    expect(await page.textContent('main')).toMatch(/acme\/orders.*#12.*CI.*job test.*commit 4f2c9d1.*run 9182736455/s);
    expect(await page.locator('nav.list li').count()).toBe(6);
    expect(await page.locator('details').nth(3).getAttribute('open')).toBeNull();
    await page.click('nav.list a >> nth=4');
    expect(await page.locator('details').nth(3).getAttribute('open')).not.toBeNull();
    expect(page.url()).toMatch(/#f-4{16}$/);
  });

  it('shows only what holds the words that are looked for', async () => {
    await page.fill('nav.list input', 'gamma');
    expect(await page.locator('nav.list li:visible').allTextContents()).toEqual([expect.stringContaining('gamma')]);
    expect(await page.locator('details:visible').count()).toBe(1);
    expect(await page.textContent('nav.list [role=status]')).toBe(' 1 of 6');
    await page.fill('nav.list input', '');
    expect(await page.locator('details:visible').count()).toBe(5);
  });

  it('copies a command, and a log without its line numbers', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(
      'Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } })',
    );
    await page.locator('section .copy').first().click();
    expect(await page.evaluate('window.copied')).toBe('error: alpha <img src=x onerror=alert(1)>');
    await page.locator('section .copy').nth(1).click();
    expect(await page.evaluate('window.copied')).toBe('mend alpha');
  });

  it('runs no other script, and shows a hostile line as text', async () => {
    expect(await page.locator('img').count()).toBe(0);
    const ran = await page.evaluate(
      "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); return window.ran; })()",
    );
    expect(ran).toBeUndefined();
  });

  it.each(['light', 'dark'] as const)('has no violation that axe finds, also on a phone: %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 375, height: 700 });
    await page.evaluate(AXE);
    const violations = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))',
    );
    expect(violations).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  });
});
