import { expect, test } from 'vitest';
import { Aftermath, saysFailed, saysIgnored, saysRetry } from '../../../src/core/parse/ending.js';

test.each([
  'Dockerfile:5',
  'deploy/api.Dockerfile:12',
  'ERROR: failed to solve: process "/bin/sh -c curl x" did not complete successfully: exit code: 22',
])('the end of a failed image build says that the command before it failed: %s', (line) => {
  expect(saysFailed(line)).toBe(true);
});

test.each(['Dockerfile', 'see Dockerfile:5 for the base image', 'COPY Dockerfile:5 /', '------'])(
  '%s says nothing',
  (line) => {
    expect(saysFailed(line)).toBe(false);
  },
);

test.each([
  '** BUILD FAILED **',
  'Command PhaseScriptExecution failed with a nonzero exit code',
  'Target kernel_snapshot_program failed: Exception',
  'ninja: build stopped: subcommand failed.',
  ' * ERROR: app-misc/kiln-1.2::gentoo failed (compile phase):',
  "ERROR: Task (/meta/kiln_1.0.bb:do_compile) failed with exit code '1'",
  'ERROR: compilation failed for package ‘kiln’',
  '*** [kiln.o] Error code 1',
  'error: building kiln:x64-linux failed with: BUILD_FAILED',
])('other builders say it, too: %s', (line) => {
  expect(saysFailed(line)).toBe(true);
});

test('make goes on where it ignores that a recipe failed', () => {
  expect(new Aftermath(4).judge('make: [Makefile:9: clean] Error 1 (ignored)')).toBe('passed');
});

test('the build’s excerpt of the Dockerfile comes soon enough', () => {
  const aftermath = new Aftermath(4);
  expect(['------', 'Dockerfile:5'].map((line) => aftermath.judge(line))).toEqual(['open', 'failed']);
});

test.each(['##[group]Run sh more.sh', 'Post job cleanup.', 'travis_fold:start:x'])(
  'whatever runs in a step can print that the next one begins: %s',
  (words) => {
    const aftermath = new Aftermath(4);
    expect([words, '##[error]Process completed with exit code 1.'].map((line) => aftermath.judge(line))).toEqual([
      'open',
      'failed',
    ]);
  },
);

test.each(['$ make install', 'DONE 1.2s', ' ---> 0a1b2c3d4e5f', 'retrying in 5 s'])('%j: life went on', (line) => {
  expect(new Aftermath(4).judge(line)).toBe('passed');
});

test('what nobody minds within so many lines was no failure; empty lines do not count', () => {
  const aftermath = new Aftermath(2);
  expect(['a', '', ' ', 'b'].map((line) => aftermath.judge(line))).toEqual(['open', 'open', 'open', 'passed']);
  aftermath.restart();
  expect(aftermath.judge('c')).toBe('open');
});

test.each([
  '##[error]Process completed with exit code 1.',
  'The command "make check" exited with 2.',
  'The command "make check" failed and exited with 2 during .',
  'Done. Your build exited with 1.',
  'ERROR: Job failed: exit code 1',
  'make: *** [Makefile:3: all] Error 2',
  'gmake[2]: *** [all] Error 1',
  '#5 make[1]: *** [all] Error 1',
  'npm ERR! code 1',
  '  npm error code 1',
  '[web] npm ERR! code 1',
  'error Command failed with exit code 1.',
  ' ELIFECYCLE  Command failed with exit code 1.',
  ' ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  x',
  'error: script "build" exited with code 3',
  'sh: exit code: 7',
  'it exited with code 1',
  "exit status '1'",
  'The command returned a non-zero code: 9',
  'Finished: FAILURE',
  'Command exited with code 1',
  '** ARCHIVE FAILED **',
  'BUILD FAILED in 3s',
  'C/C++: ninja: build stopped: subcommand failed.',
  '==> ERROR: A failure occurred in build().',
  '>>> ERROR: kiln: build failed',
  '*** Error code 1',
  "error: builder for '/nix/store/a.drv' failed with exit code 1",
  "error: Cannot build '/nix/store/a.drv'.",
  'Error: cabal: Failed to build kiln-1.0',
  'error: Bad exit status from /var/tmp/rpm-tmp.a (%build)',
  'dpkg-buildpackage: error: debian/rules build subprocess returned exit status 2',
  'Node.js v20.1.0',
])('the command before it failed: %s', (line) => {
  expect(saysFailed(line)).toBe(true);
});

test.each([
  '##[warning]Process completed with exit code 1.',
  'see ##[error]x',
  'The command "make check" exited with 0.',
  'Done. Your build exited with 0.',
  'exit code: 0',
  'exited with code 0',
  'my exited with codec 1',
  'error: script "build" exited with code 0',
  'Finished: SUCCESS',
  'Not Finished: FAILURE',
  'Command exited with code 0',
  'BUILD FAILEDLY',
  'ninja: build stopped: interrupted by user.',
  '*** Error code 0',
  '*** Error code 1 (ignored)',
  'a npm ERR! code 1',
  'remake: *** x',
  'Node.js v',
  'Command PhaseScriptExecution failed with a nonzero exit code!',
  'x ==> ERROR: no',
  'Dockerfile:',
  'Dockerfile:5:3',
])('the command before it did not fail by these words: %s', (line) => {
  expect(saysFailed(line)).toBe(false);
});

test.each([
  ['make: [Makefile:9: clean] Error 1 (ignored)', true],
  ['gmake[1]: [clean] Error 2 (ignored)', true],
  ['make: [clean] Error 1 (ignored) ', false],
  ['make: clean Error 1 (ignored)', false],
  ['make: [clean] (ignored)', false],
])('%j: nobody minds %s', (line, is) => {
  expect(saysIgnored(line)).toBe(is);
});

test.each([
  ['Retrying in 5 s', true],
  ['trying again', true],
  ['will retry', true],
  ['attempt 2 of 3', true],
  ['attempt 12 failed', true],
  ['retry 3', true],
  ['attempts of 3', false],
  ['attempt of the three', false],
  ['retry later', false],
  ['unretrying', false],
  [`${'x'.repeat(392)} retrying`, false],
  [`${'x'.repeat(391)} retrying`, true],
])('%j: it is tried once more: %s', (line, is) => {
  expect(saysRetry(line)).toBe(is);
});

test.each([
  '$ make',
  '$',
  ' $ make',
  'DONE 1.2',
  'DONE 12s',
  'was DONE 1.2s',
  ' ---> 0a1b',
  ' ---> 0a1b2c3d4e5f x',
  'Successfully built 0a1b2c3d4e5f',
])('%j: a next command or step begins or does not', (line) => {
  const begins = ['$ make', 'Successfully built 0a1b2c3d4e5f'].includes(line);
  expect(new Aftermath(4).judge(line)).toBe(begins ? 'passed' : 'open');
});
