import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';

const scenarios = scenarioIds().map(readScenario);
const { patterns } = await loadCatalogue([]);

describe('catalogue and recordings prove each other', () => {
  it('every family has its tests', () => {
    const families = readdirSync('src/knowledge', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'catalogue')
      .map(({ name }) => name);
    const missing = families.filter((name) => !existsSync(`test/knowledge/${name}/family.test.ts`));
    expect(missing, 'write test/knowledge/<family>/family.test.ts like that of another family').toEqual([]);
  });

  it('every recorded run lies in a family', () => {
    const families = new Set(readdirSync('src/knowledge'));
    expect(readdirSync('fixtures').filter((name) => !families.has(name))).toEqual([]);
  });

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
