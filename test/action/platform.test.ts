import { describe, expect, it } from 'vitest';
import { runAction, said } from './runner.js';
import { GREEN_LOG } from './samples.js';

const call = (env: Record<string, string | undefined>, inputs: Record<string, string> = {}) =>
  runAction({
    inputs: { logs: 'a.log', ...inputs },
    files: { 'a.log': GREEN_LOG, 'event.txt': '{"pull_request": {' },
    env,
  });

describe('a platform that is not as it should be', { timeout: 120_000 }, () => {
  it('[F11] with a broken event file ends blocked, with one line that names it', async () => {
    for (const path of ['event.txt', '/nowhere/event.json', '.']) {
      const result = await call({ GITHUB_EVENT_PATH: path });
      expect([result.exitCode, result.outputs['verdict'], result.outputs['status']]).toEqual([3, 'blocked', 'unknown']);
      expect(said(result, 'error')).toEqual([
        expect.stringMatching(/^GITHUB_EVENT_PATH: the event cannot be read: [^\n]+$/),
      ]);
      expect(result.stdout + result.stderr).not.toContain('mistake in whydunit');
    }
  });

  it('[F11] without one of its variables is blocked, and names it', async () => {
    for (const name of ['GITHUB_SHA', 'GITHUB_RUN_ID', 'GITHUB_EVENT_NAME']) {
      const result = await call({ [name]: undefined });
      expect([name, result.exitCode, result.outputs['verdict']]).toEqual([name, 1, 'blocked']);
      expect(result.summary).toContain(`the runner does not set \`${name}\``);
    }
    const gate = await call({ GITHUB_SHA: undefined, GITHUB_REPOSITORY: undefined }, { mode: 'gate' });
    expect([gate.exitCode, gate.outputs['verdict']]).toEqual([3, 'blocked']);
    expect(said(gate, 'error')).toEqual([expect.stringMatching(/^GITHUB_REPOSITORY, GITHUB_SHA: /)]);
  });

  it('[F11] where a file cannot be written says so once and goes on', async () => {
    for (const path of ['/proc/x/y.sarif', '/sys/x/y.sarif', '/dev/full']) {
      const result = await call({}, { sarif: path });
      expect([result.exitCode, result.outputs['verdict']]).toEqual([0, 'pass']);
      expect(said(result, 'warning')).toEqual([expect.stringContaining(`sarif: ${path}: cannot be written`)]);
    }
  });
});
