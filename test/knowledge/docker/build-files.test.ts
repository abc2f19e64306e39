import { describe, expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { filesOfScript, joined } from '../../../src/knowledge/docker/build-files.js';
import { failedRun, roleOfRun, shortCommand } from '../../../src/knowledge/docker/docker-step.js';
import { isOf } from '../../../src/knowledge/docker/dockerfile-advice.js';
import { diagnosis, occurrence } from '../../core/render/reports.js';

describe('the files that a script builds from', () => {
  const builds = (script: string) => filesOfScript(script).builds;
  it.each<[script: string, files: string[]]>([
    ['docker build .', ['Dockerfile']],
    ['docker build web', ['web/Dockerfile']],
    ['docker build ./web/', ['web/Dockerfile']],
    ['docker build /srv/web', ['/srv/web/Dockerfile']],
    ['docker build -t web .', ['Dockerfile']],
    ['docker build --tag=web .', ['Dockerfile']],
    ['docker build . -t web', ['Dockerfile']],
    ['docker build --no-cache web', ['web/Dockerfile']],
    ['docker build -q web', ['web/Dockerfile']],
    ['docker build -f deploy/api.Dockerfile .', ['deploy/api.Dockerfile']],
    ['docker build --file=deploy/api.Dockerfile .', ['deploy/api.Dockerfile']],
    ['docker build -f - .', []],
    ['docker build -', []],
    ['docker build https://host.test/a.git', []],
    ['docker build git@host.test:a.git', []],
    ['docker build', []],
    ['docker buildx build web', ['web/Dockerfile']],
    ['docker image build web', ['web/Dockerfile']],
    ['podman build web', ['web/Dockerfile']],
    ['buildah bud web', ['web/Dockerfile']],
    ['sudo time docker build web', ['web/Dockerfile']],
    ['++ A=b docker build web', ['web/Dockerfile']],
    ['echo docker build web', []],
    ['docker builds web', []],
    ['cd web && docker build .', ['web/Dockerfile']],
    ['cd web; cd ../api\ndocker build .', ['api/Dockerfile']],
    ['cd /srv && docker build ..', ['/Dockerfile']],
    ['docker build a | tee x || docker build b', ['a/Dockerfile', 'b/Dockerfile']],
    ["docker build 'a b'", ['a b/Dockerfile']],
    ['docker build "a b"', ['a b/Dockerfile']],
    ['docker build \\\n  -t web \\\n  web', ['web/Dockerfile']],
    ['', []],
  ])('%j', (script, files) => {
    expect(builds(script)).toEqual(files);
  });

  it.each<[script: string, files: string[]]>([
    ['docker compose -f a.yml up', ['a.yml']],
    ['docker compose --file a.yml --file=b.yml up', ['a.yml', 'b.yml']],
    ['docker-compose -f a.yml up', ['a.yml']],
    ['cd deploy && docker compose -f ../a.yml up', ['a.yml']],
    ['docker compose up', []],
    ['docker composer -f a.yml', []],
    ['compose -f a.yml', []],
  ])('%j, by Compose', (script, files) => {
    expect(filesOfScript(script).composes).toEqual(files);
  });

  it.each([
    ['.', 'a', 'a'],
    ['.', '.', '.'],
    ['a', '..', '.'],
    ['a', '../..', '..'],
    ['a', '../../b', '../b'],
    ['a/./b', 'c//d', 'a/b/c/d'],
    ['/a', '..', '/'],
    ['a', '/b', '/b'],
  ])('%s and %s lead to %s', (folder, path, expected) => {
    expect(joined(folder, path)).toBe(expected);
  });
});

describe('a RUN that failed', () => {
  it.each([
    ['process "/bin/sh -c make" did not complete successfully: exit code: 2', { command: 'make', exitCode: 2 }],
    [
      'x process "/bin/sh -c make" did not complete successfully: exit code: 137: context deadline',
      { command: 'make', exitCode: 137 },
    ],
    [
      'process "/bin/sh -c make" did not complete successfully: context canceled',
      { command: 'make', reason: 'context canceled' },
    ],
    [
      'process "/bin/sh -c make" did not complete successfully: exit code: 1: context canceled',
      { command: 'make', reason: 'exit code: 1: context canceled' },
    ],
    ['process "/bin/sh -c make" did not complete successfully: 2fast', { command: 'make', reason: '2fast' }],
    ['executor failed running [/bin/sh -c make]: exit code: 2', { command: 'make', exitCode: 2 }],
    [
      'executor failed running [/bin/sh -c make]: runc did not terminate successfully: exit status 2',
      { command: 'make', exitCode: 2 },
    ],
    ["The command '/bin/sh -c make' returned a non-zero code: 2", { command: 'make', exitCode: 2 }],
    [
      'process "/bin/bash -o pipefail -c a | b" did not complete successfully: exit code: 1',
      { command: 'a | b', exitCode: 1 },
    ],
    [
      'process "/bin/sh -c set -e\\nmake\\nls" did not complete successfully: exit code: 1',
      { command: 'make …', exitCode: 1 },
    ],
    [
      'process "/bin/sh -c echo \\"a\\\\b\\"\\tc" did not complete successfully: exit code: 1',
      { command: 'echo "a\\b" c', exitCode: 1 },
    ],
    ['process "./run me" did not complete successfully: exit code: 1', { command: './run me', exitCode: 1 }],
    ['process "make"', undefined],
    ['make did not complete successfully: exit code: 1', undefined],
    ['', undefined],
  ])('%s', (text, run) => {
    expect(failedRun(text)).toEqual(run);
  });
  it('is named in 200 characters of its first line', () => {
    expect(shortCommand('a\tb\nc')).toBe('a b');
    expect(shortCommand('x'.repeat(200))).toBe('x'.repeat(200));
    expect(shortCommand('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
  });
  it('is a cause where its exit code says all', () => {
    const role = (code: number, ...texts: string[]) =>
      roleOfRun(
        code,
        texts.map((text, at) => makeLine(at + 1, text, false)),
      );
    expect([role(137), role(1), role(127)]).toEqual(['cause', 'wrapper', 'wrapper']);
    expect(role(127, '/bin/sh: 1: foo: not found')).toBe('cause');
    expect(role(127, '/bin/sh: line 3: foo: command not found')).toBe('cause');
    expect(role(127, 'bash: foo: command not found')).toBe('cause');
    expect(role(1, '/bin/sh: 1: foo: not found')).toBe('wrapper');
    expect(role(127, 'see /bin/sh: 1: foo: not found')).toBe('wrapper');
    expect(role(127, '/bin/sh: 1: foo: not found', 'npm ERR! code 127')).toBe('wrapper');
    expect(role(127, '/bin/sh: 1: foo: not found', 'make: *** x')).toBe('wrapper');
  });
});

it('a failure is of the Dockerfile in which its step stands', () => {
  const file = { path: 'Dockerfile', text: 'FROM a\nRUN --mount=type=cache,target=/x npm ci   --omit=dev\nCOPY . .' };
  const failed = (name: string, kind: 'build-step' | 'build' = 'build-step') =>
    diagnosis({ occurrences: [occurrence('a', { kind, name })] });
  expect(isOf(failed('npm ci --omit=dev'), file)).toBe(true);
  expect(isOf(failed('[build 2/3] RUN npm ci --omit=dev'), file)).toBe(true);
  expect(isOf(failed('RUN npm ci …'), file)).toBe(true);
  expect(isOf(failed('npm ci…'), file)).toBe(true);
  expect(isOf(failed('npm ci...'), file)).toBe(true);
  expect(isOf(failed('npm'), file)).toBe(false);
  expect(isOf(failed('npm run build'), file)).toBe(false);
  expect(isOf(failed('COPY . .'), file)).toBe(false);
  expect(isOf(failed('npm ci', 'build'), file)).toBe(false);
});
