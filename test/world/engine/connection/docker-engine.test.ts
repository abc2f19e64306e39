import type { ServerResponse } from 'node:http';
import { type Pack, pack } from 'tar-stream';
import { afterEach, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/world/engine/connection/connect.js';
import { DockerEngine } from '../../../../src/world/engine/connection/docker-engine.js';
import type { Engine } from '../../../../src/world/engine/connection/engine.js';
import { EngineTrouble } from '../../../../src/world/engine/trouble.js';
import { FakeEngine, frame, type Handler, json, notFound } from '../fake-engine.js';

const started: FakeEngine[] = [];
afterEach(async () => {
  for (const engine of started.splice(0)) await engine.stop();
});

async function engineWith(handler: Handler): Promise<Engine> {
  const fake = await new FakeEngine(handler).start();
  started.push(fake);
  return connectEngine({ DOCKER_HOST: fake.url });
}

async function troubleOf(asked: Promise<unknown>): Promise<EngineTrouble> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineTrouble) return error;
  throw new Error(`no trouble: ${String(error)}`);
}

/** What the engine says of a path: a mode in Go's numbers. */
function stat(response: ServerResponse, mode: number, linkTarget = ''): void {
  const header = Buffer.from(JSON.stringify({ name: 'x', size: 7, mode, mtime: '', linkTarget })).toString('base64');
  response.writeHead(200, { 'x-docker-container-path-stat': header }).end();
}

function send(archive: Pack, response: ServerResponse): void {
  archive.finalize();
  archive.on('data', (chunk) => response.write(chunk as Buffer));
  archive.on('end', () => response.end());
}

describe('an engine with Docker’s API', () => {
  test('says who it is', async () => {
    const engine = await engineWith((_, response) => notFound(response));
    expect(engine.identity).toEqual({
      name: 'Engine',
      version: '28.5.2',
      apiVersion: '1.51',
      os: 'linux',
      arch: 'amd64',
    });
    expect(engine.isLocal).toBe(true);
  });

  test('hands out logs with and without frames', async () => {
    const engine = await engineWith((_, response, path) => {
      if (path.includes('/tty/logs')) response.end('plain\r\n');
      else response.end(Buffer.concat([frame(1, 'out\n'), frame(2, 'err\n')]));
    });
    expect(await engine.log('web', true)).toEqual({ text: 'out\nerr\n', dropped: 0 });
    expect(await engine.log('tty', false)).toEqual({ text: 'plain\r\n', dropped: 0 });
  });

  test('keeps the end of a log that is too long', async () => {
    const line = Buffer.from(`${'x'.repeat(1023)}\n`);
    const engine = await engineWith((_, response) => {
      for (let count = 0; count < 6 * 1024; count++) response.write(frame(1, line.toString()));
      response.end(frame(2, 'the end\n'));
    });
    const log = await engine.log('web', true);
    expect(log.text.endsWith('x\nthe end\n')).toBe(true);
    expect(log.text.length).toBeLessThanOrEqual(4 * 1024 ** 2);
    expect(log.dropped).toBeGreaterThan(1024 ** 2);
  });

  test('says what a path is', async () => {
    const engine = await engineWith((request, response, path) => {
      if (request.method !== 'HEAD') return notFound(response);
      if (path.includes('%2Flink')) return stat(response, 2 ** 27 + 0o777, '/real');
      if (path.includes('%2Fdir')) return stat(response, 2 ** 31 + 0o755);
      if (path.includes('%2Ffile')) return stat(response, 2 ** 23 + 0o755);
      if (path.includes('%2Fsocket')) return stat(response, 2 ** 24 + 0o600);
      if (path.includes('%2Fodd')) return response.writeHead(200).end();
      return response.writeHead(404).end();
    });
    expect(await engine.state('web', '/file')).toMatchObject({ type: 'file', permissions: 0o755, size: 7 });
    expect(await engine.state('web', '/dir')).toMatchObject({ type: 'directory' });
    expect(await engine.state('web', '/link')).toMatchObject({ type: 'link', target: '/real' });
    expect(await engine.state('web', '/socket')).toMatchObject({ type: 'other' });
    expect(await engine.state('web', '/odd')).toBeUndefined();
    expect(await engine.state('web', '/none')).toBeUndefined();
  });

  test('hands out the beginning of a file', async () => {
    const engine = await engineWith((_, response, path) => {
      if (path.includes('none')) return notFound(response);
      const archive = pack();
      if (path.includes('dir')) archive.entry({ name: 'dir/', type: 'directory' });
      else archive.entry({ name: 'server', mode: 0o750, uid: 7, gid: 8 }, 'x'.repeat(100_000));
      send(archive, response);
    });
    const file = await engine.file('web', '/app/server', 10);
    expect(file).toMatchObject({ whole: false, permissions: 0o750, user: 7, group: 8 });
    expect(file?.bytes.toString()).toBe('xxxxxxxxxx');
    expect(await engine.file('web', '/app/server', 100_000)).toMatchObject({ whole: true });
    expect(await engine.file('web', '/dir', 10)).toBeUndefined();
    expect(await engine.file('web', '/none', 10)).toBeUndefined();
  });

  test('hands out the files of a directory, not what lies deeper than it can hold', async () => {
    const engine = await engineWith((_, response) => {
      const archive = pack();
      archive.entry({ name: 'conf.d/', type: 'directory' });
      for (let index = 0; index < 500; index++) archive.entry({ name: `conf.d/${index}.conf` }, `/opt/${index}`);
      send(archive, response);
    });
    const files = await engine.directory('web', '/etc/conf.d');
    expect(files.get('7.conf')?.toString()).toBe('/opt/7');
    expect(files.size).toBe(200);
  });

  test('tells events, those it cannot read left out', async () => {
    const engine = await engineWith((_, response) =>
      response.end('{"Action":"die"}\n{"Action":\n7\n\n{"Action":"oom"}\n'),
    );
    expect(await engine.events()).toEqual([{ Action: 'die' }, { Action: 'oom' }]);
  });
});

test('events are asked for up to the engine’s own time, which may be behind ours', async () => {
  let asked = '';
  const engine = await engineWith((_, response, path) => {
    if (path.startsWith('/info')) return json(response, { SystemTime: '2026-11-23T03:00:00.5Z' });
    asked = path;
    return response.end();
  });
  await engine.events();
  const until = Date.parse('2026-11-23T03:00:00Z') / 1000;
  expect(asked).toContain(`until=${until}`);
  expect(asked).toContain(`since=${until - 24 * 3600}`);
});

describe('trouble with an engine is said in words', () => {
  test('no socket, and nobody behind a socket', async () => {
    expect((await troubleOf(connectEngine({ DOCKER_HOST: 'unix:///none/docker.sock' }))).message).toBe(
      'There is no container engine at unix:///none/docker.sock',
    );
    expect(await troubleOf(connectEngine({ DOCKER_HOST: 'tcp://127.0.0.1:1' }))).toMatchObject({
      kind: 'no-engine',
      message: 'Nothing listens at tcp://127.0.0.1:1: the container engine does not run',
    });
  });

  test('an address that is none', async () => {
    expect((await troubleOf(connectEngine({ DOCKER_HOST: 'ssh://ada@host' }))).message).toMatch(/ssh:.*cannot be used/);
    expect((await troubleOf(connectEngine({ DOCKER_HOST: 'tcp://[' }))).message).toMatch(/cannot be used/);
  });

  test('no engine in any of the usual places', async () => {
    const { kind, message } = await troubleOf(connectEngine({ HOME: '/none', XDG_RUNTIME_DIR: '/none/run' }));
    // A machine that runs these tests may have an engine of its own that is not ours to use.
    if (kind === 'no-engine') expect(message).toContain('/none/run/podman/podman.sock');
  });

  test('a container that is gone, and words of the engine', async () => {
    const engine = await engineWith((_, response, path) => {
      if (path.includes('/gone/')) return notFound(response, 'No such container: gone');
      return json(response, { message: 'configured logging driver does not support reading' }, 501);
    });
    expect(await troubleOf(engine.inspect('gone'))).toMatchObject({
      kind: 'gone',
      message: 'container gone: it is no longer there',
    });
    expect((await troubleOf(engine.log('web', true))).message).toBe(
      'the log of web: the engine answered 501, configured logging driver does not support reading',
    );
  });

  test('an engine that stumbles is asked once more, one that refuses is not', async () => {
    let asked = 0;
    const engine = await engineWith((_, response, path) => {
      asked++;
      if (path.includes('/broken/') || asked === 1) return json(response, { message: 'device busy' }, 500);
      return json(response, { Id: 'x' });
    });
    expect(await engine.inspect('web')).toEqual({ Id: 'x' });
    expect(asked).toBe(2);
    expect((await troubleOf(engine.inspect('broken'))).message).toBe(
      'container broken: the engine answered 500, device busy',
    );
    expect(asked).toBe(4);
  });

  test('an engine that dies half-way through an answer', async () => {
    const engine = await engineWith((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[{"Id": "ab');
      setTimeout(() => response.destroy(), 20);
    });
    expect((await troubleOf(engine.log('web', true))).kind).toBe('not-answering');
    expect((await troubleOf(engine.file('web', '/x', 10))).kind).toBe('not-answering');
  });

  test('an answer that never comes to its end is waited for no longer than the time there is', async () => {
    const fake = await new FakeEngine((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[{"Id": "ab');
    }).start();
    started.push(fake);
    const address = { url: fake.url, because: 'a test', chosen: true };
    const engine = await DockerEngine.connect(address, {}, 300);
    for (const asked of [engine.containers(), engine.log('web', true), engine.file('web', '/x', 10)])
      expect((await troubleOf(asked)).message).toMatch(/: the engine did not answer in 0.3 seconds$/);
    const count = fake.asked.length;
    expect((await troubleOf(engine.containers())).message).toMatch(/nothing more is asked of it/);
    expect(fake.asked.length).toBe(count);
  });
});
