import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const RUN = 'https://github.com/acme/till/actions/runs/7';

/** The extension where `gh` keeps it, below a `gh` that answers as the real one does, and a `node` that shows how it was called. */
function extension(lastRun: string) {
  const folder = mkdtempSync(join(tmpdir(), 'gh-whydunit-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  cpSync(join(ROOT, 'gh-whydunit'), join(folder, 'gh-whydunit'));
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program('gh', `case "$1 $2" in "auth token") echo gho_of_gh;; "run list") echo "$*" >&2; echo "${lastRun}";; esac`);
  program('node', 'echo "$GH_TOKEN $*"; exit 1');
  execFileSync('git', ['init', '-q', '-b', 'feature', folder]);
  return (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(join(folder, 'gh-whydunit'), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env },
    });
}

test('alone it tells of the last run of the branch that failed, with the token of gh', () => {
  const { stdout, stderr, status } = extension(RUN)([]);
  expect(stdout).toMatch(new RegExp(`^gho_of_gh \\S+/dist/cli\\.js ${RUN}\n$`));
  expect(stderr).toContain('run list --branch feature --status failure --limit 1');
  expect(status).toBe(1);
});

test('what is named is handed on as it is, and a token of the environment wins', () => {
  const { stdout } = extension(RUN)(['a b.log', '--format', 'json'], { GH_TOKEN: 'own' });
  expect(stdout).toMatch(/^own \S+\/dist\/cli\.js a b\.log --format json\n$/);
});

test('where no run has failed it says so', () => {
  const { stdout, stderr, status } = extension('')([]);
  expect([stdout, status]).toEqual(['', 2]);
  expect(stderr).toContain('no run of feature has failed; name one by its address');
});
