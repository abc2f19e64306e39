import { describe, type ExpectStatic } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { connect } from '../../../src/world/github/client.js';
import { type JobLogs, jobLogs } from '../../../src/world/github/job-logs.js';
import { WorkflowRun } from '../../../src/world/github/workflow-run.js';
import { type ZipEntry, zip } from '../files/zip.js';
import { it } from './fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from './loopback.js';
import { type Conclusion, stepLog, type WorkflowJob } from './workflow-runs.js';

const RUN = 99;
const BOM = '\uFEFF';

const SETUP = stepLog('2026-11-22T04:53:45Z', [
  'Current runner version: 2.330.0',
  '##[group]Operating System',
  '##[endgroup]',
]);
const TEST = stepLog('2026-11-22T04:53:51Z', [
  '##[group]Run pytest',
  '\u001b[36;1mpytest\u001b[0m',
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  'Traceback (most recent call last):',
  '  File "/home/runner/work/app/app/main.py", line 3, in <module>',
  '    import requests',
  "ModuleNotFoundError: No module named 'requests'",
  '##[error]Process completed with exit code 1.',
]);
const CLEANUP = stepLog('2026-11-22T04:54:10Z', ['Post job cleanup.', 'error: this is said of cleaning up']);

/** A job whose second step failed. */
function failedJob(id: number, name: string, more: Partial<WorkflowJob> = {}): WorkflowJob {
  const at = (second: number) =>
    `2026-11-22T04:${String(53 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`;
  return {
    id,
    run: RUN,
    name,
    conclusion: 'failure',
    steps: [
      { number: 1, name: 'Set up job', conclusion: 'success', startedAt: at(45), completedAt: at(50) },
      { number: 2, name: 'Run pytest', conclusion: 'failure', startedAt: at(51), completedAt: at(53) },
      { number: 3, name: 'Never', conclusion: 'skipped', startedAt: at(53), completedAt: at(53) },
      { number: 5, name: 'Post checkout', conclusion: 'success', startedAt: at(70), completedAt: at(70) },
    ],
    log: BOM + SETUP + TEST + CLEANUP,
    ...more,
  };
}

const stepFiles = (job: string): ZipEntry[] => [
  { name: `${job}/1_Set up job.txt`, content: BOM + SETUP },
  { name: `${job}/2_Run pytest.txt`, content: BOM + TEST },
  { name: `${job}/5_Post checkout.txt`, content: BOM + CLEANUP },
];

/** What is read of a run with these jobs. */
async function read(
  github: LoopbackGitHub,
  jobs: readonly WorkflowJob[],
  { archive, own }: { archive?: Uint8Array; own?: string } = {},
): Promise<JobLogs> {
  github.state.runs.add(RUN);
  github.state.jobs.push(...jobs);
  if (archive !== undefined) github.state.logArchives.set(RUN, archive);
  github.state.tokens.set('reader', { ...WORKFLOW_TOKEN, value: 'reader', permissions: { actions: 'read' } });
  return jobLogs(runOf(github, 'reader'), own === undefined ? undefined : { runner: own });
}

const runOf = (github: LoopbackGitHub, token: string) =>
  new WorkflowRun(connect(token, github.origin), github.state.repository, RUN, 'https://github.com');

const told = ({ sources, problems }: JobLogs): Promise<Report> =>
  diagnose({ sources, problems, patterns: { patterns: [], documents: [] } as never, failOn: 'P0', run: {} });

/** The one unknown failure's places. */
async function places(logs: JobLogs, expect: ExpectStatic) {
  const report = await told(logs);
  expect(report.unknown.flatMap(({ occurrences }) => occurrences.map(({ failure }) => failure.code))).toContain(
    'ModuleNotFoundError',
  );
  return report.unknown.flatMap(({ occurrences }) =>
    occurrences.map(({ job, jobStep, url }) => [job?.name, jobStep?.number, url?.split('/job/')[1]]),
  );
}

describe('the logs of a finished run', () => {
  it('come in one archive, and only what failed is read, with the very line', async ({ github, expect }) => {
    const archive = zip([
      ...stepFiles('test (3.12)'),
      ...stepFiles('test (3.13)'),
      { name: '0_lint.txt', content: 'fine' },
    ]);
    const jobs = [
      failedJob(1, 'test (3.12)'),
      failedJob(2, 'test (3.13)'),
      failedJob(3, 'lint', { conclusion: 'success', steps: [] }),
    ];
    const logs = await read(github, jobs, { archive });
    expect(logs.problems).toEqual([]);
    expect(logs.sources.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['test (3.12)/2_Run pytest', 'failed'],
      ['test (3.13)/2_Run pytest', 'failed'],
    ]);
    expect(await places(logs, expect)).toEqual([
      ['test (3.12)', 2, '1#step:2:8'],
      ['test (3.13)', 2, '2#step:2:8'],
    ]);
    expect(github.seen).toHaveLength(2);
    expect(logs.commit).toBe('b'.repeat(40));
  });

  it('keeps names that a file cannot have', async ({ github, expect }) => {
    const name = `build / "release": ${'x'.repeat(100)}`;
    const cut = name.replace(/[/":]/g, '').slice(0, 90).trim();
    const logs = await read(github, [failedJob(1, name)], { archive: zip(stepFiles(cut)) });
    expect(logs.sources.map(({ steps }) => steps?.length)).toEqual([1]);
  });

  it('does not guess between jobs that the archive cannot tell apart', async ({ github, expect }) => {
    const jobs = [failedJob(1, `${'x'.repeat(90)} a`), failedJob(2, `${'x'.repeat(90)} b`)];
    const logs = await read(github, jobs, { archive: zip(stepFiles('x'.repeat(90))) });
    expect(logs.sources.map(({ steps, notes }) => [steps?.length, notes?.length])).toEqual([
      [3, 1],
      [3, 1],
    ]);
    expect(logs.problems).toEqual([]);
  });

  const lacking: readonly (readonly [string, Uint8Array | undefined, number])[] = [
    ['without step files', zip([{ name: '0_test.txt', content: BOM + SETUP + TEST + CLEANUP }]), 2],
    ['with an empty step file', zip([{ name: 'test/2_Run pytest.txt', content: '' }]), 3],
    ['with a damaged step file', zip([{ name: 'test/2_Run pytest.txt', content: TEST, claimedChecksum: 1 }]), 3],
    ['that is none', Buffer.from('<html>'), 3],
    ['that is gone', undefined, 3],
  ];
  for (const [what, archive, requests] of lacking)
    it(`an archive ${what}: falls back to the job's log, and says that the step may be unknown`, async ({
      github,
      expect,
    }) => {
      const logs = await read(github, [failedJob(1, 'test')], archive === undefined ? {} : { archive });
      expect(logs.sources.map(({ name, notes }) => [name, notes])).toEqual([
        [
          'test',
          [expect.stringMatching(/log archive.*read from the job's whole log, step unknown where times do not tell/)],
        ],
      ]);
      // The whole log tells the step by its times, and its lines are counted from the step's own beginning.
      expect(await places(logs, expect)).toEqual([['test', 2, '1#step:2:8']]);
      expect([logs.problems, github.seen.length]).toEqual([[], requests]);
    });

  it('neither archive nor job log: a problem, never green', async ({ github, expect }) => {
    const { log: _, ...lost } = failedJob(1, 'test');
    const logs = await read(github, [lost]);
    expect(logs.problems).toEqual([
      expect.stringMatching(/^the log of the failed job test: GitHub knows nothing there \(404\)/),
    ]);
    const report = await told(logs);
    expect([report.status, report.verdict.gate]).toEqual(['unknown', 'blocked']);
  });

  it('where the step cannot be told, the link leads to the job and no step is claimed', async ({ github, expect }) => {
    const unstamped = failedJob(1, 'test', { log: TEST.replace(/^\S+ /gm, '') });
    const logs = await read(github, [unstamped]);
    expect(await places(logs, expect)).toEqual([['test', undefined, '1']]);
  });
});

describe('which jobs are read', () => {
  const done = (id: number, name: string, conclusion: Conclusion) => failedJob(id, name, { conclusion });

  it('none, where all passed: that is known then', async ({ github, expect }) => {
    const logs = await read(github, [done(1, 'a', 'success'), done(2, 'b', 'skipped')]);
    const report = await told(logs);
    expect([report.status, report.verdict.gate, github.seen.length]).toEqual(['passed', 'pass', 1]);
  });

  it('not the cancelled ones beside failed ones, and that is said', async ({ github, expect }) => {
    const logs = await read(github, [done(1, 'a', 'failure'), done(2, 'b', 'cancelled')]);
    expect(logs.sources.map(({ name }) => name)).toEqual(['a', 'run 99']);
    expect(logs.sources[1]?.notes).toEqual(['1 job cancelled, and not read since others failed: b']);
  });

  it('the cancelled ones where nothing else failed, and those that took too long', async ({ github, expect }) => {
    const logs = await read(github, [done(1, 'a', 'cancelled'), done(2, 'b', 'success')]);
    expect(logs.sources.map(({ name }) => name)).toEqual(['a']);
    github.state.jobs.length = 0;
    expect((await read(github, [done(1, 'a', 'timed_out')])).sources.map(({ name }) => name)).toEqual(['a']);
  });

  it('of a run that is not finished, each failed one by itself; the one that asks is not waited for', async ({
    github,
    expect,
  }) => {
    const jobs = [
      done(1, 'a', 'failure'),
      failedJob(2, 'diagnose', { conclusion: null, runner: 'me', steps: [] }),
      failedJob(3, 'slow', { conclusion: null, runner: 'another', steps: [] }),
    ];
    const logs = await read(github, jobs, { own: 'me' });
    expect(logs.sources.map(({ name, notes }) => [name, notes])).toEqual([
      ['a', []],
      ['run 99', ['1 job not finished yet: slow']],
    ]);
    expect(await places(logs, expect)).toEqual([['a', 2, '1#step:2:8']]);
    expect(logs.own).toBeUndefined();
  });

  it('what failed in the job that asks is known, and said to be out of reach', async ({ github, expect }) => {
    const { steps } = failedJob(1, 'test');
    const logs = await read(github, [failedJob(1, 'test', { conclusion: null, runner: 'me', steps })], { own: 'me' });
    expect(logs.own).toMatch(/^the job test, which asks, failed itself, in its step Run pytest,/);
  });

  it('as many as requests are left for; the others are counted', async ({ github, expect }) => {
    const jobs = Array.from({ length: 32 }, (_, index) => done(index + 1, `test ${index}`, 'failure'));
    const running = failedJob(99, 'diagnose', { conclusion: null, runner: 'me', steps: [] });
    const logs = await read(github, [...jobs, running], { own: 'me' });
    expect([logs.sources.length, github.seen.length]).toEqual([13, 14]);
    expect(logs.problems).toEqual([
      expect.stringMatching(/^the logs of 19 failed jobs were left out \(test 13, test 14, test 15 and 16 more\)/),
    ]);
    expect((await told(logs)).verdict.gate).toBe('blocked');
  });

  it('no permission: which one is missing, and where to add it', async ({ github, expect }) => {
    await read(github, []);
    expect((await jobLogs(runOf(github, WORKFLOW_TOKEN.value), undefined)).problems).toEqual([
      'jobs of run 99: the token may not do that. Add to the job in your workflow: permissions: actions: read',
    ]);
  });
});

describe('nothing is diagnosed in a step that GitHub says passed', () => {
  it('as one with continue-on-error', async ({ github, expect }) => {
    const { steps } = failedJob(1, 'test');
    const [setup, test, , post] = steps;
    const tolerated = failedJob(1, 'test', {
      steps: [
        setup!,
        { ...test!, conclusion: 'success' },
        { ...post!, number: 4, name: 'Deploy', conclusion: 'failure' },
      ],
      log:
        BOM +
        SETUP +
        TEST +
        stepLog('2026-11-22T04:54:10Z', [
          '##[group]Run ./deploy',
          'no route',
          '##[error]Process completed with exit code 4.',
        ]),
    });
    const report = await told(await read(github, [tolerated]));
    expect(report.unknown.map(({ occurrences: [first] }) => [first?.jobStep?.name, first?.url?.split('#')[1]])).toEqual(
      [['Deploy', 'step:4:2']],
    );
  });
});
