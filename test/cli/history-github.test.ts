import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { verdictAddress } from '../../src/core/render/verdict-issue.js';
import { zip } from '../world/files/zip.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { failedJob } from '../world/github/workflow-runs.js';
import { scratch, whydunit } from './run.js';

const MONA = { login: 'mona', id: 1, type: 'User' } as const;
const [KNOWN, OTHER] = ['0123456789abcdef', 'fedcba9876543210'];

function allow(github: LoopbackGitHub, permissions: Readonly<Record<string, 'read'>>): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
}

const envOf = (github: LoopbackGitHub) => ({ GH_TOKEN: WORKFLOW_TOKEN.value, GITHUB_API_URL: github.origin });

const ask = (github: LoopbackGitHub, ...args: readonly string[]) =>
  whydunit(['history', ...args], { env: envOf(github) });

/** A history with a finding of each fingerprint. */
async function history(): Promise<string> {
  const folder = scratch();
  const finding = { pattern: 'rust/moved-value', title: 'Moved', primary: true, evidence: [] };
  const answers = [KNOWN, OTHER].map((fingerprint, at) => ({
    ...{ id: `${at}`, status: 'failed', unknown: [] },
    diagnoses: [{ ...finding, fingerprint }],
  }));
  writeFileSync(join(folder, 'a.jsonl'), answers.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const db = join(folder, 'h.duckdb');
  await whydunit(['history', 'add', folder, '--history', db]);
  return db;
}

describe.concurrent('what people say in issues', () => {
  it('is kept as the link of a comment begins it, the last word of those who belong there', async ({
    github,
    expect,
  }) => {
    allow(github, { issues: 'read' });
    const run = { serverUrl: 'https://github.com', repository: 'octo/app' };
    const say = (fingerprint: string, body = '') => {
      const { searchParams } = new URL(verdictAddress(run, fingerprint, 'rust/moved-value') ?? '');
      return github.state.addIssue(MONA, searchParams.get('title') ?? '', body, []);
    };
    say(KNOWN).association = 'MEMBER';
    say(OTHER, `### Fingerprint\r\n\r\n${OTHER}\r\n\r\n### Right or wrong\r\n\r\nright`).association = 'OWNER';
    say('aaaaaaaaaaaaaaaa').association = 'COLLABORATOR';
    say(OTHER).association = 'NONE';
    github.state.addIssue(MONA, 'Something else', 'entirely', []).association = 'OWNER';
    const refused = say(OTHER);
    Object.assign(refused, { association: 'OWNER', state: 'closed', stateReason: 'not_planned' });
    const db = await history();
    const { stdout, stderr, code } = await ask(github, 'judge', '--from-issues', 'octo/app', '--history', db);
    expect([code, stdout]).toEqual([0, `2 verdicts of octo/app in ${db}\n`]);
    expect(stderr).toContain(`1 of them are of findings that ${db} does not know`);
    expect(stderr).toContain('1 issue of people outside the repository left out');
    const precision = await whydunit(['history', 'precision', '--history', db, '--json']);
    expect(JSON.parse(precision.stdout)).toMatchObject([{ pattern: 'rust/moved-value', right: 1, wrong: 1 }]);
  });

  it('does not outdo what was said later', async ({ github, expect }) => {
    allow(github, { issues: 'read' });
    const db = await history();
    await whydunit(['history', 'judge', KNOWN ?? '', 'right', '--history', db]);
    const old = github.state.addIssue(MONA, 'whydunit: wrong answer', `### Fingerprint\n\n${KNOWN}\n`, []);
    Object.assign(old, { association: 'OWNER', createdAt: new Date('2020-01-01') });
    await ask(github, 'judge', '--from-issues', 'octo/app', '--history', db);
    const precision = await whydunit(['history', 'precision', '--history', db, '--json']);
    expect(JSON.parse(precision.stdout)).toMatchObject([{ right: 1, wrong: 0 }]);
  });
});

describe.concurrent('the artifacts of a repository', () => {
  it("are imported once, with what GitHub says of their runs; another run's report is left out", async ({
    github,
    expect,
  }) => {
    allow(github, { actions: 'read' });
    const log = 'error[E0382]: borrow of moved value: `x`\n --> src/main.rs:3:5\nerror: could not compile `x`\n';
    const made = await whydunit(['diagnose', '-', '--format', 'json'], { input: log });
    const report = (runId: number) => ({
      name: 'report.json',
      content: JSON.stringify({
        ...JSON.parse(made.stdout),
        run: { repository: 'octo/app', serverUrl: 'https://github.com', runId, job: 'test', author: 'somebody-else' },
      }),
    });
    for (const id of [98, 99]) {
      github.state.runs.add(id);
      github.state.jobs.push(failedJob(id, id, 'test', []));
      const run = { id, workflow: 'ci.yml', branch: 'main', event: 'push', conclusion: 'failure' } as const;
      github.state.workflowRuns.push({ ...run, at: '2026-11-22T04:53:40Z' });
    }
    github.state.artifacts.push(
      { id: 1, run: 98, name: 'whydunit-test', content: zip([report(98)]) },
      { id: 2, run: 99, name: 'whydunit-test', content: zip([report(98)]) },
      { id: 3, run: 99, name: 'coverage', content: zip([report(99)]) },
    );
    const db = join(scratch(), 'h.duckdb');
    const first = await ask(github, 'import', 'octo/app', '--history', db);
    expect([first.code, first.stdout]).toEqual([0, `1 run added to ${db}\n`]);
    expect(first.stderr).toContain('whydunit-test/report.json: is a report of another run; it was left out');
    const again = await ask(github, 'import', 'octo/app', '--history', db);
    expect(again.stdout).toBe(`0 runs added to ${db}, 1 were there already\n`);
    const seen = await whydunit(['history', 'first-seen', '--history', db, '--json']);
    expect(JSON.parse(seen.stdout)).toMatchObject([
      {
        pattern: 'rust/moved-value',
        author: 'mona',
        first: '2026-11-22 04:53:45',
        committed_at: '2026-11-22 04:50:00',
      },
    ]);
    const top = await whydunit(['history', 'top', '--history', db, '--json']);
    expect(JSON.parse(top.stdout)).toMatchObject([{ cause: 'rust/moved-value', minutes: 6.2 }]);
  });

  it('that may not be read are told of in a line, and begin no history', async ({ github, expect }) => {
    allow(github, {});
    const db = join(scratch(), 'h.duckdb');
    const { code, stderr } = await ask(github, 'import', 'octo/app', '--history', db);
    expect([code, stderr.trim().split('\n').length, existsSync(db)]).toEqual([3, 1, false]);
    expect(stderr).toContain('actions: read');
  });
});
