import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/core/domain/source.js';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { PARSERS } from '../../src/knowledge/families.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { Prefilter } from '../../src/walk/prefilter.js';

const prefilter = Prefilter.of(BUILT_IN);

/** Names of the parsers that a line wakes. */
function woken(text: string): string[] {
  const { anchored } = prefilter.sort([...prefilter.index.find(text)]);
  return [...anchored].map((index) => PARSERS[index]!.name);
}

describe('a place in a Go file wakes its parser', () => {
  it.each([
    './stock.go:12:5: undefined: Reserve',
    'internal/stock/stock.go:7: missing return',
    '##[error]./stock.go:12:5: undefined: Reserve',
  ])('where a compiler names it: %s', (text) => expect(woken(text)).toContain('go-test'));

  it.each([
    'I1122 04:53:51.120311       1 stock_controller.go:123] "Synced" pod="shop/stock-0"',
    'level=info ts=2026-11-22T04:53:51Z caller=stock.go:88 msg="request done" status=200',
  ])('not where a log does: %s', (text) => expect(woken(text)).toEqual([]));
});

describe('the title of a test of Playwright wakes its parser', () => {
  it.each([
    '  1) [chromium] › shop.spec.ts:3:3 › the shop › adds up ───────',
    '  12) shop.spec.ts:30:13 › adds up',
    '  1) [chromium] ΓÇ║ shop.spec.ts:3:3 ΓÇ║ adds up',
  ])('where it failed: %s', (text) => expect(woken(text)).toContain('playwright'));

  it.each(['  ✓  7 [chromium] › shop.spec.ts:3:3 › the shop › adds up (312ms)', '  ✓ shop › adds up (3 ms)'])(
    'not where it passed: %s',
    (text) => expect(woken(text)).not.toContain('playwright'),
  );
});

it('waits for no word of so few letters that each byte would have to be looked at', () => {
  expect(prefilter.index.filter.isByteByByte).toBe(false);
  expect(prefilter.index.filterWithAsides.isByteByByte).toBe(false);
});

describe('good news', () => {
  const DONE = '#12 DONE 3.1s';
  /** Whether it is, on a line of a log. */
  const isGoodNews = (text: string): boolean => prefilter.sort([...prefilter.index.find(text)]).isGoodNews;

  it.each([DONE, 'ok  \texample.com/shop/stock\t0.012s', 'webpack 5.90.0 compiled successfully in 812 ms'])(
    'is a line that only tells what went well: %s',
    (text) => expect(isGoodNews(text)).toBe(true),
  );

  it.each(['FAIL\texample.com/shop/stock\t0.012s', `${DONE} error: no space left on device`, '##[error]ok  \ta\t1s'])(
    'is none where something else is told: %s',
    (text) => expect(isGoodNews(text)).toBe(false),
  );

  it('takes back what came before it, and is not looked at while there is nothing', async () => {
    const failed = '#12 [2/3] RUN make shop\n#12 1.1 make: *** [Makefile:3: shop] Error 2\n';
    const other = '#13 ERROR: process "/bin/sh -c make pay" did not complete successfully: exit code: 2\n';
    expect(await linesOf(`${failed}${DONE}\n${DONE}\n${other}`)).not.toContain(2);
    expect(await linesOf(`${DONE}\n${failed}${other}`)).toContain(3);
  });
});

/** Numbers of all lines that a report shows of a log. */
async function linesOf(log: string): Promise<number[]> {
  const source: Source = {
    name: 'log',
    kind: 'file',
    outcome: 'failed',
    open: () => Readable.from([Buffer.from(log)]),
  };
  const patterns = await loadCatalogue([]);
  const { diagnoses, unknown } = await diagnose({ sources: [source], patterns, failOn: 'P0', run: {} });
  return [...diagnoses, ...unknown].flatMap(({ evidence }) => evidence.map(({ line }) => line));
}

describe('a word of a pattern', () => {
  it.each([
    'web-1  | INFO:     172.18.0.1:40312 - "GET /orders/7 HTTP/1.1" 200 OK',
    'test config::tests::reads_config::the_default ... ok',
    '#8 [internal] load build definition from docker/web.dockerfile',
  ])('does not stand in a line in which nothing failed: %s', (text) => {
    expect(prefilter.sort([...prefilter.index.find(text)]).loose).toEqual([]);
  });
});
