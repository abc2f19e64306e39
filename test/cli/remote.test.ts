import { describe } from 'vitest';
import { zip } from '../world/files/zip.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { failedJob, failedStep } from '../world/github/workflow-runs.js';
import { type Run, whydunit } from './run.js';

const MOVED = ['error[E0382]: borrow of moved value: `config`', ' --> src/server.rs:31:24', '  |'];
const REFUSED = ['Error connecting to redis at localhost:6379: Connection refused.'];
const RUN = 99;
const PAGE = `https://github.com/octo/app/actions/runs/${RUN}`;

/** A finished run with two failed jobs. */
function finished(github: LoopbackGitHub): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions: { actions: 'read' } });
  github.state.runs.add(RUN);
  const jobs = [
    ['test', MOVED],
    ['deploy', REFUSED],
  ] as const;
  github.state.jobs.push(...jobs.map(([name, lines], index) => failedJob(index + 1, RUN, name, lines)));
  const files = jobs.map(([name, lines]) => ({ name: `${name}/2_Heat up.txt`, content: failedStep(lines) }));
  github.state.logArchives.set(RUN, zip(files));
}

function ask(
  github: LoopbackGitHub,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return whydunit([...args, '--format', 'json'], {
    env: { GH_TOKEN: WORKFLOW_TOKEN.value, GITHUB_API_URL: github.origin, ...env },
  });
}

const patternsOf = ({ stdout }: Run) =>
  (JSON.parse(stdout) as { diagnoses: { pattern: string }[] }).diagnoses.map(({ pattern }) => pattern);

describe.concurrent('a run on GitHub, named on the command line', () => {
  it('by its address or by OWNER/REPO#ID: the failed jobs are read, places link to their lines', async ({
    github,
    expect,
  }) => {
    finished(github);
    for (const args of [[PAGE], [`${PAGE}/attempts/1`], ['--run-id', `octo/app#${RUN}`], ['--run-id', PAGE]]) {
      const answer = await ask(github, args);
      expect(patternsOf(answer), args.join(' ')).toContain('rust/moved-value');
      expect(answer.stdout).toContain(`${PAGE}/job/1#step:2:`);
      expect(answer.stdout).toContain(`"sha": "${'b'.repeat(40)}"`);
      expect(answer.stderr).not.toContain('::debug');
    }
  });

  it('a job of it by its own address: only that one', async ({ github, expect }) => {
    finished(github);
    const answer = await ask(github, [`${PAGE}/job/2?pr=7#step:2:1`]);
    expect(patternsOf(answer)).not.toContain('rust/moved-value');
    expect(answer.stdout).toContain('"name": "deploy/2_Heat up"');
  });

  it('says in one line why there is nothing to read', async ({ github, expect }) => {
    finished(github);
    github.state.runs.add(100);
    const { log: _gone, ...expired } = failedJob(3, 100, 'old', MOVED);
    github.state.jobs.push(expired);
    const said = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const { code, stdout, stderr } = await ask(github, args, env);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      return [code, stderr] as const;
    };
    expect(await said([PAGE], { GH_TOKEN: '' })).toEqual([2, expect.stringContaining('Set GH_TOKEN')]);
    expect(await said([PAGE], { GH_TOKEN: 'not-a-token' })).toEqual([
      3,
      expect.stringContaining('refused the token (401)'),
    ]);
    expect(await said(['--run-id', 'octo/app#12345'])).toEqual([
      3,
      expect.stringContaining('knows nothing there (404)'),
    ]);
    expect(await said(['--run-id', 'octo/app#100'])).toEqual([
      3,
      expect.stringMatching(/the failed job old: .*(?:404|410)/),
    ]);
    expect(await said([`${PAGE}/job/77`])).toEqual([3, expect.stringContaining('has no job 77')]);
    expect(await said(['https://github.com/octo/app/pull/7'])).toEqual([
      2,
      expect.stringContaining('is no address of a workflow run'),
    ]);
    expect(await said([PAGE, '--run-id', 'octo/app#1'])).toEqual([2, expect.stringContaining('is a second run')]);
  });

  it('sends a token to no host it is not for', async ({ github, expect }) => {
    const { code, stderr } = await ask(github, [`${github.origin}/octo/app/actions/runs/${RUN}`]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('not the GitHub that tokens are set for')]);
    expect(github.seen).toEqual([]);
  });
});
