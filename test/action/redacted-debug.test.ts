import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { scratch, whydunit } from '../cli/run.js';
import { leaks } from '../core/redact/leaks.js';
import { KNOWN, planted } from '../core/redact/planted.js';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { runAction } from './runner.js';
import { BOOM } from './samples.js';

const DEBUG = { WHYDUNIT_DEBUG: '1', RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' };
const TOKENS = planted().filter(({ kind }) => kind.startsWith('GitHub') || kind === 'JWT' || kind === 'Stripe');
const [TOKEN] = TOKENS.flatMap(({ secrets }) => secrets) as [string];
const SECRETS = [...Object.values(KNOWN), TOKEN, WORKFLOW_TOKEN.value];

/** An input that ends it, with a secret in what would be said about it. */
const CRASHES: Readonly<Record<string, Parameters<typeof runAction>[0]>> = {
  'an event that is not there': { inputs: { logs: 'a.log' }, env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } },
  'a runner without its files': { inputs: { run: BOOM }, env: { GITHUB_OUTPUT: `/nowhere/${TOKEN}/out` } },
  'a summary nobody can write': {
    inputs: { run: BOOM },
    env: { GITHUB_STEP_SUMMARY: `/nowhere/${KNOWN.DEPLOY_TOKEN}` },
  },
  'a broken pattern': {
    inputs: { run: BOOM, patterns: '*.yaml' },
    files: { 'a.yaml': `title: [\n  token: ${TOKEN}\n when: {all: ['${KNOWN.BOILER_PASSWORD}']` },
  },
  'a value no input has': { inputs: { run: BOOM, 'fail-on': TOKEN } },
  'a report where none can be': {
    inputs: { run: BOOM, json: `a.log/${TOKEN.slice(0, 8)}/report.json` },
    files: { 'a.log': 'x' },
  },
  'an address that is none': {
    inputs: { run: BOOM, check: 'true' },
    env: { GITHUB_API_URL: `http://x:${TOKEN}@[::1:99` },
  },
};

describe('[S8] in debug mode a crash shows neither the token nor a secret', () => {
  for (const [name, call] of Object.entries(CRASHES))
    it(`of the action: ${name}`, async ({ github, expect }) => {
      const event = fromBranch(7);
      const result = await runAction({ event, github, ...call, env: { ...DEBUG, ...KNOWN, ...call.env } });
      const text = [result.stdout, result.stderr, result.summary, JSON.stringify(result.outputs)].join('\n');
      expect(text).not.toBe('');
      expect(leaks(text, SECRETS)).toEqual([]);
    });

  it('of the action: an event that is no JSON', async ({ github, expect }) => {
    const path = join(scratch(), 'event.json');
    for (const text of [TOKEN, `{"token": "${KNOWN.DEPLOY_TOKEN}" ${TOKEN}`]) {
      writeFileSync(path, text);
      const env = { ...DEBUG, ...KNOWN, GITHUB_EVENT_PATH: path };
      const result = await runAction({ inputs: { logs: 'a.log' }, env, github });
      expect(result.exitCode).not.toBe(0);
      expect(leaks(`${result.stdout}\n${result.stderr}`, SECRETS)).toEqual([]);
    }
  });

  it('of GitHub: every answer is an error that repeats secrets', async ({ github, expect }) => {
    const message = `No ${WORKFLOW_TOKEN.value}, ${TOKEN} and ${KNOWN.DEPLOY_TOKEN}`;
    for (const method of ['GET', 'POST', 'PATCH']) github.faults.add({ method, shows: { status: 403, message } });
    const result = await runAction({
      inputs: { logs: '*.log', 'job-logs': 'true', artifacts: '*', check: 'true' },
      files: {
        'a.log': `Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nRuntimeError: ${TOKEN}\n`,
      },
      env: { ...DEBUG, ...KNOWN },
      event: fromBranch(7),
      github,
    });
    const text = `${result.stdout}\n${result.stderr}\n${result.summary}`;
    expect(text).toContain('403');
    expect(leaks(text, SECRETS)).toEqual([]);
  });

  it('of the command line', async ({ expect }) => {
    const folder = scratch();
    const env = { ...DEBUG, ...KNOWN };
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github/whydunit.yml'), `severity: {${TOKEN}: P9}\ntoken: ${KNOWN.DEPLOY_TOKEN}\n`);
    writeFileSync(join(folder, 'a.log'), `boom ${TOKEN}\n`);
    for (const args of [
      ['diagnose', 'a.log'],
      ['diagnose', TOKEN],
      ['diagnose', 'a.log', '--output', `${TOKEN}/x`],
      ['diagnose', 'a.log', '--baseline', 'a.log'],
      ['diagnose', 'a.log', '--format', TOKEN],
      ['gate', `${KNOWN.DEPLOY_TOKEN}.json`],
    ]) {
      const { code, stdout, stderr } = await whydunit(args, { cwd: folder, env });
      expect(code, args.join(' ')).not.toBe(0);
      expect(leaks(`${stdout}\n${stderr}`, SECRETS), args.join(' ')).toEqual([]);
    }
  });
});
