import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeEngine, frame, json, notFound } from '../world/engine/fake-engine.js';
import { runAction, said } from './runner.js';
import { GREEN_LOG } from './samples.js';

const ID = 'c'.repeat(64);
const FINISHED = new Date(Date.now() - 60_000).toISOString();
const INSPECT = {
  Id: ID,
  Name: '/shop-web-1',
  Created: FINISHED,
  Path: '/app/server',
  Args: [],
  State: { Status: 'exited', Running: false, OOMKilled: false, ExitCode: 1, Error: '', FinishedAt: FINISHED },
  Config: { Tty: false, Env: [], Labels: {} },
  HostConfig: {},
  NetworkSettings: { Networks: {} },
};

let engine: FakeEngine;
beforeAll(async () => {
  engine = await new FakeEngine((_, response, path) => {
    if (path.startsWith('/containers/json')) return json(response, [{ Id: ID, Names: ['/shop-web-1'], Labels: {} }]);
    if (path.startsWith(`/containers/${ID}/json`)) return json(response, INSPECT);
    if (path.includes('/logs')) return response.end(frame(2, "2026-11-23T03:30:00Z KeyError: 'DATABASE_URL'\n"));
    if (path.startsWith('/events')) return response.end();
    return notFound(response);
  }).start();
});
afterAll(() => engine.stop());

const call = (inputs: Record<string, string>, host = engine.url, files: Record<string, string> = {}) =>
  runAction({ inputs: { comment: 'false', ...inputs }, env: { DOCKER_HOST: host }, files });

describe('the inputs docker and containers', () => {
  it('look into the containers that died', async () => {
    const result = await call({ docker: 'true' });
    expect(result.outputs).toMatchObject({ status: 'failed', primary: 'container/env-missing', severity: 'P0' });
    expect(result.stdout).toContain('containers/shop-web-1/log.txt:1');
    expect(engine.asked.every((asked) => /^(?:GET|HEAD) /.test(asked))).toBe(true);
  });

  it('look into those that are named, and say which are not there', async () => {
    const result = await call({ containers: 'shop-*\nworker' });
    expect(result.outputs['primary']).toBe('container/env-missing');
    expect(result.stdout).toContain('No container fits worker');
    const none = await call({ containers: 'worker' });
    expect(none.outputs).toMatchObject({ status: 'unknown', primary: '' });
  });

  it('auto looks where the command failed or a log tells of containers, and not where nothing did', async () => {
    const failed = await call({ docker: 'auto', run: "echo 'shop-web-1 exited with code 1'; exit 1" });
    expect(failed.outputs['primary']).toBe('container/env-missing');
    expect(failed.exitCode).toBe(1);
    const other = await call({ docker: 'auto', run: "echo 'error[E0382]: use of moved value: `x`'; exit 101" });
    const before = engine.asked.length;
    const green = await call({ docker: 'auto', logs: 'build.log' }, engine.url, { 'build.log': GREEN_LOG });
    expect([other.exitCode, green.exitCode]).toEqual([101, 0]);
    expect(engine.asked.length).toBe(before);
  });

  it('warn where there is no engine, and change no exit code', async () => {
    const nowhere = 'unix:///none/docker.sock';
    const failed = await call({ docker: 'true', run: 'exit 7' }, nowhere);
    expect(failed.exitCode).toBe(7);
    expect(said(failed, 'warning').join()).toContain('There is no container engine at unix:///none/docker.sock');
    const passed = await call({ docker: 'true', run: 'true' }, nowhere);
    expect(passed.exitCode).toBe(0);
    const auto = await call({ docker: 'auto', run: "echo 'web-1 exited with code 1'; exit 1" }, nowhere);
    expect(auto.exitCode).toBe(1);
    expect(said(auto, 'warning')).toEqual([]);
  });

  it('are an error where there is no engine and nothing else to read', async () => {
    const result = await call({ docker: 'true' }, 'unix:///none/docker.sock');
    expect(result.exitCode).toBe(2);
    expect(said(result, 'error').join()).toMatch(/There is no container engine at .* Start it/);
    expect(result.outputs['verdict']).toBe('blocked');
  });
});
