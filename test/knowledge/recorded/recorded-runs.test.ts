import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnoseFile } from '../../../scripts/diagnose-file.js';
import { problemsOf } from '../../../scripts/judge-scenario.js';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';

const scenarios = scenarioIds().map(readScenario);
const { patterns } = await loadCatalogue([]);

describe('every recorded run is diagnosed as expected', () => {
  it.each(scenarios)('$id: $title', async (scenario) => {
    const report = await diagnoseFile(scenario.log, `${scenario.id}.log`);
    expect(problemsOf(scenario, report)).toEqual([]);
  });
});

describe('catalogue and recordings prove each other', () => {
  it('every scenario was recorded', () => {
    const missing = scenarios.filter(({ log, recorded }) => !existsSync(log) || recorded === undefined);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('every scenario names patterns that exist', () => {
    const known = new Set(['unknown', 'passed', ...patterns.map(({ id }) => id)]);
    const named = scenarios.flatMap(({ id, expect, also = [] }) =>
      [expect, ...also].map((pattern) => ({ id, pattern })),
    );
    expect(named.filter(({ pattern }) => !known.has(pattern))).toEqual([]);
  });

  it('every stable pattern is the headline of a recorded run', () => {
    const headlines = new Set(scenarios.map(({ expect }) => expect));
    const unproven = patterns.filter(({ id, status }) => status === 'stable' && !headlines.has(id));
    expect(unproven.map(({ id }) => id)).toEqual([]);
  });

  it('no id is ever used again (docs/ids.txt; npm run ids)', () => {
    const lines = readFileSync('docs/ids.txt', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const retired = lines.filter((line) => line.endsWith(' retired')).map((line) => line.replace(' retired', ''));
    const active = lines.filter((line) => !line.endsWith(' retired'));
    expect(active).toEqual(patterns.map(({ id }) => id));
    expect(retired.filter((id) => active.includes(id))).toEqual([]);
  });
});
