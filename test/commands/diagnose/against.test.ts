import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test as plain } from 'vitest';
import { against } from '../../../src/commands/diagnose/against.js';
import { earlierRun } from '../../../src/commands/diagnose/baseline.js';
import type { Source } from '../../../src/core/domain/source.js';
import { compare } from '../../../src/core/reports/compare.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import type { ActionInputs } from '../../../src/settings/inputs.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { readBaseline } from '../../../src/world/reports/baseline-file.js';
import { zip } from '../../world/files/zip.js';
import { it } from '../../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../../world/github/loopback.js';
import type { WorkflowRunState } from '../../world/github/workflow-runs.js';

const rules = { patterns: await loadCatalogue([]) };

/** A tolerated failure, and a run that goes on. */
const TOLERATED = `12:00:01 weighing begins
Traceback (most recent call last):
  File "weigh.py", line 3, in <module>
    open(cache)
FileNotFoundError: [Errno 2] No such file or directory: 'cache.db'
no cache, weighing anew`;
const GREEN = `${TOLERATED}\nweighed 12 pears in 3.2 s\n`;
const RED = `${TOLERATED.replace('12:00:01', '14:33:59')}
the lid of the scale stands open
weighed 7 pears in 1 min
##[error]Process completed with exit code 1.
`;

const source = (text: string): Source => ({
  name: 'job.log',
  kind: 'file',
  outcome: 'unknown',
  open: () => Readable.from([Buffer.from(text)]),
});

const test = plain.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs from here
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'baseline-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

/** The red log, diagnosed against what lies at the path. */
async function redAgainst(path: string) {
  const earlier = await against(await readBaseline(path), rules);
  const report = await diagnose({ ...rules, ...earlier, sources: [source(RED)], failOn: 'P0', run: {} });
  return compare(report, earlier.baseline);
}

describe('against a run that passed', () => {
  test.for([
    ['a log', 'green.log', GREEN],
    ['a folder', '.', GREEN],
    ["a job log's archive", 'logs.zip', zip([{ name: '0_weigh.txt', content: GREEN }])],
  ] as const)('%s: what is new explains, what is tolerated does not', async ([, path, content], { folder, expect }) => {
    await writeFile(join(folder, path === '.' ? 'green.log' : path), content);
    const { diagnoses, unknown } = await redAgainst(join(folder, path));
    expect(unknown).toMatchObject([{ primary: true, state: 'new' }]);
    expect(unknown[0]?.evidence[0]).toMatchObject({ line: 7, text: 'the lid of the scale stands open' });
    // It is still told, and still weighs in the gate.
    expect(diagnoses).toMatchObject([{ pattern: 'python/file-not-found', primary: false, state: 'known' }]);
  });

  test('what failed in both alone stays what failed', async ({ expect }) => {
    const logs = [source(TOLERATED)];
    const earlier = await against({ name: 'green.log', logs, notes: [] }, rules);
    const report = await diagnose({ ...rules, ...earlier, sources: logs, failOn: 'P0', run: {} });
    expect(report.diagnoses).toMatchObject([{ pattern: 'python/file-not-found', primary: true }]);
  });

  test('an unknown has one fingerprint in all cells, whatever their numbers', async ({ expect }) => {
    const cells = ['3', '17'].map((pears) =>
      source(
        `pears: ${pears}\nscale: error: ${pears} of 20 pears are blue\n##[error]Process completed with exit code 1.\n`,
      ),
    );
    const fingerprints = [];
    for (const cell of cells) {
      const { unknown } = await diagnose({ ...rules, sources: [cell], failOn: 'P0', run: {} });
      fingerprints.push(...unknown.map(({ fingerprint }) => fingerprint));
    }
    expect(fingerprints).toHaveLength(2);
    expect(new Set(fingerprints).size).toBe(1);
  });
});

test('of a run that failed the failures are known, and its lines explain as before', async ({ folder, expect }) => {
  await writeFile(join(folder, 'red.log'), RED);
  const { diagnoses } = await redAgainst(join(folder, 'red.log'));
  expect(diagnoses).toMatchObject([{ pattern: 'python/file-not-found', primary: true, state: 'known' }]);
});

test('what cannot be read is an error', async ({ folder, expect }) => {
  await expect(readBaseline(join(folder, 'none.log'))).rejects.toThrow('does not exist');
  await expect(readBaseline(join(folder, 'none.json'))).rejects.toThrow('none.json');
});

describe('on GitHub, without a report of ours', () => {
  const run = { workflow: 'ci.yml', branch: 'main', event: 'push', at: '2026-11-12T08:00:00Z' } as const;
  const job = { name: 'weigh', conclusion: 'success', steps: [] } as const;

  const asked = (github: LoopbackGitHub) =>
    ({
      baseline: 'base',
      context: { repository: github.state.repository, runId: 4711, serverUrl: 'https://github.com' },
      baseBranch: 'main',
      workflowFile: 'ci.yml',
      token: WORKFLOW_TOKEN.value,
      runner: { apiUrl: github.origin, name: 'me' },
    }) as unknown as ActionInputs;

  const state = (github: LoopbackGitHub, runs: readonly WorkflowRunState[]) => {
    github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions: { actions: 'read' } });
    github.state.workflowRuns.push(...runs);
    for (const { id } of runs) github.state.runs.add(id);
  };

  it('the last green run of the same job is read', async ({ github, expect }) => {
    state(github, [
      { ...run, id: 90, conclusion: 'success' },
      { ...run, id: 91, conclusion: 'failure', at: '2026-11-13T08:00:00Z' },
    ]);
    github.state.jobs.push(
      { ...job, id: 1, run: 90, log: GREEN },
      { ...job, id: 2, run: 90, name: 'other', log: 'the lid of the scale stands open\n' },
    );
    const wanted = { ...source(RED), job: { name: 'weigh' } };
    const earlier = await earlierRun(asked(github), [wanted], rules);
    expect(earlier?.baseline.name).toBe('main');
    expect([
      earlier?.ordinary?.has('weighed 3 pears in 9 s'),
      earlier?.ordinary?.has('the lid of the scale stands open'),
    ]).toEqual([true, false]);
  });

  it('a log of another job says nothing', async ({ github, expect }) => {
    state(github, [{ ...run, id: 90, conclusion: 'success' }]);
    github.state.jobs.push({ ...job, id: 2, run: 90, name: 'other', log: GREEN });
    expect(await earlierRun(asked(github), [{ ...source(RED), job: { name: 'weigh' } }], rules)).toBeUndefined();
  });
});
