import { describe } from 'vitest';
import { fromBranch } from '../world/github/events.js';
import { it as base } from '../world/github/fixture.js';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { ACTIONS_BOT, type Account } from '../world/github/state.js';
import { diagnoseOn, grant } from './incident-calls.js';
import { said } from './runner.js';
import { BOOM, FINE } from './samples.js';

const MONA: Account = { login: 'mona', id: 2, type: 'User' };
const COMPILE = 'printf "error[E0308]: mismatched types\\n --> src/a.rs:1:1\\n"; exit 101';

const it = base.extend<{ tracker: LoopbackGitHub }>({
  tracker: async ({ github }, use) => {
    grant(github, { contents: 'read', issues: 'write' });
    await use(github);
  },
});

const open = (github: LoopbackGitHub) => github.state.tracker.filter(({ state }) => state === 'open');

describe.concurrent('an incident, kept by the bundled action', () => {
  it('is opened by a P0 on a protected branch, and says what to do', async ({ tracker, expect }) => {
    const result = await diagnoseOn(tracker, BOOM, { id: 10 });
    const [issue] = tracker.state.tracker;
    expect([issue?.title, issue?.labels, issue?.state]).toEqual([
      'P0: The boiler burst',
      ['whydunit-incident'],
      'open',
    ]);
    expect(issue?.body).toMatch(/^<!-- whydunit-incident [0-9a-f]{16} -->\n<!-- whydunit-data \{.*\} -->\n/);
    for (const part of [
      '**P0** respond immediately',
      'boom: boiler B7 burst',
      '## First fifteen minutes',
      '## Postmortem',
    ])
      expect(issue?.body).toContain(part);
    expect(said(result, 'notice')).toContain('Incident #101 was opened: https://github.com/octo/app/issues/101');
    expect([result.exitCode, result.outputs['verdict']]).toEqual([3, 'fail']);
  });

  it('is brought up to date by later runs, without a comment, and left alone by a second job of the same run', async ({
    tracker,
    expect,
  }) => {
    await diagnoseOn(tracker, BOOM, { id: 10 });
    const issue = tracker.state.tracker[0];
    if (issue !== undefined) issue.body = issue.body.replace('- [ ] Hold the release', '- [x] Hold the release');
    await diagnoseOn(tracker, BOOM, { id: 11, commit: 'b' });
    await diagnoseOn(tracker, BOOM, { id: 11, commit: 'b', env: { GITHUB_JOB: 'lint' } });
    expect(tracker.state.tracker).toHaveLength(1);
    expect(issue?.body).toContain('seen in 2 runs of `main`');
    expect(issue?.body).toContain('| seen again | [run 11](https://github.com/octo/app/actions/runs/11/attempts/1)');
    expect(issue?.body).toContain('- [x] Hold the release');
    expect([tracker.state.comments.length, tracker.count('PATCH')]).toEqual([0, 1]);
  });

  it('is proposed for closing once by a green run of the fix, and closed by nobody but people', async ({
    tracker,
    expect,
  }) => {
    await diagnoseOn(tracker, BOOM, { id: 10 });
    await diagnoseOn(tracker, FINE, { id: 11, commit: 'a' });
    expect(tracker.state.comments).toHaveLength(0);
    await diagnoseOn(tracker, FINE, { id: 12, commit: 'b', env: { GITHUB_JOB: 'lint' } });
    expect(tracker.state.comments).toHaveLength(0);
    const green = await diagnoseOn(tracker, FINE, { id: 13, commit: 'b' });
    await diagnoseOn(tracker, FINE, { id: 14, commit: 'c' });
    expect(tracker.state.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('passed at commit `bbbbbbb`'),
    ]);
    expect(tracker.state.tracker[0]?.state).toBe('open');
    expect([green.exitCode, said(green, 'notice')]).toEqual([
      0,
      ['Incident #101: this run passed, closing it was proposed.'],
    ]);
  });

  it('opens again when it comes back, and not for a run that was started before it was closed', async ({
    tracker,
    expect,
  }) => {
    await diagnoseOn(tracker, BOOM, { id: 10 });
    await diagnoseOn(tracker, FINE, { id: 12, commit: 'b' });
    const issue = tracker.state.tracker[0];
    if (issue !== undefined) Object.assign(issue, { state: 'closed', stateReason: 'completed' });
    await diagnoseOn(tracker, BOOM, { id: 11 });
    expect([tracker.state.tracker.length, issue?.state]).toEqual([1, 'closed']);
    const result = await diagnoseOn(tracker, BOOM, { id: 13, commit: 'c' });
    expect([tracker.state.tracker.length, issue?.state]).toEqual([1, 'open']);
    expect(issue?.body).toContain('came back, opened again');
    expect(said(result, 'notice')).toEqual([expect.stringContaining('Incident #101 came back')]);
  });

  it('is no business of pull requests, tags, unprotected branches and runs of others', async ({ tracker, expect }) => {
    tracker.state.branches.set('topic', { name: 'topic', protected: false, sha: 'a'.repeat(40) });
    await diagnoseOn(tracker, BOOM, { id: 10, event: fromBranch(7), inputs: { comment: 'false' } });
    await diagnoseOn(tracker, BOOM, { id: 11, env: { GITHUB_REF: 'refs/tags/v1' } });
    await diagnoseOn(tracker, BOOM, { id: 12, branch: 'topic', env: { GITHUB_REF_PROTECTED: 'false' } });
    for (const event of ['workflow_run', 'pull_request_target', 'merge_group', 'issue_comment'])
      await diagnoseOn(tracker, BOOM, { id: 13, env: { GITHUB_EVENT_NAME: event } });
    expect(tracker.state.tracker).toEqual([]);
  });

  it('asks GitHub whether the branch is protected where the runner does not say so', async ({ tracker, expect }) => {
    tracker.state.branches.set('release/1.x', { name: 'release/1.x', protected: true, sha: 'a'.repeat(40) });
    // Built in: patterns of its own a branch has where the runner itself says that it is protected.
    const panic =
      "cat <<EOF\nthread 'main' panicked at src/main.rs:12:10:\ncould not migrate: VersionMismatch(20240101)\nEOF\nexit 101";
    await diagnoseOn(tracker, panic, { id: 10, branch: 'release/1.x', env: { GITHUB_REF_PROTECTED: 'false' } });
    expect(open(tracker)).toHaveLength(1);
  });

  it('is for P0 only, whatever closes the gate', async ({ tracker, expect }) => {
    await diagnoseOn(tracker, COMPILE, { id: 10, inputs: { 'fail-on': 'any' } });
    expect(tracker.state.tracker).toEqual([]);
    await diagnoseOn(tracker, BOOM, { id: 11, inputs: { 'fail-on': 'never' } });
    expect(open(tracker)).toHaveLength(1);
    await diagnoseOn(tracker, BOOM.replace('B7', 'B8'), { id: 12, inputs: { incidents: 'false' } });
    expect(open(tracker)).toHaveLength(1);
  });

  it('is never mistaken for an issue that somebody else wrote', async ({ tracker, expect }) => {
    await diagnoseOn(tracker, BOOM, { id: 10 });
    const [own] = tracker.state.tracker.splice(0);
    const body = own?.body ?? '';
    for (const author of [MONA, { login: 'other[bot]', id: 3, type: 'Bot' }] as const)
      tracker.state.addIssue(author, 'P0: The boiler burst', body, ['whydunit-incident']);
    tracker.state.addIssue(ACTIONS_BOT, 'without the label', body, []);
    await diagnoseOn(tracker, BOOM, { id: 11 });
    expect(tracker.state.tracker).toHaveLength(4);
    expect(tracker.state.tracker.slice(0, 3).every((issue) => issue.body === body)).toBe(true);
  });

  it('with data that somebody spoilt is left alone, with a warning', async ({ tracker, expect }) => {
    await diagnoseOn(tracker, BOOM, { id: 10 });
    const issue = tracker.state.tracker[0];
    if (issue !== undefined) issue.body = issue.body.replace('"count":1', '"count":0');
    const before = issue?.body;
    const result = await diagnoseOn(tracker, BOOM, { id: 11 });
    expect([tracker.state.tracker.length, issue?.body]).toEqual([1, before]);
    expect(said(result, 'warning')).toEqual([
      expect.stringMatching(/^Incident #101 could not be brought up to date: .*count/),
    ]);
  });

  it('two and eight jobs at once end in one open issue', async ({ tracker, expect }) => {
    tracker.latency = () => Math.random() * 40;
    const jobs = (run: number, many: number) =>
      Promise.all(
        Array.from({ length: many }, (_, job) =>
          diagnoseOn(tracker, BOOM, { id: run, env: { GITHUB_JOB: `test-${job}` } }),
        ),
      );
    await jobs(10, 8);
    const [oldest] = tracker.state.tracker;
    expect(open(tracker)).toEqual([oldest]);
    expect(tracker.state.tracker.slice(1).every(({ stateReason }) => stateReason === 'duplicate')).toBe(true);
    expect(oldest?.body).toContain('seen in 1 run of');
    await Promise.all([11, 12].map((id) => diagnoseOn(tracker, BOOM, { id, commit: 'b' })));
    expect(oldest?.body).toContain('seen in 3 runs of');
  });

  it('is created once when the answer is lost', async ({ tracker, expect }) => {
    tracker.faults.add({ method: 'POST', path: '/issues', times: 1, when: 'stored', shows: { status: 502 } });
    await diagnoseOn(tracker, BOOM, { id: 10 });
    expect(tracker.state.tracker).toHaveLength(1);
  });

  const spoilt: readonly (readonly [how: string, words: RegExp, spoil: (github: LoopbackGitHub) => void])[] = [
    [
      'without the permission',
      /permissions: issues: write/,
      (github) => grant(github, { contents: 'read', issues: 'read' }),
    ],
    ['without issues', /issues are switched off/, (github) => Object.assign(github.state, { hasIssues: false })],
    [
      'while GitHub is down',
      /GitHub answered 503/,
      (github) => github.faults.add({ method: 'GET', path: '/issues', shows: { status: 503 } }),
    ],
  ];
  for (const [how, words, spoil] of spoilt) {
    it(`[F5] ${how} costs a warning and nothing else`, async ({ tracker, expect }) => {
      spoil(tracker);
      const result = await diagnoseOn(tracker, BOOM, { id: 10 });
      expect(said(result, 'warning')).toEqual([expect.stringMatching(words)]);
      expect([result.exitCode, result.outputs['verdict']]).toEqual([3, 'fail']);
      expect(result.summary).toContain('Boiler `B7` burst');
    });
  }
});
