import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { PARSERS } from '../../src/knowledge/families.js';
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

describe('a word of a pattern', () => {
  it.each([
    'web-1  | INFO:     172.18.0.1:40312 - "GET /orders/7 HTTP/1.1" 200 OK',
    'test config::tests::reads_config::the_default ... ok',
    '#8 [internal] load build definition from docker/web.dockerfile',
  ])('does not stand in a line in which nothing failed: %s', (text) => {
    expect(prefilter.sort([...prefilter.index.find(text)]).loose).toEqual([]);
  });
});
