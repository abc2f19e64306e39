import { readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { parse } from 'yaml';
import { finished, fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { failedJob } from '../world/github/workflow-runs.js';
import { type ActionCall, type ActionResult, runAction, said } from './runner.js';

const RUN = 99;
const NETWORK = ['E: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/noble/InRelease  Connection timed out'];
const COMPILE = ['error[E0382]: borrow of moved value: `a`', ' --> src/main.rs:4:20', '  |'];
const STRANGE = ['frobnicator: E77 the flux is inverted'];

const [WHY] = Object.values(
  (
    parse(readFileSync('docs/workflows/rerun-transient.yml', 'utf8')) as {
      jobs: Record<
        string,
        { permissions: Record<string, 'read' | 'write'>; steps: { with?: Record<string, unknown> }[] }
      >;
    }
  ).jobs,
);

/** What is shipped, on a finished run whose jobs of these names failed with these lines. */
function act(
  github: LoopbackGitHub,
  jobs: Readonly<Record<string, readonly string[]>>,
  more: Partial<ActionCall> = {},
): Promise<ActionResult> {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions: WHY?.permissions ?? {} });
  github.state.runs.add(RUN);
  for (const [index, [name, lines]] of Object.entries(jobs).entries())
    github.state.jobs.push(failedJob(index + 1, RUN, name, lines));
  const inputs = Object.fromEntries(Object.entries(WHY?.steps[0]?.with ?? {}).map(([key, value]) => [key, `${value}`]));
  return runAction({ github, inputs, event: finished({ id: RUN, fork: 'octo/app' }), ...more });
}

const reruns = ({ seen }: LoopbackGitHub) => seen.filter(({ path }) => path.endsWith('/rerun-failed-jobs')).length;

describe.concurrent('rerun-transient.yml', () => {
  it('runs failed jobs again, once, where only the machine is to blame, and the comment says why', async ({
    github,
    expect,
  }) => {
    const result = await act(github, { test: NETWORK, lint: NETWORK });
    expect([result.exitCode, result.outputs['retry-safe'], reruns(github)]).toEqual([0, 'true', 1]);
    expect(github.state.commentsOf(7)[0]?.body).toContain('The failed jobs are run again, once');
    expect(result.summary).toContain('The failed jobs are run again, once');
    expect(github.state.jobs.filter(({ attempt }) => attempt === 2).map(({ name }) => name)).toEqual(['test', 'lint']);
  });

  it('leaves alone what would fail again, what nobody explains, and what was run again before', async ({
    github,
    expect,
  }) => {
    const stays = async (jobs: Readonly<Record<string, readonly string[]>>, more: Partial<ActionCall> = {}) => {
      github.state.jobs.length = 0;
      const result = await act(github, jobs, more);
      expect(result.summary).not.toContain('run again, once');
      return said(result, 'notice').join('\n');
    };
    expect(await stays({ test: NETWORK, lint: COMPILE })).toContain('a cause would fail again');
    expect(await stays({ test: NETWORK, lint: STRANGE })).toMatch(/no known pattern explains 1 failure/);
    const event = finished({ id: RUN, fork: 'octo/app' });
    const payload = structuredClone(event.payload) as { workflow_run: { run_attempt: number } };
    payload.workflow_run.run_attempt = 2;
    expect(await stays({ test: NETWORK }, { event: { ...event, payload } })).toContain('attempt 2');
    expect(reruns(github)).toBe(0);
  });

  it('leaves alone a run that somebody else has begun again, or of which a log is gone', async ({ github, expect }) => {
    github.state.jobs.push({ ...failedJob(50, RUN, 'other', NETWORK), attempt: 2, conclusion: null, steps: [] });
    expect(said(await act(github, { test: NETWORK }), 'notice').join()).toContain('not run again');
    github.state.jobs.length = 0;
    const { log: _gone, ...lost } = failedJob(51, RUN, 'lost', NETWORK);
    github.state.jobs.push(lost);
    expect(said(await act(github, { test: NETWORK }), 'notice').join()).toContain(
      'nothing explains why 1 job failed, lost first',
    );
    expect(reruns(github)).toBe(0);
  });

  it('says what it may not do, and that it belongs on workflow_run', async ({ github, expect }) => {
    const result = await act(github, { test: NETWORK });
    expect(result.exitCode).toBe(0);
    github.state.jobs.length = 0;
    const read = { actions: 'read', contents: 'read' } as const;
    github.state.jobs.push(failedJob(1, RUN, 'test', NETWORK));
    github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions: read });
    const inputs = { 'job-logs': 'true', rerun: 'transient', comment: 'false' };
    const refused = await runAction({ github, inputs, event: finished({ id: RUN, fork: 'octo/app' }) });
    expect(said(refused, 'warning').join('\n')).toContain('permissions: actions: write');
    const elsewhere = await runAction({ github, inputs, event: fromBranch(7) });
    expect([elsewhere.exitCode, said(elsewhere, 'error').join()]).toEqual([2, expect.stringContaining('workflow_run')]);
  });
});
