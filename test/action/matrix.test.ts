import { describe, expect } from 'vitest';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { toldSteps } from '../world/github/workflow-runs.js';
import { runAction } from './runner.js';
import { COMPILE_LOG, GREEN_LOG } from './samples.js';

const CELLS = Array.from({ length: 32 }, (_, index) => `test (${index + 1})`);

interface Written {
  readonly run: Record<string, unknown>;
  readonly verdict: unknown;
}

/** What one cell's job wrote. */
async function cell(github: LoopbackGitHub, log: string): Promise<Written> {
  const inputs = { logs: 'build.log', comment: 'false', json: 'report.json' };
  const { files } = await runAction({ github, event: fromBranch(7), inputs, files: { 'build.log': log } });
  return JSON.parse(files['report.json'] ?? '') as Written;
}

/** The last job: it has the cells' reports as files. */
function join(github: LoopbackGitHub, reports: ReadonlyMap<string, Written>) {
  const files = Object.fromEntries(
    [...reports].map(([job, report]) => [
      `reports/${job}.json`,
      JSON.stringify({ ...report, run: { ...report.run, job } }),
    ]),
  );
  return runAction({ github, event: fromBranch(7), inputs: { mode: 'merge', logs: 'reports/**/*.json' }, files });
}

/** GitHub's own word on how the cells ended. */
function ended(github: LoopbackGitHub, conclusion: 'success' | 'failure', names: readonly string[] = CELLS): void {
  const permissions = { actions: 'read', contents: 'read', 'pull-requests': 'write' } as const;
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
  github.state.runs.add(4711);
  for (const [id, name] of names.entries())
    github.state.jobs.push({ id, run: 4711, name, conclusion, steps: toldSteps(conclusion) });
}

describe('a matrix of 32 jobs', () => {
  it('[L7] is one comment with one diagnosis and 32 places', async ({ github }) => {
    ended(github, 'failure');
    const red = await cell(github, COMPILE_LOG);
    const before = github.seen.length;
    const result = await join(github, new Map(CELLS.map((name) => [name, red])));
    expect(github.seen.length - before).toBeLessThanOrEqual(25);
    expect(result.outputs).toMatchObject({ status: 'failed', count: '1' });
    expect(github.state.comments).toHaveLength(1);
    const text = github.state.comments[0]?.body ?? '';
    expect(text).toContain('Where: 32 places');
    for (const name of CELLS) expect(text).toContain(name);
    expect(text.match(/^\*\*Fix\*\*$/gm)).toHaveLength(1);
    expect(text.length).toBeLessThanOrEqual(60_000);
  });

  it('is not green over a job that died before it could write a report', async ({ github }) => {
    ended(github, 'success', CELLS.slice(1));
    ended(github, 'failure', CELLS.slice(0, 1));
    const green = { ...(await cell(github, GREEN_LOG)), status: 'passed' };
    const result = await join(github, new Map(CELLS.slice(1).map((name) => [name, green])));
    expect([result.exitCode, result.outputs['verdict'], result.outputs['status']]).toEqual([1, 'blocked', 'unknown']);
    expect(result.summary).toMatch(/the job `test \(1\)` failed, and no report of it says why/);
  });

  it('says which permission it lacks to see that, and joins what it has', async ({ github }) => {
    const red = await cell(github, COMPILE_LOG);
    const result = await join(github, new Map([['test (1)', red]]));
    expect(result.stdout).toContain('actions: read');
    expect(result.outputs['count']).toBe('1');
  });
});
