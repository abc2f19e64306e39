import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine, frame, json, notFound } from '../world/engine/fake-engine.js';
import { runAction } from './runner.js';

/** A container that an engine has: what it printed, how it ended, and when. */
interface Kept {
  readonly id: string;
  readonly name: string;
  readonly printed: string;
  readonly exitCode: number;
  readonly network: string;
  readonly created: number;
  ended: number;
}

const HOUR = 3_600_000;

/** What each image does where it is started. */
const IMAGES: Readonly<Record<string, Pick<Kept, 'printed' | 'exitCode'>>> = {
  oven: { printed: "KeyError: 'KILN_HEAT'\n", exitCode: 1 },
  bell: { printed: 'rang\n', exitCode: 0 },
};

/** An engine that makes, starts and keeps containers as it is asked; what they do, they have done at once. */
class Machine {
  readonly #kept: Kept[] = [];
  readonly engine = new FakeEngine((request, response, path) => this.#answer(request.method ?? '', response, path));

  /** One that died before anything was asked. */
  keep(name: string, over: Partial<Kept>): void {
    const id = String(this.#kept.length + 1).repeat(64);
    this.#kept.unshift({ id, name, network: name, printed: '', exitCode: 0, created: 0, ended: 0, ...over });
  }

  #answer(method: string, response: ServerResponse, path: string): void {
    const { pathname, searchParams } = new URL(path, 'http://engine');
    if (pathname === '/containers/create') return this.#create(response, searchParams);
    if (pathname === '/containers/json') return json(response, this.#kept.map(listed));
    if (pathname === '/events') return void response.end();
    const [, key = '', what] = /^\/containers\/([^/]+)\/(\w+)$/.exec(pathname) ?? [];
    const found = this.#kept.find(({ id, name }) => [id, name].includes(key));
    if (found === undefined) return notFound(response);
    if (method === 'POST' && what === 'start') {
      found.ended = Date.now();
      return void response.writeHead(204).end();
    }
    if (what === 'json') return json(response, inspected(found));
    if (what === 'archive' && method === 'HEAD')
      return void response.writeHead(200, { 'x-docker-container-path-stat': PROGRAM }).end();
    if (what === 'logs') return void response.end(frame(2, `${iso(found.ended)} ${found.printed}`));
    notFound(response);
  }

  #create(response: ServerResponse, asked: URLSearchParams): void {
    const name = asked.get('name') ?? '';
    this.keep(name, { ...IMAGES[name], network: asked.get('network') ?? name, created: Date.now() });
    json(response, { Id: this.#kept[0]?.id }, 201);
  }
}

/** How an engine tells of a file that is there and may be executed. */
const PROGRAM = btoa(JSON.stringify({ name: 'program', size: 9, mode: 0o755, mtime: '', linkTarget: '' }));
const iso = (time: number) => new Date(time).toISOString();
const listed = ({ id, name }: Kept) => ({ Id: id, Names: [`/${name}`], Labels: {} });
const inspected = ({ id, name, exitCode, network, created, ended }: Kept) => ({
  Id: id,
  Name: `/${name}`,
  Created: iso(created),
  Path: `/${name}`,
  Args: [],
  State: {
    ...{ Status: 'exited', Running: false, OOMKilled: false, ExitCode: exitCode, Error: '' },
    ...{ StartedAt: iso(ended), FinishedAt: iso(ended) },
  },
  Config: { Tty: false, Env: [], Labels: {} },
  HostConfig: {},
  NetworkSettings: { Networks: { [network]: { NetworkID: network } } },
});

/** What a script of a build does by the engine's own API, without a word: `node fire.mjs NAME[@NETWORK]… EXITCODE`. */
const FIRE = `
import { request } from 'node:http';
const socketPath = new URL(process.env.DOCKER_HOST).pathname;
const post = (path) => new Promise((done) =>
  request({ socketPath, path, method: 'POST' }, (answer) => answer.resume().on('end', done)).end());
const names = process.argv.slice(2, -1).map((each) => each.split('@'));
for (const [name, network = name] of names) {
  await post('/containers/create?name=' + name + '&network=' + network);
  await post('/containers/' + name + '/start');
}
process.exit(Number(process.argv.at(-1)));
`;

let machine: Machine;
beforeEach(async () => {
  machine = new Machine();
  await machine.engine.start();
});
afterEach(() => machine.engine.stop());

const call = (run: string) =>
  runAction({
    inputs: { comment: 'false', docker: 'auto', run, json: 'report.json' },
    env: { DOCKER_HOST: machine.engine.url },
    files: { 'fire.mjs': FIRE },
  });
const old = { printed: 'panic: no clay\n', exitCode: 2, created: Date.now() - 3 * HOUR, ended: Date.now() - 2 * HOUR };
const asks = () => machine.engine.asked.filter((asked) => !asked.startsWith('POST '));
const writes = () => machine.engine.asked.filter((asked) => asked.startsWith('POST '));

describe('docker: auto, of a command that failed without a word', () => {
  it('tells why the container died that it started, and of none that died before', async () => {
    machine.keep('clay', old);
    const result = await call('node fire.mjs oven 7');
    expect(result.exitCode).toBe(7);
    expect(result.outputs).toMatchObject({ status: 'failed', primary: 'container/env-missing', severity: 'P0' });
    expect(result.stdout).toContain('containers/oven/log.txt:1');
    expect(result.summary).toContain('KILN_HEAT');
    expect(result.files['report.json']).not.toContain('no clay');
    // What changes something was asked by the command itself.
    expect(writes()).toEqual(['POST /containers/create?name=oven&network=oven', 'POST /containers/oven/start']);
  });

  it('tells of nothing that ended well beside it', async () => {
    const result = await call('node fire.mjs oven bell 1');
    const { diagnoses } = JSON.parse(result.files['report.json'] ?? '') as { diagnoses: { pattern: string }[] };
    expect(diagnoses.map(({ pattern }) => pattern)).toEqual(['container/env-missing']);
    expect(result.files['report.json']).not.toContain('rang');
  });

  it('tells of an earlier one too where what it started shares its network', async () => {
    machine.keep('clay', { ...old, network: 'kiln' });
    const result = await call('node fire.mjs oven@kiln 1');
    expect(result.outputs['primary']).not.toBe('');
    for (const name of ['oven', 'clay']) expect(result.files['report.json']).toContain(`containers/${name}/log.txt`);
  });

  it('blames no container that was dead before, where it started none', async () => {
    machine.keep('clay', old);
    const result = await call('node fire.mjs 7');
    expect(result.exitCode).toBe(7);
    expect(result.files['report.json']).not.toContain('clay');
    expect(asks().length).toBeGreaterThan(0);
  });
});

it('docker: auto asks no engine for a command that passed, whatever it started', async () => {
  const result = await call('node fire.mjs oven 0');
  expect(result.exitCode).toBe(0);
  expect(result.outputs).toMatchObject({ status: 'passed', verdict: 'pass' });
  expect(asks()).toEqual([]);
  expect(writes()).toHaveLength(2);
});
