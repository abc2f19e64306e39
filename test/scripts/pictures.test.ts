import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commentIn, SITUATIONS } from '../../scripts/situations.js';

describe('the pictures of comments', () => {
  test('are of ten situations', () => {
    expect(SITUATIONS).toHaveLength(10);
  });

  test.each(SITUATIONS)('%s shows what the tool says now; npm run pictures draws it anew', async (situation) => {
    expect(existsSync(`docs/images/${situation}.png`)).toBe(true);
    expect(readFileSync(`docs/images/${situation}.md`, 'utf8')).toBe(await commentIn(situation));
  });
});
