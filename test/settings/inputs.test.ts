import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInputs } from '../../src/settings/inputs.js';
import { fromBranch, fromDeletedFork, fromFork, push } from '../world/github/events.js';

const RUN = { INPUT_RUN: 'cargo test' };
const JOB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_JOB: 'test',
  GITHUB_WORKFLOW: 'CI',
  GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_REF: 'refs/pull/7/merge',
};

describe('the inputs', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'whydunit-inputs-'));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const withEvent = (payload: unknown) => {
    const path = join(home, 'event.json');
    writeFileSync(path, JSON.stringify(payload));
    return readInputs({ ...RUN, ...JOB, GITHUB_EVENT_PATH: path });
  };

  it('are read once into one record, with defaults', () => {
    const inputs = readInputs({
      INPUT_LOGS: 'a.log\n\n  b/**  \n',
      'INPUT_FAIL-ON': 'any',
      INPUT_COMMENT: 'False',
      RUNNER_TEMP: '/tmp/r',
    });
    expect(inputs).toMatchObject({
      logs: ['a.log', 'b/**'],
      failOn: 'any',
      comment: false,
      commentMode: 'on-failure',
      summary: true,
      annotations: true,
      json: '/tmp/r/whydunit-report.json',
      files: [],
      check: false,
      incidents: false,
      mode: 'diagnose',
      artifacts: [],
      jobLogs: false,
    });
    expect(inputs).not.toHaveProperty('run');
    expect(readInputs(RUN)).toMatchObject({ failOn: 'P0', run: 'cargo test', context: {} });
  });

  it('keep a script as it was written', () => {
    expect(readInputs({ INPUT_RUN: '  if true; then\n    echo\n  fi\n' }).run).toBe(
      '  if true; then\n    echo\n  fi\n',
    );
  });

  it('tell which pull request it is, where from, and at which commit', () => {
    expect(withEvent(fromBranch(7).payload).pullRequest).toEqual({ number: 7, fork: false, head: 'b'.repeat(40) });
    expect(withEvent(fromFork(7).payload).pullRequest).toMatchObject({ fork: true });
    expect(withEvent(fromDeletedFork(7).payload).pullRequest).toMatchObject({ fork: true });
    expect(withEvent(fromBranch(7).payload).context).toMatchObject({
      pullRequest: 7,
      sha: 'b'.repeat(40),
      repository: 'octo/app',
    });
    expect(withEvent(push().payload)).not.toHaveProperty('pullRequest');
    expect(withEvent(push().payload).context.sha).toBe('a'.repeat(40));
    for (const odd of [null, 5, [], { pull_request: { number: '7' } }, { pull_request: { number: -1 } }])
      expect(withEvent(odd)).not.toHaveProperty('pullRequest');
  });

  it('tell the job apart by workflow, job, matrix cell and step, exactly', () => {
    const key = (env: Record<string, string>) => readInputs({ ...RUN, ...JOB, ...env }).contributor.key;
    const all = [
      {},
      { GITHUB_JOB: 'lint' },
      { INPUT_MATRIX: '{"os":"a"}' },
      { INPUT_MATRIX: '{"os":"b"}' },
      { GITHUB_ACTION: '__octo_whydunit_2' },
      { GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/x-->.yml@r' },
      { GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/x--<.yml@r' },
    ].map(key);
    expect(new Set(all).size).toBe(all.length);
    expect(all[0]).toMatch(/^ci\.yml\/test [0-9a-f]{12}$/);
    for (const text of all) expect(text).toMatch(/^[\w./ -]+$/);
    expect(key({ INPUT_MATRIX: 'null', GITHUB_SHA: 'd'.repeat(40), GITHUB_RUN_ID: '9' })).toBe(all[0]);
  });

  it('name the job as GitHub shows it, its matrix cell included', () => {
    const named = (matrix: string) => {
      const { contributor, context } = readInputs({ ...RUN, ...JOB, INPUT_MATRIX: matrix });
      expect(context.job).toBe(contributor.job);
      return [contributor.job, contributor.cell];
    };
    expect(named('{"python":3.12,"os":"ubuntu-latest"}')).toEqual(['test (3.12, ubuntu-latest)', true]);
    expect(named('{"os":{"name":"linux","arm":true},"tags":["a","b"]}')).toEqual(['test (linux, true, a, b)', true]);
    for (const none of ['null', '{}', '']) expect(named(none)).toEqual(['test', false]);
    expect(named('{broken')).toEqual(['test', true]);
  });

  it('say which containers are wanted, and when', () => {
    expect(readInputs({ INPUT_DOCKER: 'true' }).containers).toEqual({ filters: [], when: 'always' });
    expect(readInputs({ INPUT_CONTAINERS: 'web\nlabel=tier=back\n' }).containers).toEqual({
      filters: ['web', 'label=tier=back'],
      when: 'always',
    });
    expect(readInputs({ ...RUN, INPUT_DOCKER: 'auto', INPUT_CONTAINERS: 'web' }).containers).toEqual({
      filters: ['web'],
      when: 'failed',
    });
    expect(readInputs({ ...RUN, INPUT_DOCKER: 'false', INPUT_CONTAINERS: 'web' })).not.toHaveProperty('containers');
    expect(readInputs(RUN)).not.toHaveProperty('containers');
  });

  it('lend a command nothing of ours', () => {
    const { childEnvironment } = readInputs({
      ...RUN,
      PATH: '/bin',
      INPUT_TOKEN: 'ghs_secret',
      STATE_x: '1',
      ACTIONS_RUNTIME_TOKEN: 'key',
      ACTIONS_RESULTS_URL: 'u',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'kept',
    }).runner;
    expect(childEnvironment).toEqual({ PATH: '/bin', ACTIONS_ID_TOKEN_REQUEST_URL: 'kept' });
    expect(
      readInputs({ ...RUN, SCCACHE_GHA_ENABLED: 'true', ACTIONS_RUNTIME_TOKEN: 'key' }).runner.childEnvironment,
    ).toHaveProperty('ACTIONS_RUNTIME_TOKEN');
  });

  it.each([
    [{}, 'no-input', 'None of logs, run, artifacts, job-logs and docker'],
    [{ INPUT_DOCKER: 'auto' }, 'no-input', 'None of logs, run'],
    [{ ...RUN, 'INPUT_FAIL-ON': 'p0' }, 'bad-input', 'Did you mean P0?'],
    [{ ...RUN, INPUT_SUMMARY: 'yes' }, 'bad-input', 'summary: "yes" is neither true nor false'],
    [{ ...RUN, INPUT_MODE: 'merge' }, 'bad-input', 'run: belongs to the mode diagnose'],
    [{ ...RUN, INPUT_MODE: 'guess' }, 'bad-input', 'mode: "guess" is not one of diagnose, gate, merge'],
    [{ ...RUN, 'INPUT_RUN-ID': 'latest' }, 'bad-input', "is no run's number"],
    [{ ...RUN, INPUT_DOCKER: 'yes' }, 'bad-input', 'docker: "yes" is not one of true, auto, false'],
    [{ ...RUN, GITHUB_EVENT_PATH: '/nowhere' }, 'platform', 'GITHUB_EVENT_PATH'],
  ])('%j are refused in words', (env, kind, words) => {
    expect(() => readInputs(env as Record<string, string>)).toThrow(
      expect.objectContaining({ kind, message: expect.stringContaining(words) }),
    );
  });

  it('need nothing to read where a gate or a merge finds it by itself', () => {
    for (const mode of ['gate', 'merge'] as const)
      expect(readInputs({ INPUT_MODE: mode })).toMatchObject({ mode, logs: [], artifacts: [] });
    expect(readInputs({ 'INPUT_JOB-LOGS': 'true', 'INPUT_RUN-ID': '42' })).toMatchObject({ jobLogs: true, runId: 42 });
    expect(readInputs({ INPUT_ARTIFACTS: 'logs-*\nreports' }).artifacts).toEqual(['logs-*', 'reports']);
  });
});

describe('what the runner should have set and did not', () => {
  const SET = { ...RUN, ...JOB, GITHUB_RUN_ID: '7', GITHUB_EVENT_NAME: 'push' };
  const missing = (over: Readonly<Record<string, string | undefined>>) =>
    readInputs({ ...SET, ...over }).missing.map((sentence) => sentence.replace(/[\uE000\uE001]/g, '`'));

  it.each(['GITHUB_REPOSITORY', 'GITHUB_SHA', 'GITHUB_RUN_ID', 'GITHUB_EVENT_NAME'])('is named: %s', (name) => {
    expect(missing({ [name]: undefined })).toEqual([`the runner does not set \`${name}\``]);
    expect(missing({ [name]: '' })).toEqual([`the runner does not set \`${name}\``]);
  });

  it('is the event of what is not agreed to yet, and nothing on a laptop', () => {
    expect(missing({})).toEqual([]);
    for (const event of ['pull_request', 'pull_request_target', 'merge_group', 'workflow_run', 'issue_comment'])
      expect(missing({ GITHUB_EVENT_NAME: event })).toEqual(['the runner does not set `GITHUB_EVENT_PATH`']);
    expect(missing({ GITHUB_ACTIONS: undefined, GITHUB_SHA: undefined })).toEqual([]);
  });
});
