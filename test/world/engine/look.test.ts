import { describe, expect, test } from 'vitest';
import { captureFiles } from '../../../src/world/engine/files.js';
import { look } from '../../../src/world/engine/look.js';
import { captureSources } from '../../../src/world/engine/sources.js';
import { type MemoryContainer, MemoryEngine } from './memory-engine.js';

const WISH = { filters: [], all: false };
const seconds = (count: number): string => new Date(Date.now() - 60_000 + count * 1000).toISOString();

/** A container that died with exit code 1 that many seconds after a minute ago. */
function dead(at: number, labels: Record<string, string> = {}, rest: Partial<MemoryContainer> = {}): MemoryContainer {
  const State = { Status: 'exited', ExitCode: 1, StartedAt: seconds(0), FinishedAt: seconds(at) };
  return { log: 'it ended\n', ...rest, inspect: { State, Config: { Labels: labels }, ...rest.inspect } };
}

function service(name: string, needs = ''): Record<string, string> {
  return {
    'com.docker.compose.project': 'shop',
    'com.docker.compose.service': name,
    'com.docker.compose.depends_on': needs,
  };
}

describe('looking at an engine', () => {
  test('tells the containers in the order they died, and who followed whom', async () => {
    const engine = new MemoryEngine({
      web: dead(9, service('web', 'api:service_started:true')),
      db: dead(2, service('db')),
      api: dead(5, service('api', 'db:service_healthy:false')),
      mail: dead(7, service('mail')),
      other: dead(1),
    });
    const { containers, notes } = await look(engine, WISH);
    expect(containers.map(({ name, findings }) => [name, findings['diedAfter'], findings['dependedOn']])).toEqual([
      ['other', undefined, undefined],
      ['db', undefined, undefined],
      ['api', 'db', 'db'],
      ['mail', 'db', undefined],
      ['web', 'db', 'db'],
    ]);
    expect(notes).toEqual([]);
  });

  test('a container that names another one of its network depends on it', async () => {
    const NetworkSettings = { Networks: { backend: {}, bridge: {} } };
    const inspect = { NetworkSettings };
    const engine = new MemoryEngine({
      cache: dead(1, {}, { inspect }),
      worker: dead(2, {}, { inspect, log: 'lost connection to cache:6379\n' }),
      sync: dead(3, {}, { inspect, log: 'lost my-cache and cached items\n' }),
    });
    const { containers } = await look(engine, WISH);
    expect(containers.map(({ findings }) => [findings['diedAfter'], findings['dependedOn']])).toEqual([
      [undefined, undefined],
      ['cache', 'cache'],
      ['cache', undefined],
    ]);
  });

  test('a container that is gone between list and inspect is a note', async () => {
    const { containers, notes } = await look(new MemoryEngine({ web: dead(1), gone: { inspect: null } }), WISH);
    expect(containers.map(({ name }) => name)).toEqual(['web']);
    expect(notes).toEqual(['container id-gone: it is no longer there']);
  });

  test('an engine that dies at any moment leaves what was seen, with a note', async () => {
    const files = { '/app': 'echo hi\n' };
    const all = { web: dead(1, {}, { files, inspect: { Path: '/app', Image: 'i' } }), db: dead(2) };
    const whole = new MemoryEngine(all);
    await look(whole, WISH);
    for (let asked = 1; asked < whole.asked; asked++) {
      const { notes } = await look(new MemoryEngine(all, asked), WISH);
      expect(notes.join(), `dying after ${asked} questions`).toMatch(/went away/);
    }
    await expect(look(new MemoryEngine(all, 0), WISH)).rejects.toThrow('the list of containers: the engine went away');
  });

  test('only those that died, or those that are named, or all', async () => {
    const containers = {
      web: dead(1),
      well: { inspect: { State: { Status: 'exited', ExitCode: 0, FinishedAt: seconds(1) } } },
      up: { inspect: { State: { Status: 'running', Running: true } } },
    };
    const names = async (filters: string[], all = false): Promise<string[]> =>
      (await look(new MemoryEngine(containers), { filters, all })).containers.map(({ name }) => name).sort();
    expect(await names([])).toEqual(['web', 'well']);
    expect(await names(['up'])).toEqual(['up']);
    expect(await names([], true)).toEqual(['up', 'web', 'well']);
    const { notes } = await look(new MemoryEngine(containers), { filters: ['wbe'], all: false });
    expect(notes).toEqual(['No container fits wbe']);
  });

  test('more containers than are told of are counted', async () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`web-${index}`, dead(index)]));
    const { containers, notes } = await look(new MemoryEngine(many), WISH);
    expect(containers.length).toBe(60);
    expect(notes).toEqual(['Only the newest 60 of 70 containers are told of']);
  });

  test.each<[string, object]>([
    ['no state', { State: null }],
    ['numbers for objects', { Config: 7, HostConfig: 7, NetworkSettings: 7, State: { Status: 'exited', ExitCode: 1 } }],
    [
      'texts for lists',
      {
        Path: '/x',
        Args: 'y',
        Config: { Env: 'A=', Healthcheck: { Test: 'CMD' } },
        State: { Status: 'exited', ExitCode: '1' },
      },
    ],
    [
      'lists for objects',
      {
        State: { Status: 'exited', ExitCode: 1, Health: [] },
        Config: { Labels: [] },
        NetworkSettings: { Networks: [] },
      },
    ],
    [
      'a health log of another kind',
      { State: { Status: 'running', Running: true, Health: { Status: 'unhealthy', Log: 'x' } } },
    ],
    ['a very long path', { Path: '/x'.repeat(100_000), State: { Status: 'exited', ExitCode: 1, FinishedAt: 'soon' } }],
    [
      'labels that are no dependencies',
      { State: { Status: 'exited', ExitCode: 1 }, Config: { Labels: { 'com.docker.compose.depends_on': ':::,,web' } } },
    ],
    [
      'bindings of another kind',
      { State: { Status: 'running', Running: true, Pid: 1 }, HostConfig: { PortBindings: 'all' } },
    ],
  ])('answers of any shape are taken as they are: %s', async (_, inspect) => {
    const wish = { filters: [], all: true };
    const answer = inspect as Record<string, unknown>;
    const capture = await look(new MemoryEngine({ web: { inspect: answer }, db: dead(1) }), wish);
    expect(capture.containers.length).toBe(2);
    const sources = captureSources(captureFiles(capture));
    expect(sources.some(({ name }) => name === 'containers/web/inspect.json')).toBe(true);
  });

  test('silence is a finding of one that ended, not of one that never started', async () => {
    const created = { State: { Status: 'created', ExitCode: 127, Error: 'exec: "x"' }, Created: seconds(1) };
    const engine = new MemoryEngine({ quiet: dead(1, {}, { log: '' }), never: { inspect: created, log: '' } });
    const { containers } = await look(engine, WISH);
    const silent = Object.fromEntries(containers.map(({ name, findings }) => [name, findings['silent']]));
    expect(silent).toEqual({ quiet: 1, never: undefined });
  });
});
