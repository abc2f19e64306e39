import { readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { parse } from 'yaml';
import { finished, fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import type { Conclusion } from '../world/github/workflow-runs.js';
import { COMMIT, job, RUN_ID, upload } from './gate-calls.js';
import { type ActionResult, runAction } from './runner.js';

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const jobsOf = (file: string): Readonly<Record<string, Job>> =>
  (parse(readFileSync(`docs/workflows/${file}`, 'utf8')) as { jobs: Record<string, Job> }).jobs;

/** What the workflow hands to the action, as text; expressions as the test fills them in. */
function given({ steps }: Job, filled: Readonly<Record<string, string>> = {}): Record<string, string> {
  const step = steps.find(({ uses = '' }) => uses.startsWith('OWNER/whydunit@'));
  return {
    ...Object.fromEntries(Object.entries(step?.with ?? {}).map(([name, value]) => [name, String(value)])),
    ...filled,
  };
}

function allow(github: LoopbackGitHub, { permissions = { contents: 'read' } }: Job): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
}

/** What a job's command does, and how GitHub says that the job ended. */
const OUTCOMES: Readonly<Record<string, readonly [run: string | undefined, ended: Conclusion]>> = {
  'a green run': ['echo all well', 'success'],
  'a P0': [
    'printf "thread \'main\' panicked at src/main.rs:12:10:\\ncould not migrate: VersionMismatch(20240101)\\n"; exit 101',
    'failure',
  ],
  'a compile error': [
    'printf "error[E0382]: use of moved value: \\`x\\`\\n --> src/main.rs:1:1\\n\\nerror: could not compile \\`a\\`\\n"; exit 101',
    'failure',
  ],
  'a failure that no pattern knows': ['echo "frobnicator: quux overflow"; exit 3', 'failure'],
  'a failure without a word': ['exit 7', 'failure'],
  'a job that died': [undefined, 'failure'],
  'a job that was cancelled': [undefined, 'cancelled'],
  'a job that ran out of time': [undefined, 'timed_out'],
  'a job that was skipped': [undefined, 'skipped'],
};

/** Runs a job's step of ours; what it reports is uploaded as the workflow does. */
async function play(
  github: LoopbackGitHub,
  one: Job,
  run: string,
  name: string,
  more: Partial<Parameters<typeof runAction>[0]> = {},
): Promise<ActionResult> {
  allow(github, one);
  const inputs = given(one, { run, json: 'report.json', ...more.inputs });
  const result = await runAction({ github, ...more, inputs });
  upload(github, `whydunit-${name}`, result.files['report.json'] ?? '');
  return result;
}

describe.concurrent('the workflows to copy, with every outcome', { timeout: 600_000 }, () => {
  for (const [what, [run, ended]] of Object.entries(OUTCOMES))
    it(`release-gate.yml publishes after ${what} only if plain needs would have`, async ({ github, expect }) => {
      const { test, gate, publish } = jobsOf('release-gate.yml') as Record<'test' | 'gate' | 'publish', Job>;
      github.state.runs.add(RUN_ID);
      const tag = { GITHUB_REF: 'refs/tags/v1', GITHUB_REF_PROTECTED: 'false' };
      if (run !== undefined) {
        const result = await play(github, test, run, 'test', { env: tag });
        expect(result.exitCode === 0).toBe(ended === 'success');
      }
      github.state.jobs.push(job('test', ended), job('gate', null, { runner: 'GitHub Actions 7' }));
      allow(github, gate);
      const result = await runAction({
        github,
        inputs: given(gate),
        env: { ...tag, GITHUB_JOB: 'gate', RUNNER_NAME: 'GitHub Actions 7' },
      });
      const parts = (publish.if ?? '').replace(/^\$\{\{ | \}\}$/g, '').split(' && ');
      const isPublished = parts.every(
        (part) =>
          part === '!cancelled()' || part === `needs.gate.result == '${result.exitCode === 0 ? 'success' : 'failure'}'`,
      );
      expect([isPublished, result.outputs['verdict'] === 'pass']).toEqual([ended === 'success', ended === 'success']);
    });

  for (const [what, [run]] of Object.entries(OUTCOMES).filter(([, [command]]) => command !== undefined))
    it(`single-job.yml ends as its command does after ${what}, and says nothing of an open gate`, async ({
      github,
      expect,
    }) => {
      const { test } = jobsOf('single-job.yml') as Record<'test', Job>;
      const result = await play(github, test, run ?? '', 'test', {
        event: fromBranch(7),
        env: { GITHUB_BASE_REF: 'main' },
      });
      const bad = !/^echo all/.test(run ?? '');
      expect(result.exitCode !== 0).toBe(bad);
      // Of a command that printed nothing there is nothing to tell but how it ended.
      if (run !== 'exit 7') expect(github.state.comments.length).toBe(bad ? 1 : 0);
      const said = `${result.stdout}${result.summary}${github.state.comments[0]?.body ?? ''}`;
      expect(said).not.toContain('Gate open');
      if (!/VersionMismatch/.test(run ?? '')) expect(said).toContain('A P0 or a failed job blocks a release');
    });

  for (const [what, [run, ended]] of Object.entries(OUTCOMES))
    it(`matrix.yml joins ${what} in one cell into one comment`, async ({ github, expect }) => {
      const { test, why } = jobsOf('matrix.yml') as Record<'test' | 'why', Job>;
      github.state.runs.add(RUN_ID);
      const pull = { event: fromBranch(7, COMMIT), env: { GITHUB_BASE_REF: 'main' } };
      const pulled = github.state.pullRequests.get(7);
      if (pulled !== undefined) pulled.sha = COMMIT;
      const reports: Record<string, string> = {};
      for (const [cell, command] of [
        ['3.13', 'echo all well'],
        ['3.14', run],
      ] as const) {
        if (command === undefined) continue;
        const played = await play(github, test, command, cell, { ...pull, inputs: { matrix: `{"python":"${cell}"}` } });
        reports[`reports/whydunit-${cell}/report.json`] = played.files['report.json'] ?? '';
      }
      github.state.jobs.push(
        job('test (3.13)', 'success'),
        job('test (3.14)', ended),
        job('why', null, { runner: 'GitHub Actions 7' }),
      );
      allow(github, why);
      const env = { ...pull.env, GITHUB_JOB: 'why', RUNNER_NAME: 'GitHub Actions 7' };
      const result = await runAction({ github, ...pull, env, inputs: given(why), files: reports });
      const good = ended === 'success' || ended === 'skipped';
      expect([result.outputs['status'] === 'passed', github.state.comments.length]).toEqual([good, good ? 0 : 1]);
    });

  for (const [what, [run]] of Object.entries(OUTCOMES).filter(([, [command]]) => command !== undefined))
    it(`fork-report.yml and fork-comment.yml tell ${what} on the pull request`, async ({ github, expect }) => {
      const [{ test }, { comment }] = [jobsOf('fork-report.yml'), jobsOf('fork-comment.yml')] as [
        Record<'test', Job>,
        Record<'comment', Job>,
      ];
      github.state.addPullRequest(7, { owner: 'mona', branch: 'change' });
      github.state.runs.add(99);
      const event = finished({ id: 99 });
      const played = await runAction({
        github,
        inputs: given(test, { run: run ?? '', json: 'report.json' }),
        event: fromBranch(7),
        env: { GITHUB_RUN_ID: '99', GITHUB_BASE_REF: 'main', GITHUB_SHA: 'b'.repeat(40) },
      });
      const bad = played.exitCode !== 0;
      upload(github, 'whydunit-test', played.files['report.json'] ?? '');
      Object.assign(github.state.artifacts[0] ?? {}, { run: 99 });
      github.state.jobs.push(job('test', bad ? 'failure' : 'success', { run: 99, sha: 'b'.repeat(40) }));
      allow(github, comment);
      const result = await runAction({
        github,
        event,
        inputs: given(comment, { 'run-id': '99' }),
        env: { GITHUB_SHA: 'c'.repeat(40) },
      });
      expect(result.exitCode).toBe(0);
      if (run !== 'exit 7') expect(github.state.comments.length).toBe(bad ? 1 : 0);
    });

  it('docker-compose.yml is red where its command is, engine or none', async ({ github, expect }) => {
    const { integration } = jobsOf('docker-compose.yml') as Record<'integration', Job>;
    for (const [run, code] of [
      ['echo all well', 0],
      ['echo "boom"; exit 5', 5],
    ] as const) {
      const result = await play(github, integration, run, 'x', { inputs: { incidents: 'true' } });
      expect(result.exitCode).toBe(code);
    }
  });
});
