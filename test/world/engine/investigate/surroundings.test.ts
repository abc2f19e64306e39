import { describe, expect, test } from 'vitest';
import { Answer } from '../../../../src/world/engine/connection/answer.js';
import { healthProgram } from '../../../../src/world/engine/investigate/health-command.js';
import { listeners } from '../../../../src/world/engine/investigate/listeners.js';
import { investigateMemory } from '../../../../src/world/engine/investigate/memory.js';
import { portInCheck, publishedPorts } from '../../../../src/world/engine/investigate/ports.js';
import { inSentences } from '../../../../src/world/engine/investigate/sentences.js';
import { investigateVariables } from '../../../../src/world/engine/investigate/variables.js';

const withEnv = (...variables: string[]) => new Answer({ Config: { Env: variables } });

describe('variables', () => {
  test.each([
    ['set', ['DATABASE_URL=postgres://u:p@db/x'], 'DATABASE_URL', {}],
    [
      'empty, named last',
      ['API_TOKEN='],
      'panic: API_TOKEN!',
      { emptyVariables: 'API_TOKEN', missingVariable: 'API_TOKEN' },
    ],
    ['empty, a longer one named', ['API='], 'API_TOKEN is missing', { emptyVariables: 'API' }],
    [
      'empty, named long before the end',
      ['API_TOKEN='],
      `API_TOKEN=\n${'going on\n'.repeat(9)}`,
      { emptyVariables: 'API_TOKEN' },
    ],
    [
      'empty in silence',
      ['A=1', 'API_TOKEN=', 'X='],
      '',
      { emptyVariables: 'API_TOKEN, X', missingVariable: 'API_TOKEN' },
    ],
    ['often empty, in silence', ['HTTP_PROXY=', 'NODE_OPTIONS='], '', { emptyVariables: 'HTTP_PROXY, NODE_OPTIONS' }],
    ['without a value', ['API_TOKEN'], '', { emptyVariables: 'API_TOKEN', missingVariable: 'API_TOKEN' }],
    ['an address without a password', ['DB=mysql://root:@db/test'], 'x', {}],
    [
      'an address whose host is missing behind its user',
      ['DB=postgres://app:x@:5432/x'],
      'x',
      { missingVariable: 'DB' },
    ],
    ['an address without user and password', ['DB=postgres://:@db/x'], 'x', { missingVariable: 'DB' }],
    ['an address without a host', ['CACHE=redis://:6379/0'], 'x', { missingVariable: 'CACHE' }],
    ['a password alone', ['CACHE=redis://:0secret@cache/0'], 'x', {}],
    ['a file', ['DB=sqlite:///srv/x.db'], 'x', {}],
  ])('%s', (_, env, log, findings) => {
    expect(investigateVariables(withEnv(...env), log)).toEqual(findings);
  });
});

describe('ports', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0',
    '   1: 0100007F:2328 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0',
    '   2: 0B00007F:A2C3 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0',
    '   3: 0200A8C0:1F90 0300A8C0:C001 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 100 0',
    '   4: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 5',
    '   5: 0000000000000000FFFF00000100007F:0051 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 6',
    '   6: 00000000000000000000000000000000:0052 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 7',
    'garbage',
    '',
  ].join('\n');

  test('that are listened on, without connections and Docker’s name server', () => {
    expect(listeners(table)).toEqual([
      { port: 8080, onlyLocal: false },
      { port: 9000, onlyLocal: true },
      { port: 80, onlyLocal: true },
      { port: 81, onlyLocal: true },
      { port: 82, onlyLocal: false },
    ]);
  });

  test('that are published', () => {
    const bindings = { '80/tcp': [{ HostPort: '8080' }], '53/udp': [{ HostPort: '53' }], '81/tcp': null, '82': [{}] };
    expect(publishedPorts(new Answer({ HostConfig: { PortBindings: bindings } })).sort()).toEqual([80, 82]);
    expect(publishedPorts(new Answer({ HostConfig: {} }))).toEqual([]);
  });

  test.each([
    ['curl -f http://localhost:8000/healthz || exit 1', 8000],
    ['wget -q -O- http://127.0.0.1/', 80],
    ['curl https://localhost/x', 443],
    ['nc -z localhost 5432', undefined],
    ['curl http://[::1]:9090/', 9090],
    ['curl http://db:5432/', undefined],
    ['pg_isready', undefined],
    ['curl http://localhost:123456/', undefined],
  ])('that a check asks: %s', (words, port) => {
    expect(portInCheck(words)).toBe(port);
  });
});

describe('the program of a health check', () => {
  test.each([
    [['CMD', 'curl', '-f', 'http://x'], 'curl'],
    [['CMD-SHELL', 'curl -f http://x || exit 1'], 'curl'],
    [['CMD-SHELL', '/app/check;true'], '/app/check'],
    [['CMD-SHELL', 'test -f /ready'], undefined],
    [['CMD-SHELL', '[ -f /ready ]'], undefined],
    [['CMD-SHELL', 'PORT=1 curl x'], undefined],
    [['CMD-SHELL', '$CHECK'], undefined],
    [['CMD-SHELL', ''], undefined],
    [['NONE'], undefined],
    [[], undefined],
  ])('%j', (test, program) => {
    expect(healthProgram(test)).toBe(program);
  });
});

describe('memory', () => {
  const limited = new Answer({ HostConfig: { Memory: 64 * 1024 ** 2 } });
  const free = new Answer({ HostConfig: { Memory: 0 } });
  const MIB = 1024 ** 2;
  test.each([
    ['the most, where it is counted', limited, { max_usage: 63 * MIB, usage: MIB }, 63 * MIB, 98],
    ['what is used now, elsewhere', limited, { usage: 32 * MIB }, 32 * MIB, 50],
    ['without a limit', free, { usage: 32 * MIB }, 32 * MIB, undefined],
    ['nothing told', limited, {}, undefined, undefined],
  ])('%s', (_, inspect, memory, memoryPeak, memoryPercent) => {
    const found = investigateMemory(inspect, new Answer({ memory_stats: memory }));
    expect([found.memoryPeak, found.memoryPercent]).toEqual([memoryPeak, memoryPercent]);
  });
});

describe('findings in sentences', () => {
  test.each([
    [{ missingProgram: 'gunicorn' }, { programFinding: 'gunicorn is not in the container' }],
    [
      { program: '/a.sh', crlf: '/bin/sh' },
      { programFinding: '/a.sh has a first line for /bin/sh that ends as on Windows' },
    ],
    [{ emptyVariables: 'A, B', missingVariable: 'B' }, { variableFinding: 'environment variable B is set to nothing' }],
    [{ missingVariable: 'DB' }, { variableFinding: 'environment variable DB is an address with a hole in it' }],
    [
      { deadPort: 80, listens: '8080, 9090' },
      { portFinding: 'port 80 is published, the container listens on 8080, 9090' },
    ],
    [
      { closedHealthPort: 9090, listens: '' },
      { healthFinding: 'the health check asks port 9090, the container listens on no port' },
    ],
    [
      { program: '/app', silent: 1 as const },
      {
        programChecked:
          '/app is in the container, executable and of the right format, and so is what it needs to start',
      },
    ],
    [{ listens: '80' }, {}],
  ])('%j', (findings, sentences) => {
    expect(inSentences(findings)).toEqual({ ...findings, ...sentences });
  });
});
