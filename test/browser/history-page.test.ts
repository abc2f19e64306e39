import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyPage } from '../../src/commands/history/page.js';
import type { Rows } from '../../src/core/reports/rows.js';
import { openHistory } from '../../src/world/history/ask.js';
import { HistoryStore } from '../../src/world/history/store.js';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

const HOSTILE = '<img src="http://elsewhere.example/x.png" onerror="document.title=1"><script>alert(1)</script>';

function ran(day: number, failed: boolean): Rows {
  const key = `k${day}`;
  const finding = {
    key,
    fingerprint: 'f',
    title: `It fails ${HOSTILE}`,
    is_primary: true,
    pattern: 'a/b',
    cluster: 'a/b',
  };
  return {
    runs: [
      {
        ...{ key, ran_at: new Date(Date.UTC(2026, 0, day)).toISOString(), status: failed ? 'failed' : 'passed' },
        ...{ repository: 'o/r', job: 'test' },
      } as Rows['runs'][number],
    ],
    findings: failed ? [finding] : [],
    tests: failed ? [{ key, fingerprint: 'f', test: HOSTILE }] : [],
    waivers: [],
  };
}

async function pageOf(folder: string, rows: readonly Rows[]): Promise<string> {
  const path = join(folder, `${rows.length}.duckdb`);
  const store = await HistoryStore.open(path);
  await store.add(rows);
  store.close();
  const history = await openHistory(path);
  try {
    return await historyPage(history);
  } finally {
    history.close();
  }
}

describe.skipIf(CHROMIUM === undefined)(
  `the page of a history${CHROMIUM ? '' : ' (no Chromium here: apt-get install chromium)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'whydunit-page-'));
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('shows runs and tests by day and every table, asks nobody, and shows what is hostile as it is', async () => {
      const html = await pageOf(folder, [ran(1, true), ran(2, false), ran(3, true)]);
      const file = join(folder, 'page.html');
      writeFileSync(file, html);
      const page = await browser.newPage();
      const [requests, said]: [string[], string[]] = [[], []];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => said.push(message.text()));
      await page.goto(pathToFileURL(file).href);
      expect(requests).toEqual([pathToFileURL(file).href]);
      expect(said).toEqual([]);
      expect(await page.title()).toBe('What breaks · whydunit');
      expect(await page.locator('svg').first().locator('rect').count()).toBe(6);
      expect(await page.locator('svg').nth(1).locator('rect').count()).toBe(2);
      expect(await page.locator('table').first().textContent()).toContain('<script>alert(1)</script>');
      expect(await page.locator('img, script').count()).toBe(0);
      expect((await page.locator('svg').first().boundingBox())?.height).toBeGreaterThan(20);
    });

    it('says of an empty history that there is nothing', async () => {
      const page = await browser.newPage();
      await page.setContent(await pageOf(folder, []));
      expect(await page.getByText('Nothing.').count()).toBeGreaterThan(5);
    });
  },
);
