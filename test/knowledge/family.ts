import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnoseFile } from '../../scripts/diagnose-file.js';
import { problemsOf } from '../../scripts/judge-scenario.js';
import { patternFiles } from '../../scripts/pattern-files.js';
import { readScenario, scenarioFolder, scenarioIds } from '../../scripts/scenario.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { parsePattern } from '../../src/knowledge/catalogue/parse.js';
import { checkExamples } from '../../src/walk/examples.js';

const catalogue = await loadCatalogue([]);

/**
 * Declares the tests that every family has: its patterns' examples behave, in both directions, and its recorded runs
 * are diagnosed as they say themselves.
 * @param family a folder of `src/knowledge`, and of `fixtures` where runs were recorded
 */
export function holds(family: string): void {
  const patterns = patternFiles().filter(({ path }) => path.startsWith(`src/knowledge/${family}/`));
  const scenarios = scenarioIds()
    .filter((id) => scenarioFolder(id).startsWith(`${family}/`))
    .map(readScenario);

  describe.skipIf(patterns.length === 0)("each pattern's examples behave", () => {
    it.each(patterns)('$id', async ({ id, path }) => {
      const parsed = parsePattern(id, path, readFileSync(path, 'utf8'));
      expect(await checkExamples(parsed, catalogue)).toEqual([]);
    });
  });

  describe.skipIf(scenarios.length === 0)('every recorded run is diagnosed as expected', () => {
    it.each(scenarios)('$id: $title', async (scenario) => {
      const report = await diagnoseFile(scenario.log, `${scenario.id}.log`);
      expect(problemsOf(scenario, report)).toEqual([]);
    });
  });

  it('has something to hold: a pattern or a recorded run', () => {
    expect(patterns.length + scenarios.length).toBeGreaterThan(0);
  });
}
