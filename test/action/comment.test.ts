import { describe } from 'vitest';
import { type Event, fromBranch, fromDeletedFork, fromFork, push } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { ACTIONS_BOT, type Account } from '../world/github/state.js';
import { runAction, said } from './runner.js';
import { BOOM, FINE, PATTERN_FILES, WITH_PATTERN } from './samples.js';

const MONA: Account = { login: 'mona', id: 2, type: 'User' };
const NEXT = 'd'.repeat(40);
const BOOM_B8 = BOOM.replace('B7', 'B8');

interface More {
  readonly event?: Event;
  readonly env?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

const act = (github: LoopbackGitHub, run: string, { event = fromBranch(7), env = {}, inputs = {} }: More = {}) => {
  github.state.files.set('main', PATTERN_FILES);
  return runAction({ inputs: { run, ...WITH_PATTERN, ...inputs }, files: PATTERN_FILES, event, github, env });
};

const body = (github: LoopbackGitHub) => github.state.commentsOf(7)[0]?.body ?? '';

describe.concurrent('the comment on a pull request, written by the bundled action', () => {
  it('is created once, left alone when it would say the same, and changed in place when not', async ({
    github,
    expect,
  }) => {
    const first = await act(github, BOOM);
    expect(first.outputs['comment-url']).toBe('https://github.com/octo/app/pull/7#issuecomment-1001');
    expect(body(github)).toMatch(/^<!-- whydunit -->\n<!-- whydunit-data 2 [0-9a-f]{16} [A-Za-z0-9+/=]+ -->\n\n❌ /);
    expect(body(github)).toContain('Boiler `B7` burst under pressure.');

    const same = await act(github, BOOM);
    expect(same.outputs['comment-url']).toBe(first.outputs['comment-url']);
    expect([github.count('POST'), github.count('PATCH')]).toEqual([1, 0]);

    await act(github, BOOM_B8, { env: { GITHUB_RUN_ID: '4712' } });
    expect([github.count('POST'), github.count('PATCH'), github.state.comments.length]).toEqual([1, 1, 1]);
    expect(body(github)).toContain('Boiler `B8` burst');
  });

  it('turns green when the failure is gone, and is not begun for good news', async ({ github, expect }) => {
    await act(github, FINE);
    expect(github.state.comments).toHaveLength(0);
    await act(github, BOOM);
    const green = await act(github, FINE);
    expect(github.state.comments).toHaveLength(1);
    expect(body(github)).toContain('✅ **Resolved');
    expect([green.exitCode, green.outputs['status'], green.outputs['verdict']]).toEqual([0, 'passed', 'pass']);
    await act(github, FINE);
    expect(github.count('PATCH')).toBe(1);
  });

  it('is begun when the workflow says so, under its own title', async ({ github, expect }) => {
    const always = { 'comment-mode': 'always', title: 'Backend @all' };
    await act(github, FINE, { inputs: always });
    expect(body(github)).toMatch(/\n\n### Backend `@all`\n\n✅ \*\*Nothing failed\*\*/);
    await act(github, BOOM, { inputs: always });
    expect(body(github)).toMatch(/### Backend `@all`\n\n❌ /);
    await act(github, FINE, { inputs: always });
    expect(body(github)).toContain('✅ **Nothing failed**');
    expect(github.state.comments).toHaveLength(1);
  });

  it('is not begun where it is off, or only for what is new and nothing is', async ({ github, expect }) => {
    await act(github, BOOM, { inputs: { 'comment-mode': 'off' } });
    expect(github.state.comments).toHaveLength(0);
    await act(github, BOOM, { inputs: { 'comment-mode': 'on-change' } });
    expect(github.state.comments).toHaveLength(1);
  });

  it('stays red when the job failed somewhere the logs do not show', async ({ github, expect }) => {
    const quiet = (status: string) =>
      runAction({
        inputs: { logs: 'quiet.log', 'job-status': status },
        files: { 'quiet.log': 'nothing here\n' },
        event: fromBranch(7),
        github,
      });
    await act(github, BOOM);
    const result = await quiet('failure');
    expect([result.exitCode, result.outputs['status']]).toEqual([0, 'failed']);
    expect(body(github)).toContain('nothing here');
    await quiet('success');
    expect(body(github)).toContain('✅ **Resolved');
  });

  it('is found on any page', async ({ github, expect }) => {
    const talk = () => {
      for (let index = 0; index < 121; index++) github.state.addComment(7, MONA, `comment ${index}`);
    };
    talk();
    await act(github, BOOM);
    talk();
    await act(github, BOOM_B8);
    expect([github.count('POST'), github.count('PATCH'), github.state.comments.length]).toEqual([1, 1, 243]);
  });

  it('[S4] is never mistaken for one that a stranger, another bot or another job of ours wrote', async ({
    github,
    expect,
  }) => {
    await act(github, BOOM);
    const text = github.state.comments.splice(0)[0]?.body ?? '';
    github.state.addComment(7, MONA, text);
    github.state.addComment(7, { login: 'other-app[bot]', id: 3, type: 'Bot' }, text);
    github.state.addComment(7, { login: 'github-actions', id: 4, type: 'User' }, text);
    github.state.addComment(
      7,
      ACTIONS_BOT,
      `<!-- whydunit ci.yml/lint 000000000000 -->\n\n\`\`\`text\n${text}\n\`\`\``,
    );
    const foreign = structuredClone(github.state.comments);
    await act(github, BOOM_B8);
    expect(github.state.comments.slice(0, 4)).toEqual(foreign);
    expect(github.state.comments).toHaveLength(5);
  });

  it('is one for all jobs, cells of a matrix and workflows', async ({ github, expect }) => {
    await act(github, BOOM);
    await act(github, BOOM, { env: { GITHUB_JOB: 'lint' } });
    await act(github, BOOM, { inputs: { matrix: '{"os":"linux"}' } });
    await act(github, BOOM_B8, { inputs: { matrix: '{"os":"windows"}' } });
    await act(github, FINE, {
      env: {
        GITHUB_WORKFLOW: 'Docs',
        GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/docs.yml@refs/heads/main',
        GITHUB_RUN_ID: '4712',
      },
    });
    expect(github.state.comments).toHaveLength(1);
    expect(body(github)).toContain('5 jobs: ❌ 4 failed · ✅ 1 passed');
    for (const job of ['CI / test', 'CI / lint', 'CI / test (linux)', 'CI / test (windows)', 'Docs / test'])
      expect(body(github)).toContain(`\`${job}\``);
    // One cause in four jobs is told once.
    expect(body(github).match(/Boiler `B[78]` burst under pressure\./g)?.length).toBeLessThanOrEqual(2);
  });

  it('says what a push fixed, and waits for the jobs that have not reported for it yet', async ({ github, expect }) => {
    await act(github, BOOM, { env: { GITHUB_JOB: 'lint' } });
    await act(github, BOOM_B8);
    const pull = github.state.pullRequests.get(7);
    if (pull !== undefined) pull.sha = NEXT;
    const next = { event: fromBranch(7, NEXT), env: { GITHUB_RUN_ID: '4800' } };
    await act(github, FINE, next);
    expect(body(github)).toContain('⏳ **No failure so far:** 1 job that reported before has not reported');
    await act(github, FINE, { ...next, env: { ...next.env, GITHUB_JOB: 'lint' } });
    expect(body(github)).toContain('✅ **Everything fixed:**');
    expect(body(github)).toMatch(/\*\*Fixed since the last push\*\*\n\n- ✅ P0 · The boiler burst · `house\/boiler`/);
    expect(github.state.comments).toHaveLength(1);
  });

  it('calls flaky what the same commit passed when it was run again', async ({ github, expect }) => {
    await act(github, BOOM);
    const again = await act(github, FINE, { env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(again.summary).toMatch(/\*\*Passed on retry: flaky\*\*\n\n- ⚠️ P0 · The boiler burst/);
    expect(again.stdout).toContain('Passed on retry: flaky:\n  P0 The boiler burst\n');
    expect(body(github)).toContain('✅ **Passed on retry:**');
    expect(body(github)).toMatch(/\*\*Passed on retry: flaky\*\*\n\n- ⚠️ P0 · The boiler burst/);
  });

  it('is left alone by a run whose commit is not the head any more', async ({ github, expect }) => {
    const pull = github.state.pullRequests.get(7);
    if (pull !== undefined) pull.sha = NEXT;
    await act(github, BOOM_B8, { event: fromBranch(7, NEXT), env: { GITHUB_RUN_ID: '4800' } });
    const before = body(github);
    const late = await act(github, BOOM);
    expect(body(github)).toBe(before);
    expect(late.exitCode).toBe(3);
    expect(said(late, 'notice')).toEqual([expect.stringContaining('it has moved on to commit ddddddd')]);
  });

  it('belongs to a person when the token does', async ({ github, expect }) => {
    github.state.tokens.set('ghp_mona', { value: 'ghp_mona', account: MONA, permissions: { issues: 'write' } });
    await act(github, BOOM, { inputs: { token: 'ghp_mona' } });
    await act(github, BOOM_B8, { inputs: { token: 'ghp_mona' } });
    expect(github.state.comments.map((comment) => [comment.author.login, comment.body.includes('B8')])).toEqual([
      ['mona', true],
    ]);
  });

  it('is not written where there is no pull request, or where it is not wanted', async ({ github, expect }) => {
    await act(github, BOOM, { event: push() });
    await act(github, BOOM, { inputs: { comment: 'false' } });
    expect(github.seen.filter(({ path }) => path.includes('/issues/'))).toHaveLength(0);
  });
});

describe.concurrent('a comment that may not be written', () => {
  const allow = (github: LoopbackGitHub, permissions: Record<string, 'read' | 'write'>) =>
    github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });

  it('[F5] costs one warning that names what is missing, and nothing else', async ({ github, expect }) => {
    allow(github, { contents: 'read' });
    const result = await act(github, BOOM);
    expect(result.exitCode).toBe(3);
    expect(result.summary).toContain('Boiler `B7` burst');
    expect([result.outputs['verdict'], result.outputs['comment-url']]).toEqual(['fail', '']);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('permissions: pull-requests: write')]);
  });

  for (const [what, event] of [
    ['a fork', fromFork(7)],
    ['a fork that was deleted', fromDeletedFork(7)],
  ] as const) {
    it(`[F4] of ${what}, is explained with the way by two workflows`, async ({ github, expect }) => {
      allow(github, { contents: 'read', 'pull-requests': 'read' });
      const result = await act(github, BOOM, { event });
      expect(result.exitCode).toBe(3);
      expect(result.summary).toContain('Boiler `B7` burst');
      expect(said(result, 'warning')).toEqual([expect.stringMatching(/pull-requests: write.*workflow_run/)]);
    });
  }

  it('is not missed when there is nothing bad to say', async ({ github, expect }) => {
    allow(github, { contents: 'read' });
    const result = await act(github, FINE);
    expect([result.exitCode, said(result, 'warning')]).toEqual([0, []]);
  });

  it('because the token is refused, is told as that', async ({ github, expect }) => {
    const result = await act(github, BOOM, { inputs: { token: 'expired' } });
    expect(result.exitCode).toBe(3);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('GitHub refused the token (401)')]);
  });

  it('because the conversation is locked, is told as that', async ({ github, expect }) => {
    github.state.locked.add(7);
    expect(said(await act(github, BOOM), 'warning')).toEqual([expect.stringContaining('locked')]);
  });

  it('because the pull request is gone, is told as that', async ({ github, expect }) => {
    expect(said(await act(github, BOOM, { event: fromBranch(8) }), 'warning')).toEqual([
      expect.stringContaining('not found'),
    ]);
  });
});
