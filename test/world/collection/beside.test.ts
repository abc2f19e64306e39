import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besides } from '../../../src/world/collection/beside.js';
import { captureFiles } from '../../../src/world/engine/files.js';
import { look } from '../../../src/world/engine/look.js';
import { captureSources } from '../../../src/world/engine/sources.js';
import { scratch } from '../../cli/run.js';
import { MemoryEngine } from '../engine/memory-engine.js';

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    if (url.startsWith('/metrics')) response.end('edge_requests_total 7\n');
    else if (url === '/moved') response.writeHead(302, { location: '/metrics' }).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('what is saved beside the containers', () => {
  it('are the answers of metrics addresses and saved screens, each a file with a name that is told', async () => {
    const screen = join(scratch(), 'screen of relay.txt');
    writeFileSync(screen, 'connection: http://localhost:6669/\n');
    const { files, notes } = await besides([`${base}/metrics`, `${base}/metrics?x=1`], [screen]);
    const name = base.replace('http://', '').replace(':', '-');
    expect(files).toEqual([
      { path: `metrics/${name}-metrics.txt`, text: 'edge_requests_total 7\n' },
      { path: `metrics/${name}-metrics-2.txt`, text: 'edge_requests_total 7\n' },
      { path: 'console/screen-of-relay.txt', text: 'connection: http://localhost:6669/\n' },
    ]);
    expect(notes).toEqual([]);
  });

  it('that cannot be had are notes without a password', async () => {
    const secret = base.replace('//', '//kelp:s3cr3t@');
    const { files, notes } = await besides([`${secret}/nowhere`, `${base}/moved`], ['/nowhere/screen.txt']);
    expect(files).toEqual([]);
    expect(notes).toHaveLength(3);
    expect(notes.join()).not.toContain('s3cr3t');
    expect(notes[2]).toMatch(/^The console's screen in \/nowhere\/screen\.txt could not be read: /);
  });

  it('are read with a collection, as files of their own', () => {
    const text = { text: 'edge_requests_total 7\n' };
    const sources = captureSources([
      { path: 'metrics/a.txt', ...text },
      { path: 'console/b.txt', ...text },
      { path: 'ps.txt', ...text },
    ]);
    expect(sources.map(({ name, kind }) => [name, kind])).toEqual([
      ['metrics/a.txt', 'file'],
      ['console/b.txt', 'file'],
    ]);
  });
});

it('the processes of a container that runs are saved as docker top prints them, for a collection only', async () => {
  const engine = () => new MemoryEngine({ reef: { inspect: { State: { Status: 'running', Running: true } } } });
  const pathsOf = async (all: boolean) =>
    captureFiles(await look(engine(), { filters: ['reef'], all })).filter(({ path }) => path.endsWith('top.txt'));
  expect(await pathsOf(true)).toEqual([{ path: 'containers/reef/top.txt', text: 'PID   CMD\n1     serve reef\n' }]);
  expect(await pathsOf(false)).toEqual([]);
});
