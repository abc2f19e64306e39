import { describe, expect } from 'vitest';
import { fromBranch, push } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
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

  it('[S11] blocks where the base branch cannot be read and there is one, and only then', async ({ github }) => {
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
    const open = await run({});
    expect([open.exitCode, open.outputs['verdict']]).toEqual([0, 'pass']);
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
