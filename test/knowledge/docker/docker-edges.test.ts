import { describe, expect, it } from 'vitest';
import { unmarked } from '../../../src/core/domain/quoted.js';
import { compose } from '../../../src/knowledge/docker/compose.js';
import { dockerBuildRawjson } from '../../../src/knowledge/docker/docker-build-rawjson.js';
import { dockerPs } from '../../../src/knowledge/docker/docker-ps.js';
import { dockerfileAdvice, dockerfileHabits } from '../../../src/knowledge/docker/dockerfile-advice.js';
import { runParser } from '../run-parser.js';

const file = (...lines: string[]) => ({ path: 'Dockerfile', text: lines.join('\n') });
const advises = (pattern: string, ...lines: string[]) =>
  dockerfileAdvice(pattern, file(...lines)).map(({ code }) => code);

describe('advice for a Dockerfile', () => {
  it('to copy the lock file first asks for a copy of everything above what installs', () => {
    const of = (copy: string, run: string) => advises('npm/network', 'FROM a', copy, run).length;
    expect([
      of('COPY . .', 'RUN npm ci'),
      of('ADD . /app', 'RUN npm install'),
      of('COPY ./ /app', 'RUN pip install -r a'),
    ]).toEqual([1, 1, 1]);
    expect(of('COPY --chown=1 . .', 'RUN npm ci')).toBe(1);
    expect([
      of('COPY a .', 'RUN npm ci'),
      of('COPY . .', 'RUN npm test'),
      of('COPY . .', 'RUN npm install -g a'),
    ]).toEqual([0, 0, 0]);
    expect(advises('npm/network', 'FROM a', 'RUN npm ci', 'COPY . .')).toEqual([]);
  });
  it('to build in a stage of its own asks for one stage that compiles', () => {
    expect(advises('docker/no-space', 'FROM a', 'RUN make')).toEqual(['FROM a\nRUN make']);
    expect(advises('docker/no-space', 'FROM a', 'RUN ls', 'COPY make .')).toEqual([]);
    expect(advises('docker/no-space', 'FROM a', 'RUN make', 'FROM b')).toEqual([]);
    expect(advises('docker/no-space', 'FROM a', 'CMD make')).toEqual([]);
  });
  it('to check its health asks by its own port', () => {
    const code = (...lines: string[]) => advises('service/hung', 'FROM a', ...lines)[0];
    expect(code('EXPOSE 8080/tcp')).toContain('localhost:8080/');
    expect(code()).toContain('localhost:PORT/');
    expect(code('HEALTHCHECK CMD a')).toBeUndefined();
    expect(advises('service/hung', 'FROM a', 'HEALTHCHECK CMD a', 'FROM b')).toHaveLength(1);
  });
  it('to give files to who runs asks for a user who is not root', () => {
    const of = (user: string, copy = 'COPY a b') =>
      advises('container/user-permission', 'FROM a', copy, `USER ${user}`).length;
    expect([of('app'), of('1000'), of('root2')]).toEqual([1, 1, 1]);
    expect([of('root'), of('0'), of('root:root'), of('0:0'), of('app', 'COPY --chown=app a b')]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });
  it('to name a user asks for one who is root, or none', () => {
    const of = (...lines: string[]) => advises('kubernetes/x', 'FROM a', ...lines)[0];
    expect(of()).toBe('FROM a\nUSER 1000:1000');
    expect(of('USER root')).toBe('USER root\nUSER 1000:1000');
    expect(of('USER 0')).toBe('USER 0\nUSER 1000:1000');
    expect(of('USER root', 'USER app')).toBeUndefined();
    expect(of('USER app', 'USER root')).toBeDefined();
  });
  it('is given for some causes only', () => {
    const both = ['FROM a', 'COPY . .', 'RUN npm ci && make'];
    expect(advises('docker/build-killed', ...both)).toHaveLength(2);
    expect(advises('docker/no-space', ...both)).toHaveLength(1);
    expect(advises('docker/no-spaces', ...both)).toHaveLength(0);
    expect(advises('net/dns', ...both)).toHaveLength(1);
    expect(advises('my-net/dns', ...both)).toHaveLength(0);
  });
  it('as habits names what is missing, each', () => {
    const lacks = (...lines: string[]) => dockerfileHabits(file(...lines)).map((each) => unmarked(each).split(':')[0]);
    expect(lacks('FROM a')).toEqual(['Dockerfile lets it run as root', 'Dockerfile has no HEALTHCHECK']);
    expect(lacks('FROM a', 'USER 1')).toEqual(['Dockerfile has no HEALTHCHECK']);
    expect(lacks('FROM a', 'HEALTHCHECK CMD a', 'USER app', 'USER root')).toEqual(['Dockerfile lets it run as root']);
    expect(lacks('RUN a')).toEqual([]);
  });
});

describe('the table of containers', () => {
  const HEADER = 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES';
  const row = (status: string) => `0a1b2c3d4e5f   web   "web"   2 hours ago   ${status}   web-1`;
  const told = (text: string) =>
    runParser(dockerPs, text).failures.map(({ kind, role, name, code, message }) => [kind, role, name, code, message]);
  it.each<[status: string, expected: unknown[]]>([
    [
      'Restarting (1) 5 seconds ago',
      ['container', 'cause', 'web-1', '1', 'Container web-1 is restarting, it exited with code 1'],
    ],
    ['Exited (137) 5 seconds ago', ['container', 'cause', 'web-1', '137', 'Container web-1 exited (137)']],
    ['Exited (132) 5 seconds ago', ['container', 'cause', 'web-1', '132', 'Container web-1 exited (132)']],
    ['Up 2 hours (unhealthy)', ['container', 'wrapper', 'web-1', undefined, 'Container web-1 is unhealthy']],
    [
      'Up 5 minutes (health: starting)',
      ['measurement', 'cause', 'web-1', undefined, 'Container web-1 is starting for 5 minutes'],
    ],
    [
      'Up About an hour (health: starting)',
      ['measurement', 'cause', 'web-1', undefined, 'Container web-1 is starting for About an hour'],
    ],
  ])('%s', (status, expected) => {
    expect(told(`${HEADER}\n${row(status)}`)).toEqual([expected]);
    expect(told(row(status))).toEqual([expected]);
  });
  it.each([
    'Exited (131) 5 seconds ago',
    'Exited (1) 5 seconds ago',
    'Up 4 minutes (health: starting)',
    'Up 2 hours',
    'Up 2 hours (healthy)',
  ])('%s is no failure', (status) => {
    expect(told(`${HEADER}\n${row(status)}`)).toEqual([]);
  });
  it('of Compose names them first, and has another form in v1', () => {
    const composed = 'NAME      IMAGE   COMMAND   SERVICE   CREATED   STATUS   PORTS';
    expect(told(`${composed}\nweb-1     web   "web"   web   1 hour ago   Restarting (2) 3 seconds ago`)[0]).toEqual([
      'container',
      'cause',
      'web-1',
      '2',
      'Container web-1 is restarting, it exited with code 2',
    ]);
    const old = ' Name     Command    State   Ports';
    expect(told(`${old}\nweb_1   run me   Restarting      `)[0]).toEqual([
      'container',
      'cause',
      'web_1',
      undefined,
      'Container web_1 is restarting',
    ]);
    expect(told(`${old}\nweb_1   run me   Exit 137      `)[0]?.[3]).toBe('137');
    expect(told(`${old}\nweb_1   run me   Exit 1      `)).toEqual([]);
  });
  it('takes an unhealthy row back where the container is healthy later', () => {
    expect(runParser(dockerPs, `${HEADER}\n${row('Up 2 hours (healthy)')}`).recoveries).toEqual([
      { tool: 'docker', line: 2, name: 'web-1' },
    ]);
  });
  it('is no other table', () => {
    expect(told('x Restarting (1) 5 seconds ago')).toEqual([]);
  });
});

describe('progress in JSON', () => {
  const read = (...values: unknown[]) =>
    runParser(
      dockerBuildRawjson([]),
      values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'),
    ).failures;
  const b64 = (text: string) => Buffer.from(text).toString('base64');
  const start = (name = '[1/2] RUN make') => ({ vertexes: [{ digest: 'd', name }] });
  it('tells of a step that failed, with what it printed in pieces', () => {
    const [failure] = read(
      start(),
      { logs: [{ vertex: 'd', data: b64('one\ntw') }] },
      { logs: [{ vertex: 'd', data: b64('o\r\nthree') }] },
      {
        vertexes: [
          {
            digest: 'd',
            name: '[1/2] RUN make',
            error: 'process "/bin/sh -c make" did not complete successfully: exit code: 2',
          },
        ],
      },
    );
    expect(failure).toMatchObject({ kind: 'build-step', name: 'make', code: '2', channel: '#1' });
    expect(failure?.lines.map(({ text }) => text)).toEqual([
      'one',
      'two',
      'three',
      expect.stringContaining('ERROR: process'),
    ]);
  });
  it('passes over caches, other lines and what is no progress', () => {
    expect(
      read(start('importing cache manifest'), {
        vertexes: [{ digest: 'd', name: 'importing cache manifest', error: 'no' }],
      }),
    ).toEqual([]);
    expect(read(start(), { statuses: 'x' }, { vertexes: [{ digest: 'd', name: 'a', error: 'no' }] })).toHaveLength(1);
    expect(read(start(), 'x', { logs: [], vertexes: [{ digest: 'd', name: 'a', error: 'no' }] })).toEqual([]);
    expect(read(start(), '{"logs":[broken', { vertexes: [{ digest: 'd', name: 'a', error: 'no' }] })).toHaveLength(1);
    expect(read({ vertexes: 'x' }, { vertexes: [null, 7, { digest: 7, name: 'a', error: 'no' }] })).toEqual([]);
    expect(read(`x ${JSON.stringify({ vertexes: [{ digest: 'd', name: 'a', error: 'no' }] })}`)).toEqual([]);
  });
});

describe('what Compose refuses', () => {
  const told = (text: string) =>
    runParser(compose, text).failures.map(({ kind, role, name, code, message, location }) => [
      kind,
      role,
      name ?? code,
      message,
      location,
    ]);
  it.each([
    [
      'dependency failed to start: container web-1 is unhealthy',
      [['container', 'wrapper', 'web-1', 'dependency failed to start: container web-1 is unhealthy', undefined]],
    ],
    ['Error: container web-1 exited (3)', [['container', 'wrapper', 'web-1', 'container web-1 exited (3)', undefined]]],
    [
      'container for service "web" has no healthcheck configured',
      [['configuration', 'cause', 'web', 'container for service "web" has no healthcheck configured', undefined]],
    ],
    [
      `service "job" didn't complete successfully: exit 3`,
      [['container', 'wrapper', 'job', `service "job" didn't complete successfully: exit 3`, undefined]],
    ],
    ['no such service: web', [['configuration', 'cause', undefined, 'no such service: web', undefined]]],
    [
      'validating /srv/compose.yml: services.web x',
      [['configuration', 'cause', undefined, 'validating /srv/compose.yml: services.web x', { file: 'compose.yml' }]],
    ],
    [
      'failed to parse /srv/compose.yml: yaml: line 7: x',
      [
        [
          'configuration',
          'cause',
          undefined,
          'failed to parse /srv/compose.yml: yaml: line 7: x',
          { file: 'compose.yml', line: 7 },
        ],
      ],
    ],
    [
      'required variable A is missing a value: x',
      [['configuration', 'cause', undefined, 'required variable A is missing a value: x', undefined]],
    ],
    ['see no such service: web', []],
    ['container web-1 is unhealthy now', []],
    ['yaml: line 7: x', []],
    ['+ docker compose up\nyaml: line 7: x', [['configuration', 'cause', undefined, 'yaml: line 7: x', undefined]]],
    [
      "ERROR: The Compose file './a.yml' is invalid because:\nservices.web is odd\nand this\n\nnext",
      [['configuration', 'cause', undefined, 'services.web is odd', { file: 'a.yml' }]],
    ],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
  it('and which container ended in vain', () => {
    const codes = (code: number) => told(`web-1 exited with code ${code}`).map(([, role]) => role);
    expect([0, 130, 143].flatMap(codes)).toEqual([]);
    expect([1, 2, 125, 128, 133, 255].flatMap(codes)).toEqual(Array(6).fill('wrapper'));
    expect([126, 127, 132, 134, 135, 136, 137, 139].flatMap(codes)).toEqual(Array(8).fill('cause'));
    expect(told('see web-1 exited with code 1')).toEqual([]);
    expect(told('Gracefully stopping...\nweb-1 exited with code 137')).toEqual([]);
    expect(told('Aborting on container exit...\nweb-1 exited with code 137')).toHaveLength(1);
    expect(told('db-1 exited with code 1\nAborting on container exit...\nweb-1 exited with code 137')).toHaveLength(1);
    expect(told('Gracefully stopping...\nAttaching to web-1\nweb-1 exited with code 137')).toHaveLength(1);
  });
});
