import { describe, expect, it } from 'vitest';
import { redisCli } from '../../../src/knowledge/data/redis-cli.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(redisCli, text).failures;
const PROMPT = '127.0.0.1:6379> ';

describe('redis-cli', () => {
  it('shows a key that never expires, in a shell log and at a prompt', () => {
    expect(read(recorded('redis/cli-no-expiry'))).toMatchObject([
      { tool: 'redis', kind: 'measurement', name: 'cache:1', facts: { ttl: -1, key: 'cache:1' } },
      { facts: { ttl: -1, key: 'cache:1' } },
    ]);
    expect(read(`${PROMPT}TTL cache:1\n(integer) -1`)).toHaveLength(1);
    expect(read('   > ttl "cache:1"\n   (integer) -1  # never')).toMatchObject([{ facts: { key: 'cache:1' } }]);
    expect(read('127.0.0.1:6379[1]> PTTL k\n(integer) -1\n')).toHaveLength(1);
  });

  it('a key that never expires is not mended by being there', () => {
    const session = `${PROMPT}TTL roost:9\n(integer) -1\n${PROMPT}EXISTS roost:9\n(integer) 1`;
    const { failures, recoveries } = runParser(redisCli, session);
    expect(failures).toMatchObject([{ name: 'roost:9', facts: { ttl: -1 } }]);
    expect(recoveries.map(({ name }) => name)).not.toContain('roost:9');
    const back = `${PROMPT}EXISTS roost:9\n(integer) 0\n${PROMPT}EXISTS roost:9\n(integer) 1`;
    expect(runParser(redisCli, back).recoveries.map(({ name }) => name)).toContain('roost:9');
  });

  it('a key that expires or is gone is no failure', () => {
    expect(read(recorded('redis/cli-expiring'))).toEqual([]);
    expect(read(`${PROMPT}TTL cache:1\n(integer) 60`)).toEqual([]);
    expect(read('+ redis-cli TTL cache:2\n-2\n+ redis-cli EXISTS cache:2\n0')).toEqual([]);
  });

  it('a key that somebody asks for at the prompt is missing, unless it was deleted there or comes back', () => {
    const gone = `${PROMPT}EXISTS cache:2\n(integer) 0`;
    expect(read(gone)).toMatchObject([{ name: 'cache:2', facts: { exists: 0 } }]);
    expect(read(`${PROMPT}TTL cache:2\n(integer) -2`)).toMatchObject([{ name: 'cache:2', facts: { ttl: -2 } }]);
    expect(read(`${PROMPT}DEL cache:2\n(integer) 1\n${gone}`)).toEqual([]);
    const { recoveries } = runParser(redisCli, `${gone}\n${PROMPT}TTL cache:2\n(integer) 300`);
    expect(recoveries).toContainEqual({ tool: 'redis', name: 'cache:2', line: 3, since: 1 });
  });

  it('tells what nobody reads, and who holds what was read', () => {
    const group = (name: string, consumers: number, lag: number) =>
      ['name', name, 'consumers', consumers, 'pending', 0, 'lag', lag].map((each) =>
        typeof each === 'number' ? `   (integer) ${each}` : `   1) "${each}"`,
      );
    const text = [`${PROMPT}XINFO GROUPS orders`, ...group('mill', 0, 31), ...group('shop', 2, 0)].join('\n');
    expect(read(text)).toMatchObject([
      { message: 'XINFO GROUPS orders mill: lag 31, 0 consumers', facts: { lag: 31, consumers: 0, group: 'mill' } },
    ]);
    expect(read('% valkey-cli XINFO GROUPS orders\n(empty list or set)')).toMatchObject([
      { facts: { stream: 'orders' } },
    ]);
    const held = '1) 1) "name"\n   2) "w-9"\n   3) "pending"\n   4) (integer) 3\n   5) "idle"\n   6) (integer) 88000';
    expect(read(`${PROMPT}XINFO CONSUMERS orders mill\n${held}`)).toMatchObject([
      { facts: { pending: 3, consumer: 'w-9', oldestIdleMs: 88000, stream: 'orders', group: 'mill' } },
    ]);
  });

  it('a later answer takes an earlier one back', () => {
    const { recoveries } = runParser(redisCli, `${PROMPT}TTL k\n(integer) -1\n${PROMPT}TTL k\n(integer) 60`);
    expect(recoveries).toContainEqual({ tool: 'redis', name: 'k', line: 3, since: 1 });
  });

  it('shows entries nobody acknowledged, in every form', () => {
    const failures = read(recorded('redis/cli-pending'));
    expect(failures).toHaveLength(4);
    for (const failure of failures)
      expect(failure).toMatchObject({
        name: 'tasks workers',
        facts: { pending: 2, stream: 'tasks', group: 'workers' },
      });
    expect(failures[0]?.facts).toMatchObject({ consumer: 'w-1' });
    expect(failures[1]?.facts).toMatchObject({ consumer: 'w-1', oldestIdleMs: expect.any(Number) });
    expect(failures[2]?.facts).toMatchObject({ lag: 1 });
  });

  it('nothing is pending when all is acknowledged', () => {
    const said = read(recorded('redis/cli-acknowledged'));
    expect(said.filter(({ facts }) => 'pending' in facts)).toEqual([]);
    // One entry is on its way to a consumer: too few for any pattern.
    expect(said).toMatchObject([{ facts: { lag: 1, consumers: 1 } }]);
  });

  it.each([
    ['NOGROUP', "NOGROUP No such key 'tasks' or consumer group 'w' in XREADGROUP with GROUP option"],
    ['WRONGTYPE', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
    ['BUSYGROUP', 'BUSYGROUP Consumer Group name already exists'],
    ['NOAUTH', 'NOAUTH Authentication required.'],
  ])('tells a refusal: %s', (code, message) => {
    expect(read(`${PROMPT}XGROUP CREATE tasks w 0\n(error) ${message}`)).toMatchObject([
      { kind: 'command', code, message },
    ]);
    expect(read(`a test prints\n(error) ${message}`)).toEqual([]);
  });

  it('a group a script finds already made is no failure', () => {
    expect(read('+ redis-cli XGROUP CREATE tasks w 0\nBUSYGROUP Consumer Group name already exists')).toEqual([]);
  });

  it('a server that is not there counts only when nothing follows', () => {
    const gone = 'Could not connect to Redis at 127.0.0.1:6379: Connection refused';
    expect(read(gone)).toMatchObject([{ code: 'ECONNREFUSED', message: '127.0.0.1:6379: Connection refused' }]);
    expect(read(`${gone}\nnot connected> `)).toHaveLength(1);
    expect(read(`+ redis-cli ping\n${gone}\n+ sleep 1\n+ redis-cli ping\nPONG`)).toEqual([]);
  });
});
