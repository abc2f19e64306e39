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
