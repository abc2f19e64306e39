import { expect, test } from 'vitest';
import { nextPageData } from '../../../src/knowledge/node/next-page-data.js';
import { runParser } from '../run-parser.js';

test.each([
  ['ReferenceError: self is not defined', 'self is not defined'],
  ['eC [Error]: Missing credentials.', 'Missing credentials.'],
])('the error that a page threw while next build loaded it: %s', (line, thrown) => {
  const log = [
    '   Collecting page data ...',
    line,
    '    at a (C:\\kiln\\.next\\server\\chunks\\38.js:8:44)',
    '',
    '> Build error occurred',
    'Error: Failed to collect page data for /api/bowl',
  ];
  expect(runParser(nextPageData, log.join('\n')).failures).toMatchObject([
    { name: '/api/bowl', message: thrown, key: [2, 6], facts: { thrown } },
  ]);
});

test('nothing above it', () => {
  const { failures } = runParser(nextPageData, 'Error: Failed to collect page data for /kiln');
  expect(failures).toMatchObject([{ name: '/kiln', message: 'Error: Failed to collect page data for /kiln' }]);
});
