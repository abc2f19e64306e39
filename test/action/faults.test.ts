import { describe } from 'vitest';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { runAction, said } from './runner.js';
import { BOOM, PATTERN_FILES, WITH_PATTERN } from './samples.js';

const BOOM_B8 = BOOM.replace('B7', 'B8');

const act = (github: LoopbackGitHub, run = BOOM, number = 7) => {
  github.state.files.set('main', PATTERN_FILES);
  return runAction({ inputs: { run, ...WITH_PATTERN }, files: PATTERN_FILES, event: fromBranch(number), github });
};

/** Does something while a request is on its way, before it is carried out. */
function during(github: LoopbackGitHub, method: string, path: RegExp, act: () => void): void {
  let done = false;
  github.latency = () => {
    const request = github.seen.at(-1);
    if (!done && request?.method === method && path.test(request.path)) {
      done = true;
      act();
    }
    return 0;
  };
}

/** The action waits as long as it says it does, so these run side by side. */
describe.concurrent('when GitHub goes wrong', () => {
  it('[F1] 502 twice, then well: one comment, three attempts', async ({ github, expect }) => {
    github.faults.add({ method: 'POST', path: '/issues/', times: 2, shows: { status: 502 } });
    const result = await act(github);
    expect([github.state.comments.length, github.count('POST'), result.exitCode]).toEqual([1, 3, 3]);
    expect(result.outputs['comment-url']).toContain('#issuecomment-');
  });

  for (const shows of ['reset', { status: 502 }] as const) {
    it(`[F2] stored, but answered with ${JSON.stringify(shows)}: one comment`, async ({ github, expect }) => {
      github.faults.add({ method: 'POST', path: '/issues/', times: 1, when: 'stored', shows });
      const result = await act(github);
      expect([github.state.comments.length, github.count('POST'), result.exitCode]).toEqual([1, 1, 3]);
      expect(result.outputs['comment-url']).toContain('#issuecomment-');
    });
  }

  it('a list that fails in passing is asked for again', async ({ github, expect }) => {
    github.faults.add({ method: 'GET', path: '/issues/', times: 1, shows: 'reset' });
    await act(github);
    expect(github.state.comments).toHaveLength(1);
  });

  it('a lasting failure costs the comment and nothing else', async ({ github, expect }) => {
    github.faults.add({ method: 'GET', path: '/issues/', shows: { status: 503 } });
    const result = await act(github);
    const asked = github.seen.filter(({ path }) => path.includes('/issues/'));
    expect([result.exitCode, asked.length]).toEqual([3, 3]);
    expect(result.summary).toContain('Boiler `B7` burst');
    expect([result.outputs['verdict'], result.outputs['comment-url']]).toEqual(['fail', '']);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('GitHub answered 503')]);
  });

  for (const when of ['refused', 'stored'] as const) {
    it(`a change that is answered with 502, though ${when}, is looked at before it is made again`, async ({
      github,
      expect,
    }) => {
      await act(github);
      github.faults.add({ method: 'PATCH', times: 1, when, shows: { status: 502 } });
      const result = await act(github, BOOM_B8);
      expect(result.outputs['comment-url']).toContain('#issuecomment-1001');
      expect(github.state.comments[0]?.body).toContain('Boiler `B8` burst');
      expect([github.state.comments.length, github.count('PATCH')]).toEqual([1, when === 'stored' ? 1 : 2]);
    });
  }

  it('a change that fails again and again costs the comment and nothing else', async ({ github, expect }) => {
    await act(github);
    github.faults.add({ method: 'PATCH', shows: { status: 503 } });
    const result = await act(github, BOOM_B8);
    expect([result.exitCode, github.count('PATCH')]).toEqual([3, 3]);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('GitHub answered 503')]);
  });

  it('[F3] a rate limit is waited for as told', async ({ github, expect }) => {
    github.faults.add({
      method: 'POST',
      times: 1,
      shows: { status: 403, message: 'You have exceeded a secondary rate limit.', headers: { 'retry-after': '2' } },
    });
    const started = Date.now();
    await act(github);
    expect(github.state.comments).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThan(2_000);
  });

  for (const [what, status, headers] of [
    ['a wait that is told', 429, () => ({ 'retry-after': '2' })],
    [
      'a limit that is used up',
      403,
      () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 2) }),
    ],
  ] as const) {
    it(`[F3] ${what} is obeyed whatever the answer is called, and the comment looked at again before it is changed`, async ({
      github,
      expect,
    }) => {
      await act(github);
      github.faults.add({ method: 'PATCH', times: 1, shows: { status, message: 'Slow down', headers: headers() } });
      const before = github.seen.length;
      const started = Date.now();
      await act(github, BOOM_B8);
      expect(Date.now() - started).toBeGreaterThan(2_000);
      const asked = github.seen
        .slice(before)
        .filter(({ path }) => path.includes('/issues/comments/'))
        .map(({ method }) => method);
      expect(asked.slice(0, 4)).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
      expect(github.state.comments[0]?.body).toContain('Boiler `B8` burst');
    });
  }

  it('[F3] a rate limit that would take too long is not waited for', async ({ github, expect }) => {
    const reset = String(Math.floor(Date.now() / 1000) + 3_000);
    github.faults.add({
      method: 'POST',
      shows: {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
      },
    });
    const result = await act(github);
    expect(result.exitCode).toBe(3);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('rate limit')]);
  });
});

describe.concurrent('what others do between looking and writing', () => {
  const COMMENT = /issues\/comments\/1001/;

  for (const [when, method] of [
    ['before it is read', 'GET'],
    ['before it is written', 'PATCH'],
  ] as const) {
    it(`[F8] a comment deleted ${when} is written anew`, async ({ github, expect }) => {
      await act(github);
      during(github, method, COMMENT, () => github.state.comments.splice(0));
      const result = await act(github, BOOM_B8);
      expect(github.state.comments.map(({ body }) => body.includes('Boiler `B8` burst'))).toEqual([true]);
      expect(result.outputs['comment-url']).not.toContain('#issuecomment-1001');
      expect(said(result, 'warning')).toEqual([]);
    });
  }

  it('a deleted comment is not begun again for good news', async ({ github, expect }) => {
    await act(github);
    during(github, 'PATCH', COMMENT, () => github.state.comments.splice(0));
    const result = await act(github, 'echo all warm');
    expect([github.state.comments.length, result.exitCode, said(result, 'warning')]).toEqual([0, 0, []]);
  });

  it('[F8] a conversation that is locked costs one warning', async ({ github, expect }) => {
    during(github, 'POST', /issues\/7\/comments/, () => github.state.locked.add(7));
    const result = await act(github);
    expect([github.state.comments.length, result.exitCode]).toEqual([0, 3]);
    expect(said(result, 'warning')).toEqual([expect.stringContaining('locked')]);
  });

  it('[F8] a pull request that is closed is still told', async ({ github, expect }) => {
    const pull = github.state.pullRequests.get(7);
    during(github, 'POST', /issues\/7\/comments/, () => {
      if (pull !== undefined) pull.state = 'closed';
    });
    await act(github);
    expect(github.state.commentsOf(7)).toHaveLength(1);
  });

  it('[F8] a pull request that was pushed to meanwhile keeps what is said of the newer commit', async ({
    github,
    expect,
  }) => {
    await act(github);
    const pull = github.state.pullRequests.get(7);
    during(github, 'GET', /\/pulls\/7$/, () => {
      if (pull !== undefined) pull.sha = 'd'.repeat(40);
    });
    const before = github.state.comments[0]?.body;
    const result = await act(github, BOOM_B8);
    expect([github.state.comments[0]?.body, github.count('PATCH')]).toEqual([before, 0]);
    expect(said(result, 'notice')).toEqual([expect.stringContaining('moved on')]);
  });

  it('[F8] never touches another pull request', async ({ github, expect }) => {
    github.state.addPullRequest(8);
    await act(github, BOOM, 8);
    const other = structuredClone(github.state.commentsOf(8));
    during(github, 'GET', /issues\/7\/comments/, () => github.state.issues.delete(7));
    const result = await act(github);
    expect(github.state.commentsOf(8)).toEqual(other);
    expect([github.state.comments.length, said(result, 'warning').length]).toEqual([1, 1]);
  });
});
