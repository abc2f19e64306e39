import { describe, expect, test } from 'vitest';
import { Answer } from '../../../../src/world/engine/connection/answer.js';
import type { Findings } from '../../../../src/world/engine/findings.js';
import { ContainerFiles } from '../../../../src/world/engine/investigate/container-files.js';
import { investigateProgram } from '../../../../src/world/engine/investigate/program.js';
import { MemoryEngine, type MemoryFile } from '../memory-engine.js';
import { type ElfParts, elfFile } from './elf-file.js';

const LOADER = '/lib64/ld-linux-x86-64.so.2';
const STATIC = elfFile({});
const GLIBC: Record<string, MemoryFile> = {
  [LOADER]: { link: '/usr/lib64/ld-linux-x86-64.so.2' },
  '/usr/lib64/ld-linux-x86-64.so.2': STATIC,
  '/lib/x86_64-linux-gnu/libc.so.6': elfFile({ offers: ['GLIBC_2.2.5', 'GLIBC_2.36', 'GLIBC_2.4', 'GLIBC_PRIVATE'] }),
};
const dynamic = (parts: ElfParts): Buffer => elfFile({ loader: LOADER, needed: ['libc.so.6'], ...parts });

function investigate(
  command: readonly string[],
  files: Readonly<Record<string, MemoryFile>>,
  config: object = {},
): Promise<Findings> {
  const inspect = { Path: command[0], Args: command.slice(1), Config: config };
  const engine = new MemoryEngine({ web: { inspect, files } });
  return investigateProgram(new ContainerFiles(engine, 'web'), { inspect: new Answer(inspect), hostArch: 'amd64' });
}

describe('why a program cannot be started', () => {
  test.each<[string, readonly string[], Record<string, MemoryFile>, Findings, object?]>([
    ['it can', ['/app'], { '/app': STATIC }, { program: '/app' }],
    ['not at its path', ['/app'], {}, { missingProgram: '/app' }],
    ['not in PATH', ['app'], { '/app': STATIC }, { missingProgram: 'app' }, { Env: ['PATH=/bin:/sbin'] }],
    ['in PATH, through links', ['app'], { '/bin/app': { link: '/real' }, '/real': STATIC }, { program: '/real' }],
    [
      'beside the working directory',
      ['./app'],
      { '/srv/app': STATIC },
      { program: '/srv/app' },
      { WorkingDir: '/srv' },
    ],
    ['a link to nothing', ['/app'], { '/app': { link: '/gone' } }, { missingProgram: '/app' }],
    ['a link to itself', ['/app'], { '/app': { link: '/app' } }, { missingProgram: '/app' }],
    ['a directory', ['/app'], { '/app/x': '' }, { program: '/app', programIsDirectory: 1 }],
    ['not executable', ['/app'], { '/app': { text: '#!/x', mode: 0o644 } }, { program: '/app', notExecutable: '0644' }],
    [
      'for root only',
      ['/app'],
      { '/app': { text: '#!/x', mode: 0o700 } },
      { program: '/app', notExecutable: '0700' },
      { User: '1000:1000' },
    ],
    [
      'another processor',
      ['/app'],
      { '/app': elfFile({ machine: 183 }) },
      { program: '/app', programArch: 'arm64', hostArch: 'amd64' },
    ],
    ['the same family', ['/app'], { '/app': elfFile({ machine: 3 }) }, { program: '/app' }],
    ['text', ['/app'], { '/app': 'echo hi\n' }, { program: '/app', programFormat: 'text' }],
    ['empty', ['/app'], { '/app': '' }, { program: '/app', programFormat: 'empty' }],
    ['for Windows', ['/app'], { '/app': Buffer.from('MZ\x90\0') }, { program: '/app', programFormat: 'windows' }],
    ['for macOS', ['/app'], { '/app': Buffer.from('cffaedfe07', 'hex') }, { program: '/app', programFormat: 'macos' }],
    [
      'a script with Windows line ends',
      ['/a.sh'],
      { '/a.sh': '#!/bin/sh\r\n', '/bin/sh': STATIC },
      { program: '/a.sh', crlf: '/bin/sh' },
    ],
    [
      'a script whose shell is not there',
      ['/a.sh'],
      { '/a.sh': '#!/bin/bash -e\n' },
      { program: '/a.sh', missingInterpreter: '/bin/bash' },
    ],
    [
      'a script for env, which does not find it',
      ['/a.py'],
      { '/a.py': '#!/usr/bin/env -S python3 -u\n', '/usr/bin/env': STATIC },
      { program: '/a.py', missingInterpreter: 'python3' },
    ],
    ['no loader', ['/app'], { '/app': dynamic({}) }, { program: '/app', missingLoader: LOADER }],
    ['all there', ['/app'], { ...GLIBC, '/app': dynamic({}) }, { program: '/app' }],
    [
      'libraries are missing',
      ['/app'],
      { ...GLIBC, '/app': dynamic({ needed: ['libssl.so.3', 'libc.so.6', 'libpq.so.5'] }) },
      { program: '/app', missingLibrary: 'libssl.so.3', missingLibraries: 'libssl.so.3, libpq.so.5' },
    ],
    [
      'a newer glibc',
      ['/app'],
      { ...GLIBC, '/app': dynamic({ wants: [{ library: 'libc.so.6', versions: ['GLIBC_2.4', 'GLIBC_2.38'] }] }) },
      { program: '/app', needsGlibc: 'GLIBC_2.38', hasGlibc: 'GLIBC_2.36' },
    ],
    [
      'an older glibc',
      ['/app'],
      { ...GLIBC, '/app': dynamic({ wants: [{ library: 'libc.so.6', versions: ['GLIBC_2.9', 'GLIBC_2.17'] }] }) },
      { program: '/app' },
    ],
  ])('%s', async (_, command, files, findings, config) => {
    expect(await investigate(command, files, config)).toEqual(findings);
  });
});

describe('who may execute a program', () => {
  const lists = {
    '/etc/passwd': 'root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n',
    '/etc/group': 'root:x:0:\napp:x:1000:\nstaff:x:50:www,app\n',
  };
  const script = (mode: number, user = 0, group = 0) => ({ text: '#!/bin/sh\n', mode, user, group });
  test.each([
    ['', 0o700, 0, 0, true],
    ['root', 0o700, 0, 0, true],
    ['app', 0o700, 0, 0, false],
    ['app', 0o700, 1000, 0, true],
    ['app', 0o070, 0, 1000, true],
    ['app', 0o750, 0, 50, true],
    ['app:root', 0o750, 0, 50, false],
    ['app', 0o751, 0, 7, true],
    ['1000', 0o750, 0, 50, true],
    ['2000', 0o750, 0, 50, false],
    ['2000:50', 0o750, 0, 50, true],
    ['nobody-knows', 0o700, 0, 0, true],
  ])('%s, mode %o of %i:%i: %s', async (User, mode, user, group, may) => {
    const files = { ...lists, '/bin/sh': STATIC, '/run.sh': script(mode, user, group) };
    const found = await investigate(['/run.sh'], files, { User });
    expect(found['notExecutable'] === undefined).toBe(may);
  });
});

describe('where libraries are found', () => {
  const app = (parts: ElfParts = {}) => dynamic({ needed: ['libx.so.1', 'libc.so.6'], ...parts });
  test.each<[string, Record<string, MemoryFile>, object?]>([
    ['beside the program', { '/app/bin/app': app({ runpath: '$ORIGIN/../lib' }), '/app/lib/libx.so.1': STATIC }],
    [
      'where a variable says',
      { '/app/bin/app': app(), '/opt/x/libx.so.1': STATIC },
      { Env: ['LD_LIBRARY_PATH=/opt:/opt/x'] },
    ],
    [
      'where the loader is told to',
      {
        '/app/bin/app': app(),
        '/etc/ld.so.conf': 'include x\n',
        '/etc/ld.so.conf.d/x.conf': '# x\n/srv/libs\n',
        '/srv/libs/libx.so.1': STATIC,
      },
    ],
    [
      'at a path of its own',
      { '/app/bin/app': app({ needed: ['/odd/libx.so.1', 'libc.so.6'] }), '/odd/libx.so.1': STATIC },
    ],
  ])('%s', async (_, files, config) => {
    expect(await investigate(['/app/bin/app'], { ...GLIBC, ...files }, config)).toEqual({ program: '/app/bin/app' });
    const without = Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('libx.so.1')));
    expect(await investigate(['/app/bin/app'], { ...GLIBC, ...without }, config)).toHaveProperty('missingLibrary');
  });

  test('musl is its own C library, and has its own list', async () => {
    const loader = '/lib/ld-musl-x86_64.so.1';
    const files = {
      [loader]: STATIC,
      '/app': elfFile({ loader, needed: ['libc.musl-x86_64.so.1', 'libx.so.1'] }),
      '/etc/ld-musl-x86_64.path': '/lib\n/x\n',
    };
    expect(await investigate(['/app'], { ...files, '/x/libx.so.1': STATIC })).toEqual({ program: '/app' });
    expect(await investigate(['/app'], { ...files, '/usr/lib/libx.so.1': STATIC })).toMatchObject({
      missingLibrary: 'libx.so.1',
    });
  });

  test('what stands far behind in a large program is read too', async () => {
    const files = { ...GLIBC, '/app': dynamic({ padding: 400_000, needed: ['libx.so.1'] }) };
    expect(await investigate(['/app'], files)).toMatchObject({ missingLibrary: 'libx.so.1' });
  });

  test('a program with more libraries than are looked for is not judged', async () => {
    const needed = Array.from({ length: 100 }, (_, index) => `lib${index}.so`);
    const path = Array.from({ length: 10 }, (_, index) => `/opt/${index}`).join(':');
    const found = await investigate(
      ['/app'],
      { ...GLIBC, '/app': dynamic({ needed }) },
      { Env: [`LD_LIBRARY_PATH=${path}`] },
    );
    expect(found).toEqual({ program: '/app' });
  });
});

describe('the program behind the one that is started first', () => {
  const files = { '/bin/sh': STATIC, '/sbin/tini': STATIC, '/app': elfFile({ machine: 183 }) };
  test.each([
    ['a shell', ['/bin/sh', '-c', 'exec /app --port 80']],
    ['an init', ['tini', '-g', '--', '/app']],
    ['a start script', ['/start.sh', '/app']],
    ['all of them', ['tini', '--', '/start.sh', '/bin/sh', '-c', '/app']],
  ])('is looked at behind %s', async (_, command) => {
    const start = { '/start.sh': '#!/bin/sh\nset -e\nexec "$@"\n' };
    expect(await investigate(command, { ...files, ...start })).toMatchObject({ program: '/app', programArch: 'arm64' });
  });

  test.each([
    ['words of a shell', ['/bin/sh', '-c', 'cd /srv && ./x']],
    ['a start script that starts its own', ['/start.sh', '/app']],
    ['options of an init', ['tini', '-p', 'SIGTERM']],
  ])('is not guessed from %s', async (_, command) => {
    expect(await investigate(command, { ...files, '/start.sh': '#!/bin/sh\n/srv/run\n' })).not.toHaveProperty(
      'programArch',
    );
  });
});
