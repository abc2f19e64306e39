import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readScenario } from '../../scripts/scenario.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { parsePattern } from '../../src/knowledge/catalogue/parse.js';
import { applyConfiguration } from '../../src/settings/configuration/apply.js';
import { parseConfiguration } from '../../src/settings/configuration/parse.js';
import { checkExamples } from '../../src/walk/examples.js';

const readme = readFileSync('README.md', 'utf8');
const action = parse(readFileSync('action.yml', 'utf8')) as {
  inputs: Record<string, { default?: string; description: string }>;
  outputs: Record<string, unknown>;
};

/** Rows of the first table below a heading, cells as written. */
function tableBelow(heading: string): string[][] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const unquoted = (cell = '') => cell.replace(/^`|`$/g, '');

/** Names in backticks in a sentence that starts with certain words. */
function namedAfter(words: string): string[] {
  const sentence = readme.split(words)[1]?.split('.')[0] ?? '';
  return [...sentence.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
}

describe('README', () => {
  it('lists every input, with its default', () => {
    const rows = tableBelow('Inputs').map(([name, value]) => [unquoted(name), unquoted(value)]);
    const later = namedAfter('not available in this version:');
    const byRunner = namedAfter('Filled in by the runner:');
    expect([...rows.map(([name]) => name), ...later, ...byRunner].sort()).toEqual(Object.keys(action.inputs).sort());
    for (const [name, value] of rows)
      expect({ name, value }).toEqual({ name, value: action.inputs[name as string]?.default ?? '' });
    for (const name of later) expect(action.inputs[name]?.description, name).toMatch(/not available in this version/i);
  });

  it('lists every output', () => {
    expect(
      tableBelow('Outputs')
        .map(([name]) => unquoted(name))
        .sort(),
    ).toEqual(Object.keys(action.outputs).sort());
  });

  it('shows a pattern that behaves as its examples say', async () => {
    const text =
      readme.split('<!-- This example is run by test/readme.test.ts. -->\n```yaml\n')[1]?.split('```')[0] ?? '';
    const path = '.whydunit/patterns/acme/schema-rejected.yaml';
    const parsed = parsePattern('acme/schema-rejected', path, text);
    expect(await checkExamples(parsed, await loadCatalogue([{ path, text }]))).toEqual([]);
  });

  it('shows a configuration that is read, and changes what it says', async () => {
    const text =
      readme
        .split('<!-- This configuration is read and applied by test/readme.test.ts. -->\n```yaml\n')[1]
        ?.split('```')[0] ?? '';
    const configuration = parseConfiguration('.github/whydunit.yml', text);
    const { patterns } = applyConfiguration(await loadCatalogue([]), configuration);
    const of = (id: string) => patterns.find((pattern) => pattern.id === id);
    expect([of('docker/no-space')?.severity, of('tokio/contention')?.severity]).toEqual(['P0', 'P3']);
    expect(of('perf/slow-tests')).toBeUndefined();
    expect(of('metrics/error-rate')?.when.facts['errorRate']).toBe('> 5');
    expect(configuration.waivers.map(({ covers }) => covers)).toEqual([
      { pattern: 'rust/moved-value' },
      { test: 'tests/test_sync.py::test_retries' },
    ]);
    expect([configuration.patterns.length, configuration.redact.length]).toEqual([1, 1]);
  });

  it('diagnoses a recorded failure in its first command', () => {
    const path = /node dist\/cli\.js diagnose fixtures\/(\S+)\/output\.log/.exec(readme)?.[1] ?? '';
    expect(readScenario(path).expect).toMatch(/\//);
  });

  it('refers to files that exist', () => {
    const paths = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
