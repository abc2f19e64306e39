import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changeIn, gitDiff } from '../../../src/world/process/git-diff.js';

function repository(): { directory: string; git: (...args: string[]) => string } {
  const directory = mkdtempSync(join(tmpdir(), 'whydunit-git-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: directory, encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  writeFileSync(join(directory, 'a b.txt'), 'one\ntwo\nthree\n');
  writeFileSync(join(directory, 'ü.txt'), 'one\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  return { directory, git };
}

it('knows the lines that the work since a branch adds, what is not committed too', async () => {
  const { directory, git } = repository();
  git('checkout', '-qb', 'work');
  writeFileSync(join(directory, 'ü.txt'), '+++ b/evil.txt\n@@ -1 +1,99 @@\none');
  git('commit', '-qam', 'second');
  writeFileSync(join(directory, 'a b.txt'), 'one\nTWO\nthree\nfour\n');
  const { files } = await gitDiff(directory, 'main');
  expect(Object.fromEntries([...files].map(([path, lines]) => [path, [...(lines ?? [])]]))).toEqual({
    'a b.txt': [2, 4],
    'ü.txt': [1, 2, 3],
  });
});

it('runs nothing that the repository asks to be run', async () => {
  const { directory, git } = repository();
  git('config', 'diff.external', 'sh -c "touch ran"');
  git('config', 'core.fsmonitor', 'touch ran');
  git('config', 'core.pager', 'touch ran');
  writeFileSync(join(directory, 'ü.txt'), 'two\n');
  expect([...(await gitDiff(directory, 'main')).files.keys()]).toEqual(['ü.txt']);
  expect(git('-c', 'core.fsmonitor=false', 'status', '--porcelain').includes('ran')).toBe(false);
});

it('says what git does not know', async () => {
  const { directory } = repository();
  await expect(gitDiff(directory, 'nope')).rejects.toThrow(/--base nope: git cannot compare with it: .*nope/);
  await expect(gitDiff(directory, '--output=x')).rejects.toThrow('is no commit');
  await expect(gitDiff(tmpdir(), 'main')).rejects.toThrow('--base main');
});

it('a file without lines to tell of is in the change all the same', () => {
  const { files } = changeIn('diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ\n');
  expect([...files.keys()]).toEqual(['a.png']);
});
