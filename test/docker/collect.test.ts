import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportOf, whydunit } from './command-line.js';
import { ENGINE_NAMES, type Engine, shell, startEngine } from './engine.js';
import { EngineProxy } from './proxy.js';
import { settle } from './wait.js';

const work = mkdtempSync(join(tmpdir(), 'whydunit-collect-'));
const CONTAINERS = ['wd-collect-store', 'wd-collect-web', 'wd-collect-fine'];
const SECRET = 'q7Rk2mXv9LpT4wZs';
/** A made-up token, put together here so that no scanner takes it for a real one. */
const TOKEN = ['ghp', 'a8Fk3LmQ9xWz2RtYv7BnC5dHj1KsP0uEg6iO'].join('_');

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.each(ENGINE_NAMES)('a collection of the %s engine', (name) => {
  const folder = join(work, name, 'evidence');
  const archive = join(work, name, 'evidence.zip');
  const filters = CONTAINERS.flatMap((container) => ['--containers', container]);
  let engine: Engine;
  let proxy: EngineProxy;

  beforeAll(async () => {
    engine = startEngine(name);
    await remove();
    const { code, output } = await shell(
      engine,
      `docker run -d --name ${CONTAINERS[0]} -e DB_PASSWORD=${SECRET} -e PLAIN=visible wd-static:local \\
         sh -c 'echo "connecting with $DB_PASSWORD and ${TOKEN}"; exec /app/segfault'
       sleep 1
       docker run -d --name ${CONTAINERS[1]} wd-python:local python3 /app/service.py connect
       docker run -d --name ${CONTAINERS[2]} wd-static:local sleep 600`,
    );
    expect(code, output).toBe(0);
    await settle(engine, CONTAINERS[0] as string, 'exited');
    await settle(engine, CONTAINERS[1] as string, 'exited');
    proxy = await EngineProxy.start(join(work, `${name}.sock`), engine.socket);
  });

  afterAll(async () => {
    await remove();
    await proxy.stop();
  });

  const remove = () => shell(engine, `docker rm -fv ${CONTAINERS.join(' ')} || true`);
  const collect = (output: string) => whydunit(['collect', '--output', output, ...filters], { socket: proxy.socket });
  const diagnose = async (...args: string[]) =>
    reportOf(await whydunit(['diagnose', '--format', 'json', ...args], { socket: proxy.socket }));

  it('is a folder with a manifest that is true, and nothing is asked but questions', async () => {
    const run = await collect(folder);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ schema: 1, kind: 'whydunit-collection', engine: { os: 'linux', arch: 'amd64' } });
    const paths = manifest.files.map((file: { path: string }) => file.path);
    for (const container of CONTAINERS) expect(paths).toContain(`containers/${container}/inspect.json`);
    expect(paths).toContain(`containers/${CONTAINERS[0]}/log.txt`);
    expect(paths).toContain(`containers/${CONTAINERS[2]}/stats.json`);
    for (const path of ['events.ndjson', 'images.json', 'ps.txt']) expect(paths).toContain(path);
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
    expect(proxy.writes).toEqual([]);
  });

  it('is laid out as the engine tells it', async () => {
    const [inspect] = JSON.parse(readFileSync(join(folder, `containers/${CONTAINERS[0]}/inspect.json`), 'utf8'));
    expect(inspect).toMatchObject({ Name: expect.stringMatching(/wd-collect-store$/), State: { ExitCode: 139 } });
    const log = readFileSync(join(folder, `containers/${CONTAINERS[0]}/log.txt`), 'utf8');
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) connecting with /);
  });

  it('holds no secret anywhere', () => {
    const everything = spawnSync('grep', ['-r', '-e', SECRET, '-e', TOKEN, folder], { encoding: 'utf8' });
    expect(everything.stdout).toBe('');
    const inspect = readFileSync(join(folder, `containers/${CONTAINERS[0]}/inspect.json`), 'utf8');
    expect(inspect).toContain('DB_PASSWORD=[redacted: password]');
    expect(inspect).toContain('PLAIN=visible');
  });

  it('is not for other users, and leaves nothing beside it', () => {
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(readdirSync(join(work, name))).toEqual(['evidence']);
  });

  it('is diagnosed as the living engine is: folder, archive, and without any engine', async () => {
    expect((await collect(archive)).code).toBe(0);
    const live = summary(await diagnose(...filters));
    expect(live.diagnoses[0]).toMatchObject({ pattern: 'container/crashed' });
    await proxy.stop();
    expect(summary(await diagnose(folder))).toEqual(live);
    expect(summary(await diagnose(archive))).toEqual(live);
    proxy = await EngineProxy.start(join(work, `${name}.sock`), engine.socket);
  });

  it('overwrites nothing', async () => {
    for (const path of [folder, archive]) {
      const run = await collect(path);
      expect(run.code).toBe(3);
      expect(run.stderr).toContain('is there already');
    }
    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
  });
});

/** What is said, without where the files lie and without what is redacted in a collection only. */
function summary(report: Report) {
  return {
    status: report.status,
    gate: report.verdict.gate,
    diagnoses: [...report.diagnoses, ...report.unknown].map(({ pattern, primary, evidence }) => ({
      pattern,
      primary,
      evidence: evidence.map(({ source, line }) => `${/containers\/.*|events.*/.exec(source)?.[0]}:${line}`),
    })),
  };
}
