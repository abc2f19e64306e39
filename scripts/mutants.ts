/**
 * Puts small faults into folders of src, one at a time, and says how many the tests notice: Stryker with vitest. What was
 * noticed before is remembered until the code or its tests change. docs/mutants.md keeps the figures.
 *
 *     npm run mutants                        all folders that decide what is told, one after the other: hours
 *     npm run mutants -- src/core/gate       one
 *     npm run mutants -- src/core/gate/waive.ts:20-60
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './scenario.js';

/** Folders, and the tests beside their mirror that are about them too. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'src/core/gate': ['test/core/reports', 'test/core/render/gate'],
  'src/core/reports': ['test/core/gate'],
  'src/core/redact': [],
  'src/core/render/safe': ['test/core/render'],
  'src/core/classify': [],
  'src/core/reading': [],
  'src/core/parse': [],
  'src/world/github/contributions': [],
};

const wanted = process.argv.slice(2);
for (const path of wanted.length > 0 ? wanted : Object.keys(FOLDERS)) {
  const folder = Object.keys(FOLDERS).find((each) => path.startsWith(each));
  if (folder === undefined) {
    console.error(`${path} is in none of ${Object.keys(FOLDERS).join(', ')}`);
    process.exit(2);
  }
  const mirror = [folder.replace(/^src/, 'test'), ...(FOLDERS[folder] ?? [])].join(' ');
  const mutate = /\.ts(?::[\d-]+)?$/.test(path) ? path : `${path}/**/*.ts`;
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/stryker'), ['run', '--mutate', mutate], {
    cwd: ROOT,
    stdio: 'inherit',
    // A fault shows in few of the drawn runs, or in none.
    env: { ...process.env, WHYDUNIT_MIRROR: mirror, WHYDUNIT_RUNS: '50' },
  });
  if (status !== 0) process.exitCode = 1;
}
