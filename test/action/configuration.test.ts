import { describe, expect } from 'vitest';
import { checksumOf } from '../../src/world/packs/checksum.js';
import { fromBranch, push } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { ACME, ACME_FILES, ACME_LOG } from '../world/packs/archive.js';
import { runAction } from './runner.js';
import { COMPILE_LOG } from './samples.js';

const CONFIGURATION = '.github/whydunit.yml';
const PATTERN = 'rust/moved-value';
const STRICT = `severity: {${PATTERN}: P0}\n`;
const WAIVED = `${STRICT}waivers:\n  - {pattern: ${PATTERN}, reason: it is known, owner: mona, expires: '2199-12-31'}\n`;
const PULL = { event: fromBranch(7), env: { GITHUB_BASE_REF: 'main' } };

describe('the configuration', () => {
  it('of the checkout counts on a push', async ({ github }) => {
    const run = (text: string) =>
      runAction({
        github,
        event: push(),
        inputs: { logs: 'build.log' },
        files: { 'build.log': COMPILE_LOG, [CONFIGURATION]: text },
      });
    const strict = await run(STRICT);
    expect([strict.exitCode, strict.outputs['severity']]).toEqual([1, 'P0']);
    const waived = await run(WAIVED);
    expect([waived.exitCode, waived.outputs['verdict']]).toEqual([0, 'pass']);
    expect(waived.summary).toContain('it is known');
    expect(github.seen).toEqual([]);
  });

  it('[S9] of the base branch counts for a pull request, and an edit is told', async ({ github }) => {
    github.state.files.set('main', { [CONFIGURATION]: STRICT });
    const result = await runAction({
      github,
      ...PULL,
      inputs: { logs: 'build.log' },
      files: { 'build.log': COMPILE_LOG, [CONFIGURATION]: WAIVED },
    });
    expect([result.exitCode, result.outputs['severity']]).toEqual([1, 'P0']);
    const comment = github.state.comments[0]?.body ?? '';
    expect(comment).toContain(`Here \`${CONFIGURATION}\` is another; that changes nothing`);
    expect(comment).not.toContain('it is known');
  });

  it('of the base branch lays out the comment, and no other does', async ({ github }) => {
    const template = 'template: "## Shop\\n{{headline}}\\nAsk in the channel.\\n{{rest}}"\n';
    const failing = { inputs: { logs: 'build.log' }, files: { 'build.log': COMPILE_LOG } };
    const foreign = { ...failing.files, [CONFIGURATION]: 'template: "{{headline}}\\nAll is well."\n' };
    github.state.files.set('main', { [CONFIGURATION]: template });
    await runAction({ github, ...PULL, ...failing, files: foreign });
    const [, , shop, headline, ask] = (github.state.comments[0]?.body ?? '').split(/\n+/);
    expect([shop, ask]).toEqual(['## Shop', 'Ask in the channel.']);
    expect(headline).toMatch(/^❌ /);
    github.state.comments.length = 0;
    github.state.files.set('main', {});
    await runAction({ github, ...PULL, ...failing, files: foreign });
    expect(github.state.comments[0]?.body).not.toMatch(/All is well|## Shop/);
  });

  const COMMIT = '0123456789abcdef0123456789abcdef01234567';
  const packed = (checksum: string) =>
    `packs: ['github:acme/patterns@${COMMIT}#${checksum}']\nseverity: {acme/till: P0}\n`;
  const PACKED = packed(checksumOf(ACME_FILES));
  const STUCK = { inputs: { logs: 'till.log', 'job-status': 'failure' }, files: { 'till.log': ACME_LOG } };

  it('[S9] of the base branch names packs, and no other does', async ({ github }) => {
    github.state.tarballs.set(`acme/patterns@${COMMIT}`, ACME);
    github.state.files.set('main', { [CONFIGURATION]: PACKED });
    const result = await runAction({ github, ...PULL, ...STUCK });
    expect([result.exitCode, result.outputs['primary']]).toEqual([1, 'acme/till']);
    github.state.files.set('main', {});
    const other = await runAction({ github, ...PULL, ...STUCK, files: { ...STUCK.files, [CONFIGURATION]: PACKED } });
    expect(other.outputs['primary']).not.toBe('acme/till');
  });

  it('[S11] blocks where a pack of the base branch cannot be had, or is another', async ({ github }) => {
    github.state.files.set('main', { [CONFIGURATION]: PACKED });
    const missing = await runAction({ github, ...PULL, ...STUCK });
    expect([missing.exitCode, missing.outputs['verdict']]).toEqual([1, 'blocked']);
    github.state.tarballs.set(`acme/patterns@${COMMIT}`, ACME);
    github.state.files.set('main', { [CONFIGURATION]: packed(`sha256-${'A'.repeat(43)}=`) });
    const changed = await runAction({ github, ...PULL, ...STUCK });
    expect([changed.exitCode, changed.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(changed.summary).toContain('holds other patterns than were pinned');
  });

  it('of the base branch waives, and says so', async ({ github }) => {
    github.state.files.set('main', { [CONFIGURATION]: WAIVED });
    const result = await runAction({
      github,
      ...PULL,
      inputs: { logs: 'build.log' },
      files: { 'build.log': COMPILE_LOG },
    });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([0, 'pass']);
    expect(github.state.comments[0]?.body).toContain('it is known');
  });

  it('[S11] [G11] blocks where the base branch cannot be read, though the configuration was deleted', async ({
    github,
  }) => {
    github.faults.add({
      method: 'GET',
      path: '/branches/main',
      shows: { status: 403, message: 'Resource not accessible by integration' },
    });
    const run = (files: Record<string, string>) =>
      runAction({
        github,
        ...PULL,
        inputs: { logs: 'build.log', comment: 'false' },
        files: { 'build.log': COMPILE_LOG, ...files },
      });
    const blocked = await run({ [CONFIGURATION]: WAIVED });
    expect([blocked.exitCode, blocked.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(blocked.summary).toContain('contents: read');
    const deleted = await run({});
    expect([deleted.exitCode, deleted.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(deleted.summary).toContain('the rules on the base branch are not known');
  });

  const STRANGERS: readonly (readonly [what: string, event: string, env: Record<string, string>, head?: string])[] = [
    ['a dispatch with another head', 'repository_dispatch', {}, 'f'.repeat(40)],
    ['a dispatch by hand with another head', 'workflow_dispatch', {}, 'f'.repeat(40)],
    ['a comment', 'issue_comment', {}],
    ['a push that checks out something else', 'push', {}, 'f'.repeat(40)],
    ['a push to a branch that nobody protects', 'push', { GITHUB_REF: 'refs/heads/x', GITHUB_REF_PROTECTED: 'false' }],
    ['a tag', 'push', { GITHUB_REF: 'refs/tags/v1' }],
    ['a merge queue', 'merge_group', { GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-1' }],
  ];
  it.for(STRANGERS)('[G11] of the base branch counts for %s', async ([, name, env, head], { github }) => {
    github.state.files.set('main', { [CONFIGURATION]: STRICT });
    const result = await runAction({
      github,
      event: { name, payload: {} },
      env,
      inputs: { logs: 'build.log', comment: 'false' },
      files: {
        'build.log': COMPILE_LOG,
        [CONFIGURATION]: WAIVED,
        ...(head !== undefined && { '.git/HEAD': `${head}\n` }),
      },
    });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([1, 'fail']);
  });

  it('of the checkout counts on the default branch, and for a dispatch with its own commit', async ({ github }) => {
    const own = { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${'a'.repeat(40)}\n` };
    for (const [event, env] of [
      [{ name: 'workflow_dispatch', payload: {} }, {}],
      [{ name: 'push', payload: { repository: { default_branch: 'main' } } }, { GITHUB_REF_PROTECTED: 'false' }],
    ] as const) {
      const files = { 'build.log': COMPILE_LOG, [CONFIGURATION]: WAIVED, ...own };
      const result = await runAction({ github, event, env, inputs: { logs: 'build.log' }, files });
      expect([result.exitCode, result.outputs['verdict']]).toEqual([0, 'pass']);
    }
    expect(github.seen).toEqual([]);
  });

  it('is answered with file, line and column where it is wrong', async ({ github }) => {
    const result = await runAction({
      github,
      event: push(),
      inputs: { logs: 'build.log', config: 'other.yml' },
      files: { 'build.log': COMPILE_LOG, 'other.yml': 'severity:\n  rust/moved-valeu: P0\n' },
    });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toMatch(/::error::.*other\.yml:2:21: .*rust\/moved-value/);
  });
});
