import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARGUMENTS, CHROMIUM } from './chromium.js';
import { diagnoseText } from './diagnose-text.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const RUNS: readonly (readonly [run: string, pattern: string])[] = [
  ['rust/moved-value', 'rust/moved-value'],
  ['docker/build-no-context', 'docker/invalid-option'],
  ['pytest/assertion-tb-long', 'pytest/assertion'],
];

describe.skipIf(CHROMIUM === undefined)(
  `the walk in a browser${CHROMIUM ? '' : ' (no Chromium here: apt-get install chromium)'}`,
  () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      // esbuild refuses a `node:` module for this platform, so that nothing impure can hide behind a condition.
      const bundle = await build({
        entryPoints: [join(import.meta.dirname, 'diagnose-text.ts')],
        bundle: true,
        write: false,
        platform: 'browser',
        format: 'iife',
        globalName: 'walk',
        logLevel: 'error',
      });
      browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
      page = await browser.newPage();
      await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
    });
    afterAll(() => browser?.close());

    it.each(RUNS)('says the same of %s as in Node: %s', async (run, pattern) => {
      const log = readFileSync(join(FIXTURES, run, 'output.log'), 'utf8');
      const told = await page.evaluate(`walk.diagnoseText(${JSON.stringify(log)})`);
      expect(told).toBe(await diagnoseText(log));
      expect(JSON.parse(told as string)).toMatchObject({ diagnoses: [{ pattern, primary: true }] });
    });

    it('finds neither process nor Buffer there', async () => {
      expect(await page.evaluate('[typeof process, typeof Buffer]')).toEqual(['undefined', 'undefined']);
    });
  },
);
