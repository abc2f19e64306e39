import { describe, expect, it } from 'vitest';
import { loader } from '../../../src/knowledge/native/loader.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(loader, text).failures;

describe('programs that could not be started', () => {
  it.each([
    ['exec /start.sh: exec format error', 'ENOEXEC', '/start.sh'],
    ['exec /start.sh: no such file or directory', 'ENOENT', '/start.sh'],
    ['exec /start.sh: permission denied', 'EACCES', '/start.sh'],
    ['standard_init_linux.go:228: exec user process caused: exec format error', 'ENOEXEC', undefined],
    ['standard_init_linux.go:211: exec user process caused "no such file or directory"', 'ENOENT', undefined],
    ['/bin/sh: 1: ./app: Exec format error', 'ENOEXEC', './app'],
    ['bash: line 1: /app/run: cannot execute binary file: Exec format error', 'ENOEXEC', '/app/run'],
    ['bash: ./run.sh: /usr/bin/python9: bad interpreter: No such file or directory', 'ENOENT', './run.sh'],
    ['/bin/bash: line 1: ./app: cannot execute: required file not found', 'ENOENT', './app'],
    [
      'app: error while loading shared libraries: libssl.so.3: cannot open shared object file: No such file or directory',
      'library',
      'app',
    ],
    [
      'Error loading shared library libstdc++.so.6: No such file or directory (needed by /app/node)',
      'library',
      '/app/node',
    ],
    ['Error relocating ./app: __isoc23_strtol: symbol not found', 'symbol', './app'],
    ["./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by ./app)", 'version', './app'],
  ])('%s', (text, code, name) => {
    const [failure] = read(text);
    expect(failure).toMatchObject({ tool: 'container', kind: 'container', role: 'cause', code });
    expect(failure?.name).toBe(name);
  });

  it('keeps library and version as facts', () => {
    expect(read(recorded('container/shared-library'))[0]?.facts).toEqual({ library: 'libgreet.so.3' });
    expect(read(recorded('container/glibc-version'))[0]?.facts).toEqual({ version: 'GLIBC_2.41' });
  });

  it.each(['container/workdir-ok', 'container/shared-library-ok'])('%s is silent', (scenario) => {
    expect(read(recorded(scenario))).toEqual([]);
  });

  it.each([
    'see exec /start.sh: exec format error in the docs',
    'error: exec format errors are handled',
    "note: version `1.2' not found (required by the user)",
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
