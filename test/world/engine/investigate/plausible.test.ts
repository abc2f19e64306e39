import { describe, expect, test } from 'vitest';
import type { Findings } from '../../../../src/world/engine/findings.js';
import { plausible } from '../../../../src/world/engine/investigate/plausible.js';

const ARCH: Findings = { program: '/app', programArch: 'arm64', hostArch: 'amd64' };
const TEXT: Findings = { program: '/app', programFormat: 'text' };
const LIBRARY: Findings = { program: '/app', missingLibrary: 'libx.so.1', missingLibraries: 'libx.so.1' };
const GLIBC: Findings = { program: '/app', needsGlibc: 'GLIBC_2.38', hasGlibc: 'GLIBC_2.36' };
const CRLF: Findings = { program: '/a.sh', crlf: '/bin/sh' };

describe('a reason is told when what the container left behind agrees', () => {
  test.each<[string, Findings, string, number, boolean]>([
    ['another processor, and it was refused', ARCH, 'exec /app: exec format error\n', 1, true],
    ['another processor, but it ran: by emulation', ARCH, 'cannot reach the database\n', 1, false],
    ['another processor, and it ran in silence', ARCH, '', 3, false],
    ['text that a shell could not run', TEXT, '/app: line 3: syntax error: unexpected word\n', 2, true],
    ['text that a shell did run', TEXT, 'no such table\n', 1, false],
    [
      'a library, and the loader says so',
      LIBRARY,
      '/app: error while loading shared libraries: libx.so.1\n',
      127,
      true,
    ],
    ['a library, and only the exit code is left', LIBRARY, '', 127, true],
    ['a library that was found after all', LIBRARY, 'listening\npanic\n', 2, false],
    ['a newer glibc, and the loader says so', GLIBC, "/app: version `GLIBC_2.38' not found\n", 1, true],
    ['a newer glibc, but it ran', GLIBC, 'bye\n', 1, false],
    ['Windows line ends, which nothing speaks against', CRLF, '', 1, true],
  ])('%s', (_, findings, log, exitCode, told) => {
    const { program } = findings;
    expect(plausible(findings, { log, exitCode, neverRan: false })).toEqual(told ? findings : { program });
  });

  test('nothing speaks against it where it never ran or its log cannot be read', () => {
    expect(plausible(ARCH, { log: '', exitCode: 0, neverRan: true })).toEqual(ARCH);
    expect(plausible(LIBRARY, { exitCode: 1, neverRan: false })).toEqual(LIBRARY);
  });
});
