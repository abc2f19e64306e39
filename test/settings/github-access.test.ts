import { describe, expect, it } from 'vitest';
import { runAddress } from '../../src/settings/arguments/run-address.js';
import { githubAccess } from '../../src/settings/github-access.js';

describe('which GitHub is asked, and with what token', () => {
  it.each([
    [undefined, { GH_TOKEN: 'a' }, 'https://api.github.com', 'a'],
    ['https://github.com', { GH_TOKEN: '', GITHUB_TOKEN: 'b' }, 'https://api.github.com', 'b'],
    ['https://acme.ghe.com', { GH_TOKEN: 'a', GH_HOST: 'acme.ghe.com' }, 'https://api.acme.ghe.com', 'a'],
    [
      'https://git.acme.test',
      { GH_TOKEN: 'a', GH_ENTERPRISE_TOKEN: 'c', GH_HOST: 'git.acme.test' },
      'https://git.acme.test/api/v3',
      'c',
    ],
    ['https://git.acme.test', { GH_TOKEN: 'a', GH_HOST: 'git.acme.test' }, 'https://git.acme.test/api/v3', 'a'],
    [
      undefined,
      { GITHUB_TOKEN: 'b', GITHUB_SERVER_URL: 'https://git.acme.test', GITHUB_API_URL: 'https://git.acme.test/api/v3' },
      'https://git.acme.test/api/v3',
      'b',
    ],
    // In a job on a server of one's own, github.com is still asked at its own address.
    [
      'https://github.com',
      { GH_TOKEN: 'a', GITHUB_SERVER_URL: 'https://git.acme.test', GITHUB_API_URL: 'https://git.acme.test/api/v3' },
      'https://api.github.com',
      'a',
    ],
  ])('%s with %j', (server, env, apiUrl, token) => {
    expect(githubAccess(server, env)).toMatchObject({ apiUrl, token });
  });

  it.each([
    ['https://github.com.evil.test', { GH_TOKEN: 'a' }],
    ['https://evil.test', { GH_TOKEN: 'a', GITHUB_TOKEN: 'b', GH_ENTERPRISE_TOKEN: 'c' }],
    ['https://evil.test', { GH_ENTERPRISE_TOKEN: 'c', GH_HOST: 'git.acme.test' }],
    ['https://evil.ghe.com', { GH_TOKEN: 'a' }],
    ['http://github.com', { GH_TOKEN: 'a' }],
  ])('%s gets none of another', (server, env) => {
    expect(() => githubAccess(server, env)).toThrow(/not the GitHub that tokens are set for/);
  });

  it('a GitHub of which nobody set a token says which is wanted', () => {
    expect(() => githubAccess('https://github.com', { GH_ENTERPRISE_TOKEN: 'c' })).toThrow(/takes a token/);
    expect(() => githubAccess(undefined, { GH_HOST: 'git.acme.test' })).toThrow(/takes a token/);
  });
});

describe('the address of a run', () => {
  it.each([
    ['octo/app#7', { repository: 'octo/app', runId: 7 }],
    ['https://github.com/octo/app/actions/runs/7', { repository: 'octo/app', runId: 7 }],
    ['https://github.com/octo/app/actions/runs/7/attempts/2?pr=1', { repository: 'octo/app', runId: 7 }],
    ['https://github.com/octo/app/actions/runs/7/job/8#step:4:1', { repository: 'octo/app', runId: 7, jobId: 8 }],
    ['https://github.com/octo/app/runs/7', { repository: 'octo/app', runId: 7 }],
  ])('%s', (word, meant) => {
    expect(runAddress(word)).toMatchObject(meant);
  });

  it.each([
    'octo/app',
    '7',
    'https://github.com/octo/app',
    'https://github.com/octo/app/actions/runs/x',
    'https://',
    'a/b/c#1',
  ])('%s is none', (word) => {
    expect(() => runAddress(word)).toThrow(/is no address of a workflow run/);
  });
});
