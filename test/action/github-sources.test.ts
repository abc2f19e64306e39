import { describe } from 'vitest';
import { zip } from '../world/files/zip.js';
import { BlobHost } from '../world/github/blob-host.js';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { failedJob, failedStep } from '../world/github/workflow-runs.js';
import { type ActionResult, runAction, said } from './runner.js';
import { BOOM, PATTERN_FILES, WITH_PATTERN } from './samples.js';

const OWN_RUN = 4711;
const OTHER_RUN = 99;
const BURST = ['heating up', 'boom: boiler B7 burst'];
const LOG = zip([
  { name: 'heat.log', content: 'heating up\nboom: boiler B7 burst\n##[error]Process completed with exit code 1.\n' },
]);

interface Given {
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What the workflow grants. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
}

const ALL = { actions: 'read', contents: 'read', 'pull-requests': 'write' } as const;

function act(github: LoopbackGitHub, { inputs, env = {}, permissions = ALL }: Given): Promise<ActionResult> {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
  github.state.files.set('main', PATTERN_FILES);
  return runAction({ inputs: { ...WITH_PATTERN, ...inputs }, files: PATTERN_FILES, event: fromBranch(7), github, env });
}

/** Another run, finished, whose jobs of these names failed. */
function finished(github: LoopbackGitHub, names: readonly string[], withSteps = true): void {
  github.state.runs.add(OTHER_RUN);
  for (const [index, name] of names.entries()) github.state.jobs.push(failedJob(index + 1, OTHER_RUN, name, BURST));
  const files = names.map((name) => ({ name: `${name}/2_Heat up.txt`, content: failedStep(BURST) }));
  const whole = names.map((name, index) => ({
    name: `${index}_${name}.txt`,
    content: failedJob(1, OTHER_RUN, name, BURST).log,
  }));
  github.state.logArchives.set(OTHER_RUN, zip(withSteps ? files : whole));
}

function addArtifact(github: LoopbackGitHub, run: number, name: string, content: Uint8Array): void {
  github.state.runs.add(run);
  github.state.artifacts.push({ id: github.state.artifacts.length + 1, run, name, content });
}

const body = (github: LoopbackGitHub) => github.state.commentsOf(7)[0]?.body ?? '';
const CELLS = ['3.9', '3.10', '3.11', '3.12'].flatMap((python) =>
  ['ubuntu', 'macos', 'windows'].map((system) => `test (${python}, ${system})`),
);

describe.concurrent('job logs, read by the bundled action', () => {
  it('twelve cells with one cause are one diagnosis with twelve places, each linked to its line', async ({
    github,
    expect,
  }) => {
    finished(github, CELLS);
    const result = await act(github, { inputs: { 'job-logs': 'true', 'run-id': String(OTHER_RUN) } });
    expect([result.exitCode, result.outputs['count'], result.outputs['primary'], result.outputs['verdict']]).toEqual([
      1,
      '1',
      'house/boiler',
      'fail',
    ]);
    const text = body(github);
    expect(text).toContain('<summary>Where: 12 places</summary>');
    for (const [index, cell] of CELLS.entries())
      expect(text).toContain(
        `[\`${cell}\` · step \`Heat up\`](https://github.com/octo/app/actions/runs/99/job/${index + 1}#step:2:6)`,
      );
    expect(result.summary).toContain('step `Heat up`');
    expect(github.seen.length).toBeLessThanOrEqual(25);
  });

  it('while the run goes on, each failed job by itself; links to code and log lead to the run that was read', async ({
    github,
    expect,
  }) => {
    github.state.runs.add(OWN_RUN);
    github.state.jobs.push(failedJob(1, OWN_RUN, 'test (3.12)', BURST), {
      ...failedJob(2, OWN_RUN, 'whydunit', []),
      conclusion: null,
      steps: [],
      runner: 'GitHub Actions 7',
    });
    const result = await act(github, { inputs: { 'job-logs': 'true' }, env: { RUNNER_NAME: 'GitHub Actions 7' } });
    expect([result.exitCode, result.outputs['primary']]).toEqual([1, 'house/boiler']);
    expect(body(github)).toContain(
      '[`test (3.12)` · step `Heat up`](https://github.com/octo/app/actions/runs/4711/job/1#step:2:6)',
    );
  });

  it('all jobs passed: so the run did', async ({ github, expect }) => {
    github.state.runs.add(OTHER_RUN);
    github.state.jobs.push({ ...failedJob(1, OTHER_RUN, 'test', []), conclusion: 'success' });
    const result = await act(github, { inputs: { 'job-logs': 'true', 'run-id': String(OTHER_RUN) } });
    expect([result.exitCode, result.outputs['status'], result.outputs['verdict']]).toEqual([0, 'passed', 'pass']);
  });

  it('[F12] an archive without step files or a corrupt one falls back to the job log, and says that the step may be unknown', async ({
    github,
    expect,
  }) => {
    finished(github, ['test'], false);
    const read = () => act(github, { inputs: { 'job-logs': 'true', 'run-id': String(OTHER_RUN) } });
    const withoutSteps = await read();
    expect([withoutSteps.outputs['primary'], withoutSteps.exitCode]).toEqual(['house/boiler', 1]);
    expect(withoutSteps.summary).toMatch(/has no sound file for each step that failed; .*step unknown where/);

    github.state.logArchives.set(OTHER_RUN, Buffer.from('PK\x03\x04 cut off'));
    const corrupt = await read();
    expect([corrupt.outputs['primary'], corrupt.exitCode]).toEqual(['house/boiler', 1]);
    expect(corrupt.summary).toMatch(/is not a zip archive, or was cut off; .*step unknown where/);

    // Not even the job's own log is there: what is known to have failed and cannot be read is never green.
    github.state.jobs.splice(0, 1, { ...github.state.jobs[0]!, log: undefined } as never);
    const nothing = await read();
    expect([nothing.exitCode, nothing.outputs['verdict'], nothing.outputs['status']]).toEqual([
      1,
      'blocked',
      'unknown',
    ]);
    expect(said(nothing, 'warning')).toContainEqual(expect.stringContaining('the log of the failed job test'));
  });

  it('[L7] 32 failed jobs, artifacts and a comment cost at most 25 requests, and what was left out is counted', async ({
    github,
    expect,
  }) => {
    github.state.runs.add(OWN_RUN);
    for (let index = 1; index <= 32; index++) github.state.jobs.push(failedJob(index, OWN_RUN, `test ${index}`, BURST));
    github.state.jobs.push({ ...failedJob(99, OWN_RUN, 'whydunit', []), conclusion: null, steps: [], runner: 'me' });
    for (let index = 0; index < 5; index++) addArtifact(github, OWN_RUN, `logs-${index}`, LOG);
    const result = await act(github, {
      inputs: { 'job-logs': 'true', artifacts: 'logs-*' },
      env: { RUNNER_NAME: 'me' },
    });
    expect(github.seen.length).toBeLessThanOrEqual(25);
    expect([result.exitCode, result.outputs['verdict'], result.outputs['primary']]).toEqual([
      1,
      'fail',
      'house/boiler',
    ]);
    expect(said(result, 'warning').join('\n')).toMatch(/the logs of 19 failed jobs were left out/);
  });
});

describe.concurrent('a run that takes all requests for reading', () => {
  it('[L7] is not asked for its diff as well', async ({ github, expect }) => {
    const lines = ['error[E0382]: borrow of moved value: `config`', ' --> src/main.rs:14:20'];
    github.state.runs.add(OWN_RUN);
    for (let index = 1; index <= 32; index++) github.state.jobs.push(failedJob(index, OWN_RUN, `test ${index}`, lines));
    for (let index = 0; index < 5; index++) addArtifact(github, OWN_RUN, `logs-${index}`, LOG);
    const result = await act(github, { inputs: { 'job-logs': 'true', artifacts: 'logs-*' } });
    expect(github.seen.length).toBeLessThanOrEqual(25);
    expect(github.seen.filter(({ path }) => path.includes('/pulls/7/files'))).toEqual([]);
    expect(result.outputs['primary']).toBe('rust/moved-value');
  });
});

describe.concurrent('artifacts, read by the bundled action', () => {
  it('name the failure, and list what was recorded of a test beside it, without showing it', async ({
    github,
    expect,
  }) => {
    const junit = `<testsuites><testsuite name="login.spec.ts"><testcase name="Login › shows an error" classname="login.spec.ts">
      <failure message="expected visible">Error: expected visible</failure></testcase></testsuite></testsuites>`;
    addArtifact(
      github,
      OTHER_RUN,
      'results',
      zip([
        { name: 'junit.xml', content: junit },
        { name: 'test-results/login-Login-shows-an-error-chromium/test-failed-1.png', content: 'PNG' },
        { name: 'test-results/login-Login-shows-an-error-chromium/video.webm', content: 'webm' },
        { name: 'test-results/cart-Cart-sums-up-chromium/test-failed-1.png', content: 'PNG' },
      ]),
    );
    const result = await act(github, {
      inputs: { artifacts: 'results', 'run-id': String(OTHER_RUN), 'fail-on': 'any' },
    });
    expect(result.outputs['status']).toBe('failed');
    const text = body(github);
    expect(text).toContain(
      'Recorded when it failed, in the artifact [`results`](https://github.com/octo/app/actions/runs/99/artifacts/1): ' +
        'screenshot `test-results/login-Login-shows-an-error-chromium/test-failed-1.png`, ' +
        'video `test-results/login-Login-shows-an-error-chromium/video.webm`',
    );
    expect(text).not.toContain('cart-Cart');
    expect(text).not.toMatch(/!\[|<img/);
  });

  it('that nothing names are nothing to read: exit code 2 and what to do', async ({ github, expect }) => {
    addArtifact(github, OWN_RUN, 'binaries', LOG);
    const result = await act(github, { inputs: { artifacts: 'logs-*' } });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([2, 'blocked']);
    expect(said(result, 'error').join()).toContain('run 4711 has no artifact with a log that logs-* names');
  });

  it('that have expired keep the gate shut', async ({ github, expect }) => {
    addArtifact(github, OWN_RUN, 'logs', LOG);
    github.state.artifacts.splice(0, 1, { ...github.state.artifacts[0]!, expired: true });
    const result = await act(github, { inputs: { artifacts: 'logs' } });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(said(result, 'warning').join()).toContain('artifact logs: has expired');
  });
});

describe.concurrent('[F5] each missing permission is named, and everything else is done', () => {
  const inputs = { 'job-logs': 'true', artifacts: 'logs', run: BOOM };

  it('actions: read', async ({ github, expect }) => {
    addArtifact(github, OWN_RUN, 'logs', LOG);
    const result = await act(github, { inputs, permissions: { contents: 'read', 'pull-requests': 'write' } });
    const warnings = said(result, 'warning');
    expect(warnings.filter((text) => text.includes('permissions: actions: read'))).toHaveLength(2);
    expect(warnings.join()).not.toContain('pull-requests: write');
    expect([result.exitCode, result.outputs['verdict'], result.outputs['primary']]).toEqual([
      3,
      'fail',
      'house/boiler',
    ]);
    expect(result.summary).toContain('Boiler `B7` burst');
    expect(body(github)).toContain('Boiler `B7` burst');
  });

  it('pull-requests: write', async ({ github, expect }) => {
    addArtifact(github, OWN_RUN, 'logs', LOG);
    const result = await act(github, { inputs, permissions: { contents: 'read', actions: 'read' } });
    const warnings = said(result, 'warning').join('\n');
    expect(warnings).toContain('pull-requests: write');
    expect(warnings).not.toContain('actions: read');
    expect([result.exitCode, result.outputs['primary']]).toEqual([3, 'house/boiler']);
    expect(result.summary).toContain('Boiler `B7` burst');
    expect(github.state.comments).toHaveLength(0);
  });
});

describe.concurrent('[S7] the token reaches no foreign origin', () => {
  const foreign = it.extend<{ stranger: BlobHost }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs from here
    stranger: async ({}, use) => {
      const host = await BlobHost.start();
      await use(host);
      await host.stop();
    },
  });
  const read = (github: LoopbackGitHub, env: Readonly<Record<string, string>> = {}) =>
    act(github, { inputs: { 'job-logs': 'true', artifacts: 'logs', 'run-id': String(OTHER_RUN) }, env });

  foreign('from the API to another host, for every kind of request', async ({ github, stranger, expect }) => {
    finished(github, ['test']);
    addArtifact(github, OTHER_RUN, 'logs', LOG);
    for (const path of ['/jobs', '/logs', '/artifacts?', '/zip', '/comments', '/pulls/7'])
      for (const status of [301, 302, 307, 308])
        github.faults.add({
          method: 'GET',
          path,
          times: 1,
          shows: { status, headers: { location: stranger.keep(Buffer.from('{}')) } },
        });
    for (let attempt = 0; attempt < 4; attempt++) await read(github);
    expect(stranger.requests).toBeGreaterThan(0);
    expect(stranger.leaks).toEqual([]);
  });

  foreign('from the host of archives to another host, port or scheme', async ({ github, stranger, expect }) => {
    github.state.runs.add(OTHER_RUN);
    const port = new URL(github.origin).port;
    const ways = [
      stranger.keep(LOG),
      stranger.keep(stranger.keep(LOG)),
      // Back to the API itself, where the token would be at home: it is not sent there either.
      `http://localhost:${port}/repos/octo/app/actions/artifacts/1/zip`,
      'ftp://127.0.0.1/logs.zip',
      'file:///etc/passwd',
      'https://127.0.0.1:1/logs.zip',
      '//[::1',
      'data:application/zip;base64,UEsFBg==',
    ];
    const results: (readonly [string, string | undefined])[] = [];
    for (const way of ways) {
      github.faults.add({ method: 'GET', path: '/zip', times: 1, shows: { status: 302, headers: { location: way } } });
      github.state.artifacts.length = 0;
      addArtifact(github, OTHER_RUN, 'logs', LOG);
      const result = await act(github, { inputs: { artifacts: 'logs', 'run-id': String(OTHER_RUN) } });
      results.push([way.split(':')[0]!, result.outputs['verdict']]);
    }
    expect(results.map(([, verdict]) => verdict)).toEqual([
      'fail',
      'fail',
      ...Array.from({ length: 6 }, () => 'blocked'),
    ]);
    expect(stranger.leaks).toEqual([]);
    expect(
      github.seen.filter(({ path, authorization }) => path.startsWith('/repos') && authorization === undefined),
    ).toHaveLength(1);
  });

  it('with an odd address of the API', async ({ github, expect }) => {
    finished(github, ['test']);
    addArtifact(github, OTHER_RUN, 'logs', LOG);
    for (const [address, verdict] of [
      [`${github.origin}/`, 'fail'],
      [`${github.origin}//`, 'fail'],
      [`${github.origin}/api/v3`, 'blocked'],
      ['http://127.0.0.1:1', 'blocked'],
      ['ftp://127.0.0.1', 'blocked'],
    ] as const) {
      const result = await read(github, { GITHUB_API_URL: address });
      expect([address, result.outputs['verdict']]).toEqual([address, verdict]);
      expect(result.stderr + result.stdout).not.toContain(WORKFLOW_TOKEN.value);
    }
    // Nothing is at the third address.
    github.complaints.length = 0;
  });
});
