import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** `  3 passed (4.1s)` of Playwright, `Tests:  3 passed, 3 total` of Jest, `Tests  3 passed (3)` of Vitest. */
const PASSED =
  /^\s{0,8}(?:\d{1,6} passed \(\d[\d.]{0,8}(?:ms|s|m|h)\)|Tests:? {1,12}(?:\d{1,6} \w{1,10}(?:, | \| )){0,3}\d{1,6} passed\b.{0,40})$/;
const FAILED = /^\s{0,8}\d{1,6} failed$|\b\d{1,6} failed\b/;

/** Tests in a browser that all passed: what its console said meanwhile was meant, or did no harm. */
export const pageTestsPassed: Parser = {
  name: 'page-tests-passed',
  anchors: [' passed (', ' passed, '],
  start(line, before) {
    const isGood = PASSED.test(line.text) && ![line, ...before.slice(-30)].some(({ text }) => FAILED.test(text));
    return isGood ? stated(undefined, [{ tool: 'browser', line: line.number }]) : undefined;
  },
};
