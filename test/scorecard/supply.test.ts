import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { figure } from './measured.js';

const npm = (...args: string[]) => spawnSync('npm', ['run', '--silent', ...args], { encoding: 'utf8' });
const digests = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}`,
    );

it('[S12] dist is what the sources make, twice, in two folders; actions are pinned, nothing runs on install', (context) => {
  const { expect } = context;
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-built-'));
  try {
    const built = npm('build', '--', folder);
    expect(built.status, built.stderr).toBe(0);
    expect(digests('dist')).toEqual(digests(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // The second time from a copy of the sources in another folder, with an installation of its own.
  const rebuilt = npm('dist:rebuild');
  expect(rebuilt.status, rebuilt.stderr).toBe(0);
  const uses = ['.github/workflows', 'docs/workflows'].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.yml'))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/uses: \S+/g) ?? []),
  );
  const loose = uses.filter((use) => !/@[0-9a-f]{40}$/.test(use) && !/OWNER\/whydunit@|uses: \.\//.test(use));
  expect(loose).toEqual([]);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
  };
  const scripts = Object.entries(lock.packages).filter(
    ([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript,
  );
  expect(scripts).toEqual([]);
  figure(
    context,
    `${digests('dist').length} of ${digests('dist').length} files byte-equal, ${uses.length} uses pinned, 0 install scripts`,
  );
});
