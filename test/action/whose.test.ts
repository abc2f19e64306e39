import { describe } from 'vitest';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { runAction } from './runner.js';

const LOG = 'error[E0382]: borrow of moved value: `config`\n --> src/main.rs:14:20\n';
const OWNERS = '.github/CODEOWNERS';

function act(github: LoopbackGitHub, inputs: Record<string, string> = {}, files: Record<string, string> = {}) {
  return runAction({
    github,
    event: fromBranch(7),
    inputs: { logs: 'build.log', json: 'report.json', ...inputs },
    files: { 'build.log': LOG, [OWNERS]: '* @octo/here\n', ...files },
    env: { GITHUB_BASE_REF: 'main' },
  });
}

const changing = (github: LoopbackGitHub, filename: string, patch: string) =>
  github.state.addPullRequest(7, { files: [{ filename, patch }] });
const comment = (github: LoopbackGitHub) => github.state.comments[0]?.body ?? '';
const listed = (github: LoopbackGitHub) => github.seen.filter(({ path }) => path.includes('/pulls/7/files'));

describe.concurrent('whose a failure may be', () => {
  it('is told by the diff of the pull request, for one request', async ({ github, expect }) => {
    changing(github, 'src/main.rs', '@@ -12,3 +12,4 @@\n line\n line\n+added\n line');
    const result = await act(github);
    expect(comment(github)).toContain('on a line of this change · owner: `@octo/here`');
    expect(JSON.parse(result.files['report.json'] ?? '').diagnoses[0]).toMatchObject({
      touch: { at: 'line', file: 'src/main.rs', line: 14 },
      owners: ['@octo/here'],
    });
    expect(result.summary).toContain('on a line of this change');
    expect([listed(github).length, github.seen.length]).toEqual([1, 9]);
  });

  it('is told by CODEOWNERS of the base branch where owners are mentioned, never by the pull request', async ({
    github,
    expect,
  }) => {
    changing(github, 'README.md', '@@ -1 +1 @@\n-a\n+b');
    github.state.files.set('main', { CODEOWNERS: '/src/ @octo/core\n' });
    await act(github, { 'mention-owners': 'true' });
    expect(comment(github)).toContain('its place is not in the one file of this change · owner: @octo/core');
    expect(comment(github)).not.toContain('@octo/here');
  });

  it('is left out where GitHub does not tell, and nothing else is', async ({ github, expect }) => {
    changing(github, 'src/main.rs', '@@ -14 +14 @@\n-a\n+b');
    github.faults.add({ method: 'GET', path: '/pulls/7/files', shows: { status: 404 } });
    const result = await act(github, {}, { [OWNERS]: '' });
    expect(comment(github)).toContain('`src/main.rs:14:20`');
    expect(comment(github)).not.toMatch(/this change|owner:/);
    expect(result.outputs['status']).toBe('failed');
  });

  it('stays in the comment when a job that passed writes it', async ({ github, expect }) => {
    changing(github, 'src/main.rs', '@@ -14 +14 @@\n-a\n+b');
    await act(github);
    await runAction({
      github,
      event: fromBranch(7),
      inputs: { run: 'echo fine' },
      env: { GITHUB_BASE_REF: 'main', GITHUB_JOB: 'lint' },
    });
    expect(comment(github)).toContain('on a line of this change');
  });

  it('costs no request where no place is known', async ({ github, expect }) => {
    changing(github, 'src/main.rs', '@@ -14 +14 @@\n-a\n+b');
    await act(github, {}, { 'build.log': 'sh: 1: protoc: not found\n' });
    expect(listed(github)).toEqual([]);
  });
});
