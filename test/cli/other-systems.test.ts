import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoopbackGitLab } from '../world/gitlab/loopback.js';
import { scratch, whydunit } from './run.js';

const LOG = resolve('fixtures/rust/moved-value/output.log');
const GITLAB = {
  GITLAB_CI: 'true',
  CI_SERVER_URL: 'https://git.acme.test',
  CI_PROJECT_PATH: 'acme/shop/orders',
  CI_COMMIT_SHA: '4f2c9d1e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e',
  CI_JOB_NAME: 'test 1/3',
  CI_JOB_URL: 'https://git.acme.test/acme/shop/orders/-/jobs/99',
  CI_PROJECT_ID: '5',
  CI_MERGE_REQUEST_IID: '11',
  GITLAB_TOKEN: 'glpat-bot',
};
/** The commands of a page's section, as they stand there. */
function commandsOf(heading: string): string[] {
  const page = readFileSync('docs/other-systems.md', 'utf8');
  const section = page.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
  return [...section.matchAll(/npx whydunit ([^\n|']*?build\.log)/g)].map(([, args = '']) => args);
}

describe.concurrent('on another CI system', () => {
  it('GitLab has one note on the merge request: begun, left alone, turned green', async () => {
    const gitlab = await LoopbackGitLab.start();
    const env = { ...GITLAB, CI_API_V4_URL: gitlab.apiUrl };
    const ask = (log: string, more: Readonly<Record<string, string>> = {}) =>
      whydunit(['--fail-on', 'never', '--comment', log], { env: { ...env, ...more } });
    expect((await ask(LOG)).code).toBe(0);
    const [note] = gitlab.notes;
    expect(note?.body).toMatch(/^<!-- whydunit test 1\/3 -->\n/);
    expect(note?.body).toContain(`https://git.acme.test/acme/shop/orders/-/blob/${GITLAB.CI_COMMIT_SHA}/`);
    expect(note?.body).toContain(`(${GITLAB.CI_JOB_URL})`);
    await ask(LOG);
    expect(gitlab.seen.filter((each) => !each.startsWith('GET'))).toHaveLength(1);

    const green = join(scratch(), 'green.log');
    writeFileSync(green, '============================== 3 passed in 0.02s ==============================\n');
    await ask(green, { CI_JOB_STATUS: 'failed' });
    await ask(green, { CI_JOB_STATUS: 'success' });
    expect(gitlab.notes).toHaveLength(1);
    expect(note?.body).toContain('Resolved');
    await gitlab.stop();
    expect(gitlab.complaints).toEqual([]);
  });

  it('a comment that cannot be written is told on the side and changes no verdict', async () => {
    for (const [env, why] of [
      [{}, 'is for GitLab'],
      [{ ...GITLAB, CI_API_V4_URL: 'http://127.0.0.1:9', CI_MERGE_REQUEST_IID: '' }, 'for no merge request'],
      [{ ...GITLAB, CI_API_V4_URL: 'http://127.0.0.1:9', GITLAB_TOKEN: '' }, 'set GITLAB_TOKEN'],
      [{ ...GITLAB, CI_API_V4_URL: 'http://127.0.0.1:9' }, 'GitLab did not answer'],
    ] as const) {
      const { code, stderr } = await whydunit(['--fail-on', 'P1', '--comment', LOG], { env });
      expect([code, stderr]).toEqual([1, expect.stringContaining(`no comment: `)]);
      expect(stderr).toContain(why);
    }
  });

  it.each(['GitLab', 'Azure', 'Jenkins', 'Buildkite', 'CircleCI', 'Slack'])(
    'the commands of the page do what it says: %s',
    async (system) => {
      const commands = commandsOf(system);
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        const cwd = scratch();
        writeFileSync(join(cwd, 'build.log'), readFileSync(LOG));
        const args = command.split(' ');
        const { code, stdout } = await whydunit(args, { cwd });
        const file = args[args.indexOf('--output') + 1] ?? '';
        const text = args.includes('--output') ? readFileSync(join(cwd, file), 'utf8') : stdout;
        expect([command, code]).toEqual([command, 0]);
        expect(text).toMatch(/moved/);
        if (/\.json$/.test(file)) JSON.parse(text);
        if (system === 'Buildkite') expect(Buffer.byteLength(text)).toBeLessThan(1024 ** 2);
      }
    },
  );
});
