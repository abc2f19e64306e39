import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patternFiles } from '../../../scripts/pattern-files.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { parsePattern } from '../../../src/knowledge/catalogue/parse.js';
import { checkExamples } from '../../../src/walk/examples.js';

const files = patternFiles();

describe("each pattern's examples behave", async () => {
  const catalogue = await loadCatalogue([]);

  test.each(files)('$id', async ({ id, path }) => {
    const parsed = parsePattern(id, path, readFileSync(path, 'utf8'));
    expect(await checkExamples(parsed, catalogue)).toEqual([]);
  });

  test('the bundle holds every file, and nothing else', () => {
    expect(catalogue.patterns.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
  });
});
