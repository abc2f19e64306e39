import { describe } from 'vitest';
import { begin } from '../../src/world/github/incidents/advance.js';
import { newBody } from '../../src/world/github/incidents/body.js';
import { it } from '../world/github/fixture.js';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { ACTIONS_BOT } from '../world/github/state.js';
import { COMMIT, forged, gate, job, P0, pipeline, RED, text, upload } from './gate-calls.js';
import type { ActionResult } from './runner.js';

const MILD = 'rust/moved-value';
const WAIVED_MILD = `waivers:\n  - {pattern: ${MILD}, reason: x, owner: mona, expires: '2199-12-31'}\n`;
const asJob = (name: string, over: object = {}) => ({ ...RED, run: { ...RED.run, job: name, ...over } });
const empty = (name: string, over: object = {}) => text({ ...asJob(name, over), diagnoses: [] });
/** The P0's fingerprint under a milder pattern. */
const borrowed = (name: string) =>
  text({ ...asJob(name), diagnoses: [{ ...P0, pattern: MILD, severity: 'P1' as const }] });

/** A run in which `test` failed with a P0 that its report tells of. */
function genuine(github: LoopbackGitHub, more: Parameters<typeof pipeline>[1] = []): void {
  pipeline(github, [job('test', 'failure'), job('lint', 'success'), ...more]);
  github.state.files.set('main', { '.github/whydunit.yml': WAIVED_MILD });
  upload(github, 'whydunit-test', text(RED));
}

const tells = ({ exitCode, outputs }: ActionResult) => [exitCode, outputs['verdict']];
const CLOSED = [1, 'fail'];
const BLOCKED = [1, 'blocked'];

describe.concurrent('a report cannot talk the gate open', { timeout: 600_000 }, () => {
  const SECOND: readonly (readonly [what: string, name: string, report: string])[] = [
    ['A1: later, of a higher attempt', 'whydunit-zz', empty('test', { runAttempt: 999 })],
    ['A1b: the same, listed first', 'whydunit-aa', empty('test', { runAttempt: 999 })],
    ['A2: later, of the same attempt', 'whydunit-zz', empty('test')],
    ['A2b: that says it passed', 'whydunit-zz', text({ ...asJob('test'), diagnoses: [], status: 'passed' })],
    ['of the name of the genuine one', 'whydunit-test', empty('test')],
  ];
  for (const [what, name, report] of SECOND)
    it(`[G1] a second report of the job, ${what}`, async ({ github, expect }) => {
      genuine(github);
      upload(github, name, report);
      const result = await gate(github);
      expect(tells(result)).toEqual(CLOSED);
      expect(result.summary.match(/\| `whydunit-[a-z]+\/whydunit-report\.json` \|/g)).toHaveLength(2);
    });

  for (const name of ['aaa', 'zzz'])
    it(`[G2] A3: the fingerprint under a waived pattern, from the job ${name}`, async ({ github, expect }) => {
      genuine(github, [job(name, 'success')]);
      upload(github, `whydunit-${name}`, borrowed(name));
      const result = await gate(github);
      expect(tells(result)).toEqual(CLOSED);
      expect(result.summary).toMatch(/The fingerprint `00000000000000aa` stands for/);
      expect(result.summary).toContain('`sandbox/start-timeout`');
    });

  for (const waived of [false, true])
    it(`[G3] A4: an open incident's fingerprint under a pattern that is ${waived ? '' : 'not '}waived`, async ({
      github,
      expect,
    }) => {
      pipeline(github, [job('lint', 'success')]);
      if (waived) github.state.files.set('main', { '.github/whydunit.yml': WAIVED_MILD });
      const at = { at: '2026-11-20T10:00:00.000Z', run: 10, attempt: 1, sha: COMMIT, branch: 'main', job: 'x' };
      github.state.addIssue(ACTIONS_BOT, 'P0: x', newBody(begin(P0, at), 'state', 'story'), ['whydunit-incident']);
      upload(github, 'whydunit-lint', borrowed('lint'));
      const result = await gate(github);
      expect(tells(result)).toEqual(CLOSED);
      expect(result.summary).toContain('incident `#101`');
    });

  const NO_WORD: readonly (readonly [what: string, jobs: readonly string[], report: string])[] = [
    ['A5: an empty report of it', ['deploy'], empty('deploy')],
    ['A5b: a report of a job that is none', ['deploy'], borrowed('nowhere')],
    [
      'A10: one that lists it twice',
      ['deploy'],
      forged({ ...asJob('x'), diagnoses: [] }, (json) =>
        Object.assign(json, { jobs: [1, 2].map(() => ({ name: 'deploy', status: 'failed' })) }),
      ),
    ],
    ['A11: one report for two cells', ['test (1)', 'test (2)'], borrowed('test')],
  ];
  for (const [what, names, report] of NO_WORD)
    it(`[G4] a failed job is not explained by ${what}`, async ({ github, expect }) => {
      pipeline(
        github,
        names.map((name) => job(name, 'failure')),
      );
      upload(github, 'whydunit-x', report);
      const result = await gate(github, { inputs: { tolerate: 'P1 and below' } });
      expect(tells(result)).toEqual(BLOCKED);
      expect(result.summary).toContain(`The job \`${names[0]}\` failed, and no report of it says why.`);
    });

  for (const mode of ['gate', 'merge'])
    it(`[G4] a job that ended with its failure is not explained by what others write of it, where mode is ${mode}`, async ({
      github,
      expect,
    }) => {
      const steps = [
        { number: 1, name: 'Set up job', conclusion: 'success' },
        { number: 2, name: 'Run actions/checkout@v5', conclusion: 'success' },
        { number: 3, name: 'Run make', conclusion: 'failure' },
        { number: 4, name: 'Run actions/upload-artifact@v5', conclusion: 'skipped' },
        { number: 5, name: 'Post Run actions/checkout@v5', conclusion: 'success' },
        { number: 6, name: 'Complete job', conclusion: 'success' },
      ] as const;
      pipeline(github, [job('lint', 'success'), job('deploy', 'failure', { steps })]);
      upload(github, 'whydunit-deploy', borrowed('deploy'));
      const inputs = {
        mode,
        artifacts: 'whydunit-*',
        comment: 'false',
        tolerate: mode === 'gate' ? 'P1 and below' : '',
      };
      const result = await gate(github, { inputs });
      expect(tells(result)).toEqual(BLOCKED);
      expect(result.summary).toMatch(/the job `deploy` failed, and no step of it passed afterwards/i);
    });

  for (const steps of [
    ['one', 'two'],
    ['two', 'one'],
  ] as const)
    it(`[G5] two steps of one job, the P0 in step ${steps[0]}`, async ({ github, expect }) => {
      pipeline(github, [job('test', 'failure')]);
      upload(github, 'whydunit-1', text({ ...RED, run: { ...RED.run, step: steps[0] } }));
      const second = { ...asJob('test', { step: steps[1] }), diagnoses: [{ ...P0, pattern: MILD, fingerprint: 'f1' }] };
      upload(github, 'whydunit-2', text(second));
      const result = await gate(github, { inputs: { tolerate: 'test' } });
      expect(tells(result)).toEqual(CLOSED);
      for (const step of steps) expect(result.summary).toContain(`| \`${step}\`, attempt 1 |`);
    });

  it('[G1] A8, A9: a pattern that nobody knows, or a milder one, opens nothing', async ({ github, expect }) => {
    pipeline(github, [job('test', 'failure')]);
    upload(
      github,
      'whydunit-test',
      text({ ...RED, diagnoses: [{ ...P0, pattern: 'x/y', draft: true, severity: 'P3' as const }] }),
    );
    expect((await gate(github)).outputs['verdict']).not.toBe('pass');
    github.state.artifacts.splice(0);
    upload(github, 'whydunit-test', borrowed('test'));
    expect(tells(await gate(github))).toEqual(CLOSED);
  });
});
