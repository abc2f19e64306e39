import { describe } from 'vitest';
import { zip } from '../world/files/zip.js';
import { fromBranch, push } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import type { WorkflowRunState } from '../world/github/workflow-runs.js';
import { runAction, said } from './runner.js';
import { BOOM, PATTERN_FILES, WITH_PATTERN } from './samples.js';

const BOTH = 'cat <<EOF\nheating up\nboom: boiler B7 burst\nEOF\nexit 3';
const MORE = `${BOTH.replace('\nEOF', '\nerror[E0382]: borrow of moved value: \\`config\\`\n --> src/main.rs:14:20\nEOF')}`;

const act = (github: LoopbackGitHub, run: string, inputs: Record<string, string> = {}, event = fromBranch(7)) => {
  github.state.files.set('main', PATTERN_FILES);
  return runAction({
    inputs: { run, baseline: 'base', json: 'report.json', ...WITH_PATTERN, ...inputs },
    files: PATTERN_FILES,
    event,
    github,
    env: event.name === 'push' ? { GITHUB_REF: 'refs/heads/main' } : { GITHUB_BASE_REF: 'main' },
  });
};

const states = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    (
      JSON.parse(files['report.json'] ?? '') as { diagnoses: { pattern: string; state: string; since?: string }[] }
    ).diagnoses.map(({ pattern, state, since }) => [pattern, since === undefined ? state : `${state} since ${since}`]),
  );

/** A finished run on main, and the report it left in an artifact. */
function finished(github: LoopbackGitHub, id: number, over: Partial<WorkflowRunState>, report?: string): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, {
    ...WORKFLOW_TOKEN,
    permissions: { contents: 'read', actions: 'read', 'pull-requests': 'write' },
  });
  const run = { workflow: 'ci.yml', branch: 'main', event: 'push', conclusion: 'failure', at: '2026-11-12T08:00:00Z' };
  github.state.workflowRuns.push({ ...run, id, ...over } as WorkflowRunState);
  github.state.runs.add(id);
  if (report !== undefined)
    github.state.artifacts.push({
      id: id * 10,
      run: id,
      name: 'whydunit-test',
      content: zip([{ name: 'report.json', content: report }]),
    });
}

describe.concurrent('compared with the base branch, a failure', () => {
  it('is new in this change, or already failing there and since when', async ({ github, expect }) => {
    const base = await act(github, BOOM, { comment: 'false' });
    finished(github, 90, {}, base.files['report.json']);
    const result = await act(github, MORE);
    expect(states(result.files)).toEqual({
      'house/boiler': 'known since 2026-11-12T08:00:00Z',
      'rust/moved-value': 'new',
    });
    const body = github.state.comments[0]?.body ?? '';
    expect(body).toContain('already failing on `main` since 12 Nov 2026');
    expect(body).toContain('new in this change');
    expect(result.summary).toContain('already failing on `main` since 12 Nov 2026');
    // Known or new, a P0 that is not resolved keeps the gate shut.
    expect(result.outputs['verdict']).toBe('fail');
  });

  it('is as old as the base branch says that it is', async ({ github, expect }) => {
    const first = await act(github, BOOM, { comment: 'false' });
    finished(github, 90, { at: '2026-11-12T08:00:00Z' }, first.files['report.json']);
    const second = await act(github, BOOM, {}, push());
    finished(github, 91, { at: '2026-11-20T08:00:00Z' }, second.files['report.json']);
    expect(states((await act(github, BOOM)).files)).toEqual({ 'house/boiler': 'known since 2026-11-12T08:00:00Z' });
  });

  it('is compared with the latest whole run of the branch itself, of no fork that calls its branch the same', async ({
    github,
    expect,
  }) => {
    const base = await act(github, BOOM, { comment: 'false' });
    const report = base.files['report.json'];
    finished(github, 90, { conclusion: 'success' }, JSON.stringify({ ...JSON.parse(report ?? ''), diagnoses: [] }));
    finished(github, 91, { event: 'pull_request', repository: 'mona/app' }, report);
    finished(github, 92, { repository: 'mona/app' }, report);
    finished(github, 93, { conclusion: 'cancelled' }, report);
    finished(github, 94, { workflow: 'docs.yml' }, report);
    finished(github, 95, { branch: 'other' }, report);
    finished(github, 4711, {}, report);
    expect(states((await act(github, BOOM)).files)).toEqual({ 'house/boiler': 'new' });
  });

  it('is called neither where there is nothing to compare with, and a sentence says so', async ({ github, expect }) => {
    finished(github, 80, { branch: 'other' });
    const none = await act(github, BOOM);
    expect(said(none, 'notice')).toEqual([expect.stringContaining('no run of ci.yml on main has finished yet')]);
    finished(github, 90, {});
    const empty = await act(github, BOOM);
    // Without a report the green log of the same job is asked for; of this run GitHub here knows no jobs.
    expect(said(empty, 'warning')).toEqual([expect.stringContaining('baseline: GitHub knows nothing there (404)')]);
    expect(github.state.comments[0]?.body).not.toMatch(/new in this change|already failing/);
  });

  it('is called neither where the token may not look, and the permission is named', async ({ github, expect }) => {
    const result = await act(github, BOOM);
    expect(said(result, 'warning')).toEqual([expect.stringMatching(/^baseline: .*actions: read/)]);
    expect([result.exitCode, github.state.comments.length]).toEqual([3, 1]);
  });

  it('can be compared with a report that is a file', async ({ github, expect }) => {
    const base = await act(github, BOOM, { comment: 'false', baseline: '' });
    const call = (baseline: string) =>
      runAction({
        inputs: { run: MORE, baseline, json: 'report.json', ...WITH_PATTERN },
        files: { ...PATTERN_FILES, 'base.json': base.files['report.json'] ?? '' },
      });
    expect(states((await call('base.json')).files)).toEqual({ 'house/boiler': 'known', 'rust/moved-value': 'new' });
    const missing = await call('none.json');
    expect(said(missing, 'warning')).toEqual([expect.stringContaining('baseline: none.json')]);
  });
});
