import { expect, test } from 'vitest';
import { swc } from '../../../src/knowledge/node/swc.js';
import { runParser } from '../run-parser.js';

const EXCERPT =
  '  x Unexpected token `Shop`. Expected jsx identifier\n   ,-[/srv/pages/shop.tsx:9:1]\n 9 |   return (\n   `----\n';

test('a source file next build cannot parse', () => {
  expect(runParser(swc, `Failed to compile.\n\n./pages/shop.tsx\nError:\n${EXCERPT}`).failures).toMatchObject([
    { tool: 'node', kind: 'compile-error', location: { file: '/srv/pages/shop.tsx', line: 9 } },
  ]);
});

test('a linter draws the same and is none', () => {
  expect(runParser(swc, EXCERPT).failures).toEqual([]);
});
