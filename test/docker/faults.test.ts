import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRY, headlineOf, type Run, type RunOptions, reportOf, whydunit } from './command-line.js';
import { type Engine, shell, startEngine } from './engine.js';
import { EngineProxy, type Interference } from './proxy.js';

const work = mkdtempSync(join(tmpdir(), 'whydunit-faults-'));
/** A red log, whose gate stays open: what it says must not depend on any engine. */
const log = join(work, 'build.log');
const CONTAINERS = ['wd-fault-first', 'wd-fault-second'];

let engine: Engine;

beforeAll(async () => {
  engine = startEngine('current');
  writeFileSync(log, 'test result: ok. 3 passed; 0 failed\nE   AssertionError: assert 1 == 2\nthat was all\n');
  await restore();
});

afterAll(async () => {
  await shell(engine, `docker rm -fv ${CONTAINERS.join(' ')} || true`);
  rmSync(work, { recursive: true, force: true });
});

/** Two containers that end badly, the second one after the first. */
async function restore(): Promise<void> {
  const { code, output } = await shell(
    engine,
    `docker rm -fv ${CONTAINERS.join(' ')} >/dev/null 2>&1 || true
     for name in ${CONTAINERS.join(' ')}; do docker run --name $name wd-static:local sh -c ': \${DATABASE_URL:?}' || true; done`,
  );
  expect(code, output).toBe(0);
}

/** The diagnosis of the two containers through a socket that interferes. */
async function through(interfere: Interference, options: Partial<RunOptions> = {}): Promise<Run> {
  const socket = join(work, 'engine.sock');
  const proxy = await EngineProxy.start(socket, engine.socket, interfere);
  const filters = CONTAINERS.flatMap((name) => ['--containers', name]);
  try {
    return await whydunit(['diagnose', '--format', 'json', ...filters], { socket, ...options });
  } finally {
    await proxy.stop();
  }
}

/** Cuts the connection at the first request that fits, and at every one after it. */
function cutOffAt(fits: (request: IncomingMessage) => boolean): Interference {
  let cut = false;
  return (request, response) => {
    cut ||= fits(request);
    if (cut) response.destroy();
    return cut;
  };
}

const isInspect = ({ url }: IncomingMessage): boolean => /\/containers\/[^/?]+\/json/.test(url ?? '');

function answer(response: ServerResponse, status: number, body: string): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  return true;
}

/** What may never be seen, whatever the engine does. */
function expectNoCrash({ stderr }: Run): void {
  expect(stderr).not.toMatch(/mistake in whydunit|UnhandledPromise|^\s+at .*\.js:\d+/m);
}

describe('an engine that cannot be asked', () => {
  const nowhere = join(work, 'nowhere.sock');

  it('says so where there is nothing else to read', async () => {
    const run = await whydunit(['diagnose', '--docker'], { socket: nowhere });
    expectNoCrash(run);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`no container engine at unix://${nowhere}`);
    expect(run.stderr).toContain('Start it');
  });

  it('is a note beside a log: report and exit code are what they are without it', async () => {
    const without = await whydunit(['diagnose', '--format', 'json', log], { socket: nowhere });
    const run = await whydunit(['diagnose', '--docker', '--format', 'json', log], { socket: nowhere });
    expectNoCrash(run);
    expect([run.code, run.stdout]).toEqual([without.code, without.stdout]);
    expect(run.stderr).toContain('no container engine');
  });

  it('refuses a user without permission, and that is said with what to do', async () => {
    // The bundle lies where that user can read it.
    const open = mkdtempSync(join(tmpdir(), 'whydunit-open-'));
    cpSync(dirname(ENTRY), open, { recursive: true });
    await shell(engine, `chmod -R a+rX ${open} && chmod a+rx ${work} && chmod a+r ${log}`);
    const stranger = { socket: engine.socket, uid: 65534, entry: join(open, 'cli.js') };
    const alone = await whydunit(['diagnose', '--docker'], stranger);
    const beside = await whydunit(['diagnose', '--docker', '--format', 'json', log], stranger);
    const without = await whydunit(['diagnose', '--format', 'json', log], stranger);
    rmSync(open, { recursive: true, force: true });
    expectNoCrash(alone);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toMatch(/This user may not use .*usermod -aG docker/);
    expect([beside.code, beside.stdout]).toEqual([without.code, without.stdout]);
    expect(beside.stderr).toContain('This user may not use');
  });

  it('needs no engine for what collect cannot write', async () => {
    const run = await whydunit(['collect', '--output', join(work, 'collection')], { socket: nowhere });
    expectNoCrash(run);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no container engine');
  });
});

describe('an engine that dies halfway', () => {
  it.each([
    ['when it is asked who it is', /\/version/],
    ['when it lists its containers', /\/containers\/json/],
  ])('%s: nothing can be said, and that is said', async (_, url) => {
    const run = await through(cutOffAt((request) => url.test(request.url ?? '')));
    expectNoCrash(run);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/went away|does not answer|did not answer/);
  });

  it.each([
    ['at its events', /\/events/],
    ['when it inspects', /\/containers\/[^/?]+\/json/],
    ['at a log', /\/logs/],
    ['at a file', /\/archive/],
    ['at an image', /\/images\//],
  ])('%s: what was seen is diagnosed, the rest is a note', async (_, url) => {
    const run = await through(cutOffAt((request) => url.test(request.url ?? '')));
    expectNoCrash(run);
    const report = reportOf(run);
    expect(report.status).not.toBe('passed');
    expect(run.stderr).toMatch(/went away/);
  });

  it('in the middle of an answer: the other containers are still diagnosed', async () => {
    let first: string | undefined;
    const run = await through((request, response) => {
      if (!isInspect(request)) return false;
      first ??= request.url;
      if (request.url !== first) return false;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('[{"Id": "');
      setTimeout(() => response.destroy(), 50);
      return true;
    });
    expectNoCrash(run);
    expect(headlineOf(reportOf(run)).pattern).toBe('container/env-missing');
  });

  it.each([
    [500, '{"message":"database is locked"}'],
    [200, 'not JSON at all'],
    [200, 'null'],
    [200, '{"State": 7, "Config": [], "Name": {}}'],
  ])('with answer %i %s to every question for a container', async (status, body) => {
    const run = await through((request, response) => isInspect(request) && answer(response, status, body));
    expectNoCrash(run);
    expect([0, 1]).toContain(run.code);
  });
});

describe('a container that is removed while it is looked at', () => {
  it.each([
    ['between list and inspect', isInspect],
    ['between inspect and its log', ({ url }: IncomingMessage) => /\/logs/.test(url ?? '')],
    ['before its files are read', ({ url }: IncomingMessage) => /\/archive/.test(url ?? '')],
  ])('%s: the other one is the headline', async (_, fits) => {
    await restore();
    let removing: Promise<unknown> | undefined;
    const run = await through(async (request) => {
      if (!fits(request)) return false;
      const isFirst = removing === undefined;
      removing ??= shell(engine, `docker rm -fv ${CONTAINERS[0]}`);
      // Several are inspected at once: none of them is before it is gone.
      if (isFirst || fits === isInspect) await removing;
      return false;
    });
    expectNoCrash(run);
    expect(removing).toBeDefined();
    const { pattern, evidence } = headlineOf(reportOf(run));
    expect(pattern).toBe('container/env-missing');
    expect(evidence).toContain(CONTAINERS[1]);
  });
});
