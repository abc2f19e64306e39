import { expect, test } from 'vitest';
import { Aftermath, saysFailed } from '../../../src/core/parse/ending.js';

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
