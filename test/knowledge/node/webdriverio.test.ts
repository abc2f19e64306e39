import { expect, test } from 'vitest';
import { webdriverio } from '../../../src/knowledge/node/webdriverio.js';
import { runParser } from '../run-parser.js';

const list = (lines: readonly string[]): string => lines.map((line) => `[firefox 121.0 linux #1-0] ${line}`).join('\n');

test('each entry of the list is a failed test, without what stands before its lines', () => {
  const log = list([
    '2 failing (4.1s)',
    '',
    '1) Kiln should be hot',
    'Expect $(`#degrees`) to have text',
    '    at Context.<anonymous> (/w/specs/kiln.e2e.js:11:44)',
    '',
    '2) Kiln should open',
    'element ("#door") still not existing after 15000ms',
  ]);
  expect(runParser(webdriverio, log).failures).toMatchObject([
    {
      name: 'Kiln should be hot',
      message: 'Expect $(`#degrees`) to have text',
      location: { file: '/w/specs/kiln.e2e.js', line: 11 },
    },
    { name: 'Kiln should open', message: 'element ("#door") still not existing after 15000ms' },
  ]);
});

test('only tests that passed', () => {
  expect(runParser(webdriverio, list(['2 passing (4.1s)'])).failures).toEqual([]);
});
