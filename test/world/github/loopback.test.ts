import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackGitHub, WORKFLOW_TOKEN } from './loopback.js';
import { ACTIONS_BOT } from './state.js';

/** The imitation is trusted by every other test, so it is tested itself. */
describe('the loopback GitHub', () => {
  let github: LoopbackGitHub;
  beforeEach(async () => {
    github = await LoopbackGitHub.start();
    github.state.issues.add(7);
  });
  afterEach(() => github.stop());

  const ask = (method: string, path: string, body?: unknown, token = WORKFLOW_TOKEN.value) =>
    fetch(github.origin + path, {
      method,
      headers: { authorization: `token ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('keeps comments between requests and answers as described', async () => {
    const created = await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'hello' });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: number };
    expect((await ask('PATCH', `/repos/octo/app/issues/comments/${id}`, { body: 'changed' })).status).toBe(200);
    const listed = (await (await ask('GET', '/repos/octo/app/issues/7/comments')).json()) as { body: string }[];
    expect(listed.map((comment) => comment.body)).toEqual(['changed']);
    expect(github.complaints).toEqual([]);
  });

  it('pages with Link headers', async () => {
    for (let index = 0; index < 121; index++) github.state.addComment(7, ACTIONS_BOT, `comment ${index}`);
    const first = await ask('GET', '/repos/octo/app/issues/7/comments?per_page=100');
    expect(((await first.json()) as unknown[]).length).toBe(100);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const second = await ask('GET', '/repos/octo/app/issues/7/comments?per_page=100&page=2');
    expect(((await second.json()) as unknown[]).length).toBe(21);
    expect(second.headers.get('link')).not.toContain('rel="next"');
    expect(github.complaints).toEqual([]);
  });

  it('complains about requests that the description does not allow', async () => {
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', { body: 5 })).status).toBe(422);
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', {})).status).toBe(422);
    expect((await ask('GET', '/repos/octo/app/issues/7/comments?per_page=abc')).status).toBe(422);
    expect((await ask('GET', '/repos/octo/app/nonsense')).status).toBe(404);
    expect(github.complaints).toHaveLength(4);
  });

  it('enforces what the description does not know', async () => {
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x'.repeat(65537) })).status).toBe(422);
    expect((await ask('POST', '/repos/octo/app/issues/8/comments', { body: 'x' })).status).toBe(404);
    expect((await ask('GET', '/repos/octo/app/issues/7/comments', undefined, 'unknown')).status).toBe(401);
    github.state.tokens.set('weak', { ...WORKFLOW_TOKEN, value: 'weak', permissions: { 'pull-requests': 'read' } });
    const refused = await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x' }, 'weak');
    expect([refused.status, refused.headers.get('x-accepted-github-permissions')]).toEqual([
      403,
      'issues=write; pull_requests=write',
    ]);
    expect((await ask('GET', '/repos/octo/app/issues/7/comments', undefined, 'weak')).status).toBe(200);
    expect(github.complaints).toEqual([]);
  });

  it('goes wrong on demand, before or after it has stored', async () => {
    github.faults.add({ method: 'POST', times: 1, shows: { status: 502 } });
    github.faults.add({ method: 'POST', times: 1, when: 'stored', shows: 'reset' });
    const post = () => ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x' });
    expect((await post()).status).toBe(502);
    expect(github.state.comments).toHaveLength(0);
    await expect(post()).rejects.toThrow();
    expect(github.state.comments).toHaveLength(1);
    expect((await post()).status).toBe(201);
  });
});
