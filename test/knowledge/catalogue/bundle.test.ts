import { expect, test } from 'vitest';
import { patternFiles } from '../../../scripts/pattern-files.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';

test('the bundle holds every pattern file, and nothing else', async () => {
  const { patterns } = await loadCatalogue([]);
  expect(patterns.map(({ id }) => id)).toEqual(patternFiles().map(({ id }) => id));
});
