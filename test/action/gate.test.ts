import { describe } from 'vitest';
import { begin } from '../../src/world/github/incidents/advance.js';
import { newBody } from '../../src/world/github/incidents/body.js';
import { unknown } from '../core/render/reports.js';
import { it } from '../world/github/fixture.js';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { ACTIONS_BOT, type Account } from '../world/github/state.js';
import { COMMIT, forged, GREEN, gate, job, P0, pipeline, RED, RUN, RUN_ID, text, upload } from './gate-calls.js';
import { type ActionResult, said } from './runner.js';

const MONA: Account = { login: 'mona', id: 2, type: 'User' };
const CONFIGURATION = '.github/whydunit.yml';
const LABEL = ['whydunit-incident'];
const body = (fingerprint = '00000000000000bb') => {
  const attempt = { at: '2026-11-20T10:00:00.000Z', run: 10, attempt: 1, sha: COMMIT, branch: 'main', job: 'x' };
  return newBody(begin({ ...P0, fingerprint }, attempt), 'state', 'story');
};
const incident = (github: LoopbackGitHub, text = body(), author: Account = ACTIONS_BOT) =>
  github.state.addIssue(author, 'P0: The boiler burst', text, LABEL);

const tells = ({ exitCode, outputs, summary }: ActionResult) => [
  exitCode,
  outputs['verdict'],
  /^## (\S+)/.exec(summary)?.[1],
];
const OPEN = [0, 'pass', '🟢'];
const CLOSED = [1, 'fail', '🔴'];
const BLOCKED = [1, 'blocked', '🟠'];

describe.concurrent('the release gate of the bundled action', () => {
  it('is open where every job passed and no incident is', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success'), job('docs', 'skipped')]);
    const result = await gate(github);
    expect(tells(result)).toEqual(OPEN);
    expect(result.summary).toContain('The release gate is open');
    expect(result.outputs).toMatchObject({ status: 'unknown', severity: '', primary: '', count: '0', 'p0-count': '0' });
    expect(github.seen.every(({ method, path }) => method === 'GET' || path === '/graphql')).toBe(true);
    expect(github.seen.length).toBeLessThanOrEqual(8);
  });

  it('is closed by a P0 in a report: a file, or an artifact by its usual or a given name', async ({
    github,
    expect,
  }) => {
    pipeline(github, [job('test', 'failure')]);
    const file = await gate(github, { inputs: { logs: 'reports/*.json' }, files: { 'reports/a.json': text(RED) } });
    expect(tells(file)).toEqual(CLOSED);
    upload(github, 'whydunit-test', text(RED));
    upload(github, 'other', text(RED));
    for (const inputs of [{}, { artifacts: 'other' }]) {
      const result = await gate(github, { inputs });
      expect(tells(result)).toEqual(CLOSED);
      expect(result.outputs).toMatchObject({
        severity: 'P0',
        primary: 'sandbox/start-timeout',
        count: '1',
        'p0-count': '1',
      });
      expect(said(result, 'error')).toEqual([expect.stringMatching(/^Gate closed \(closes on P0\) by 1 finding: /)]);
      for (const part of ['### What closes it', 'job `test`', "fingerprint: '00000000000000aa'"])
        expect(result.summary).toContain(part);
    }
  });

  it('is closed by an open incident, and open once people have closed it', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success')]);
    const issue = incident(github);
    const closed = await gate(github);
    expect(tells(closed)).toEqual(CLOSED);
    expect(closed.summary).toContain('[incident `#101`](https://github.com/octo/app/issues/101)');
    expect(closed.summary).toContain('| 2026-11-20 |');
    expect(said(closed, 'error')).toEqual(['Gate closed (closes on P0) by 1 finding: The boiler burst.']);
    expect(closed.outputs).toMatchObject({
      primary: 'sandbox/start-timeout',
      count: '1',
      'p0-count': '1',
      'retry-safe': 'false',
    });
    Object.assign(issue, { state: 'closed', stateReason: 'completed' });
    expect(tells(await gate(github))).toEqual(OPEN);
  });

  it('lists what is found and open at once as one problem, and writes nothing', async ({ github, expect }) => {
    pipeline(github, [job('test', 'failure')]);
    upload(github, 'whydunit-test', text(RED));
    incident(github, body('00000000000000aa'));
    const result = await gate(github);
    expect(tells(result)).toEqual(CLOSED);
    expect([result.outputs['count'], github.count('POST') + github.count('PATCH')]).toEqual(['1', 0]);
  });

  it('is no stricter than it is told', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success')]);
    const p1 = { ...RED, diagnoses: [{ ...P0, pattern: 'rust/moved-value', severity: 'P1' as const }] };
    upload(github, 'whydunit-test', text(p1));
    expect(tells(await gate(github))).toEqual(OPEN);
    expect(tells(await gate(github, { inputs: { 'fail-on': 'P1' } }))).toEqual(CLOSED);
    github.state.artifacts.splice(0);
    upload(github, 'whydunit-test', text({ ...RED, diagnoses: [], unknown: [unknown()] }));
    expect(tells(await gate(github))).toEqual(OPEN);
    expect(tells(await gate(github, { inputs: { 'fail-on': 'any' } }))).toEqual(CLOSED);
  });

  it('[G6] is kept shut by a job that failed of something mild or unknown, until somebody tolerates that', async ({
    github,
    expect,
  }) => {
    pipeline(github, [job('test', 'failure')]);
    upload(
      github,
      'whydunit-test',
      text({ ...RED, diagnoses: [{ ...P0, pattern: 'rust/moved-value', severity: 'P1' as const }] }),
    );
    const shut = await gate(github);
    expect(tells(shut)).toEqual(CLOSED);
    expect(shut.summary).toMatch(/\| \[`test`\]\(\S+\) \| `failure` \| kept shut \| it failed \|/);
    for (const tolerate of ['test', 'P1 and below']) {
      const open = await gate(github, { inputs: { tolerate } });
      expect(tells(open)).toEqual(OPEN);
      expect(open.summary).toContain(`The workflow tolerates \`${tolerate}\``);
      expect(open.summary).toContain('**Nothing that closes it is unresolved; `test` did not pass and may.**');
    }
    expect(tells(await gate(github, { inputs: { tolerate: 'lint\nP2 and below' } }))).toEqual(CLOSED);
    github.state.artifacts.splice(0);
    upload(github, 'whydunit-test', text({ ...RED, diagnoses: [], unknown: [unknown()] }));
    expect(tells(await gate(github))).toEqual(CLOSED);
    expect(tells(await gate(github, { inputs: { tolerate: 'te*' } }))).toEqual(OPEN);
  });

  it('is open over a rerun that passed, as GitHub says, and not as a report says', async ({ github, expect }) => {
    pipeline(github, [job('test', 'failure', { attempt: 1 }), job('test', 'success', { attempt: 2, id: 77 })]);
    upload(github, 'whydunit-test', text(RED));
    const open = await gate(github, { env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(tells(open)).toEqual(OPEN);
    expect(open.summary).toContain('set aside: its job failed in attempt 1 and passed in attempt 2, as GitHub says');
    github.state.jobs.splice(1, 1, job('test', 'failure', { attempt: 2, id: 77 }));
    expect(tells(await gate(github, { env: { GITHUB_RUN_ATTEMPT: '2' } }))).toEqual(CLOSED);
  });

  it('judges another run by its jobs, which are those of the commit that is released', async ({ github, expect }) => {
    pipeline(github, []);
    github.state.runs.add(99);
    github.state.jobs.push(job('build', 'success', { run: 99 }));
    expect(tells(await gate(github, { inputs: { 'run-id': '99' } }))).toEqual(OPEN);
    github.state.jobs.push(job('test', 'failure', { run: 99 }));
    expect(tells(await gate(github, { inputs: { 'run-id': '99' } }))).toEqual(BLOCKED);
  });

  it("takes nobody else's issue for an incident", async ({ github, expect }) => {
    pipeline(github, [job('test', 'success')]);
    incident(github, body(), MONA);
    github.state.addIssue(ACTIONS_BOT, 'no label', body(), []);
    expect(tells(await gate(github))).toEqual(OPEN);
  });
});

describe.concurrent('[S10] a forged result', () => {
  const jobsFail = [job('test', 'failure'), job('lint', 'success')];
  const cases: readonly (readonly [what: string, report: string, words: RegExp])[] = [
    [
      'of another pull request',
      forged(RED, ({ run }) => Object.assign(run, { pullRequest: 8, sha: 'e'.repeat(40) })),
      /report of commit `?eeeeeee/,
    ],
    [
      'of another commit',
      forged(GREEN, ({ run }) => Object.assign(run, { sha: 'e'.repeat(40) })),
      /report of commit `?eeeeeee/,
    ],
    [
      'of another run',
      forged(GREEN, ({ run }) => Object.assign(run, { runId: 1 })),
      /report of run 1, not of run 4711/,
    ],
    [
      'of another repository',
      forged(GREEN, ({ run }) => Object.assign(run, { repository: 'mona/app' })),
      /report of mona\/app/,
    ],
    ['of no run at all', forged(GREEN, (json) => Object.assign(json, { run: {} })), /it is a report of no repository/],
    ['that says the job passed', text(GREEN), /job `test` failed, and no report of it says why/],
    [
      'that says nothing was found',
      text({ ...GREEN, status: 'unknown' }),
      /job `test` failed, and no report of it says why/,
    ],
    [
      'that says everything is resolved',
      forged(RED, (json) =>
        Object.assign(json, {
          status: 'passed',
          diagnoses: [],
          gone: [{ fingerprint: P0.fingerprint, title: 'x', by: 'fixed' }],
        }),
      ),
      /job `test` failed/,
    ],
    [
      'of a later attempt that passed',
      forged(GREEN, ({ run }) => Object.assign(run, { runAttempt: 99 })),
      /job `test` failed/,
    ],
    [
      'of a job that did not fail',
      forged(RED, (json) => {
        Object.assign(json, { diagnoses: [] });
        Object.assign(json.run, { job: 'lint' });
      }),
      /job `test` failed/,
    ],
    ['that is no report', '{"status": "passed"}', /is no report of whydunit/],
    [
      'of a severity nobody knows',
      forged(RED, ({ diagnoses }) => Object.assign(diagnoses[0] ?? {}, { severity: 'P9' })),
      /diagnoses\.0\.severity/,
    ],
  ];
  for (const [what, report, words] of cases) {
    it(`${what} opens nothing and is written nowhere`, async ({ github, expect }) => {
      pipeline(github, jobsFail);
      upload(github, 'whydunit-test', report);
      const result = await gate(github, { inputs: { comment: 'true', incidents: 'true' } });
      expect(tells(result)).toEqual(BLOCKED);
      expect(result.summary).toMatch(words);
      expect(github.count('POST') + github.count('PATCH')).toBe(0);
    });
  }

  it('that waives its own P0, or plays it down, is judged by our catalogue', async ({ github, expect }) => {
    pipeline(github, jobsFail);
    const down = { severity: 'P3', state: 'waived', draft: true, title: 'Nothing to see' };
    upload(
      github,
      'whydunit-test',
      forged(RED, ({ diagnoses }) => Object.assign(diagnoses[0] ?? {}, down)),
    );
    const result = await gate(github);
    expect(tells(result)).toEqual(CLOSED);
    expect(result.summary).not.toContain('Nothing to see');
  });
});

describe.concurrent('[S11] what cannot be read', () => {
  const down = (path: string) => (github: LoopbackGitHub) =>
    github.faults.add({ method: 'GET', path, shows: { status: 503 } });
  const without =
    (...missing: string[]) =>
    (github: LoopbackGitHub) => {
      for (const [value, token] of github.state.tokens)
        github.state.tokens.set(value, {
          ...token,
          permissions: Object.fromEntries(
            Object.entries(token.permissions).filter(([name]) => !missing.includes(name)),
          ),
        });
    };
  const hours = (many: number) => (github: LoopbackGitHub) => {
    github.clock = () => new Date(Date.now() + many * 3_600_000);
  };
  const cases: readonly (readonly [what: string, words: RegExp, spoil: (github: LoopbackGitHub) => unknown])[] = [
    ['an API that is down', /the open incidents are not known: GitHub answered 503/, down('/')],
    ['issues that do not answer', /the open incidents are not known: GitHub answered 503/, down('/issues')],
    [
      'a connection that breaks',
      /the open incidents are not known/,
      (github) => github.faults.add({ method: 'GET', path: '/issues', shows: 'reset' }),
    ],
    ['jobs that do not answer', /the jobs of run 4711 are not known: GitHub answered 503/, down('/jobs')],
    ['artifacts that do not answer', /artifacts of run 4711: GitHub answered 503/, down('/artifacts')],
    ['issues that may not be read', /permissions: issues: read/, without('issues')],
    ['jobs that may not be read', /permissions: actions: read/, without('actions')],
    [
      'rules that may not be read',
      /the rules on the base branch are not known: .*permissions: contents: read/,
      without('contents'),
    ],
    [
      'rules that are broken',
      /the rules on the base branch are not known: `?\.github\/whydunit\.yml:2:/,
      (github) => github.state.files.set('main', { [CONFIGURATION]: 'severity:\n  sandbox/start-timeout: P7\n' }),
    ],
    [
      'a waiver without its end',
      /whydunit\.yml:2:/,
      (github) =>
        github.state.files.set('main', {
          [CONFIGURATION]: 'waivers:\n  - {pattern: sandbox/start-timeout, reason: x, owner: mona}\n',
        }),
    ],
    [
      'a base branch that is not there',
      /the rules on the base branch are not known/,
      (github) => github.state.branches.clear(),
    ],
    [
      'an incident whose data was spoilt',
      /incident `#101` cannot be read/,
      (github) => incident(github, body().replace('"P0"', '"P')),
    ],
    [
      'an incident of a severity nobody knows',
      /incident `#101` cannot be read/,
      (github) => incident(github, body().replace('"P0"', '"P9"')),
    ],
    [
      'an incident without its mark',
      /incident `#101` cannot be read/,
      (github) => incident(github, 'Somebody tidied up.'),
    ],
    ['a clock that is a day slow', /clocks of this machine and of GitHub are 24 hours apart/, hours(24)],
    ['a clock that is a day fast', /clocks of this machine and of GitHub are 24 hours apart/, hours(-24)],
    [
      'a report of another commit',
      /report of commit `?eeeeeee/,
      (github) => upload(github, 'whydunit-x', text({ ...GREEN, run: { ...RUN, sha: 'e'.repeat(40) } })),
    ],
    [
      'a report that could not read its logs',
      /x\.log: is unreadable/,
      (github) =>
        upload(
          github,
          'whydunit-x',
          text({
            ...GREEN,
            status: 'unknown',
            verdict: { gate: 'blocked', failOn: 'P0', blocking: [], reasons: ['x.log: is unreadable'] },
          }),
        ),
    ],
    [
      'an archive that is none',
      /whydunit-x/,
      (github) =>
        github.state.artifacts.push({
          id: 77,
          run: RUN_ID,
          name: 'whydunit-x',
          content: Buffer.from('PK\x03\x04 cut'),
        }),
    ],
    [
      'an artifact that has expired',
      /has expired/,
      (github) =>
        github.state.artifacts.push({
          id: 77,
          run: RUN_ID,
          name: 'whydunit-x',
          content: Buffer.from(''),
          expired: true,
        }),
    ],
    [
      'a job that still runs',
      /the job `deploy` has not ended/,
      (github) => github.state.jobs.push(job('deploy', null)),
    ],
    [
      'a job that was cancelled',
      /the job `e2e` was cancelled/,
      (github) => github.state.jobs.push(job('e2e', 'cancelled')),
    ],
  ];
  for (const [what, words, spoil] of cases) {
    it(`blocks the gate: ${what}`, async ({ github, expect }) => {
      pipeline(github, [job('test', 'success')]);
      spoil(github);
      const result = await gate(github);
      expect(tells(result)).toEqual(BLOCKED);
      expect(result.summary).toContain('### What could not be checked');
      expect(result.summary).toMatch(words);
      expect(said(result, 'error')).toEqual([expect.stringMatching(/^Gate blocked/)]);
    });
  }

  it('blocks the gate: a report that was named and is not there', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success')]);
    for (const inputs of [{ logs: 'nowhere/*.json' }, { artifacts: 'nothing-*' }])
      expect(tells(await gate(github, { inputs }))).toEqual(BLOCKED);
  });

  it('does not hide what closes it', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success'), job('e2e', 'cancelled')]);
    incident(github);
    const result = await gate(github);
    expect(tells(result)).toEqual(CLOSED);
    expect(result.summary).toMatch(
      /### What closes it[\s\S]*### What could not be checked\n\n- The job `e2e` was cancelled/,
    );
  });
});
