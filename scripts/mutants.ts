/**
 * Puts small faults into folders of src, one at a time, and says how many the tests notice: Stryker with vitest.
 * docs/mutants.md keeps the figures.
 *
 *     npm run mutants                                    all folders that decide what is told, one after the other: hours
 *     npm run mutants -- src/core/gate                   one; what was noticed is remembered until code or tests change
 *     npm run mutants -- src/core/gate/waive.ts:20-60
 *     npm run mutants -- --sample 100 src/core/gate      as many of its faults, drawn always alike
 *     npm run mutants -- --sample 100 --draw 2 src/core/gate   others of them, drawn always alike too
 *     npm run mutants -- --part                          a small part that holds a number: exit code 1 where too few are noticed
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './scenario.js';

/** Folders, and the tests beside their mirror that are about them too. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'src/core/gate': ['test/core/reports', 'test/core/render/gate'],
  'src/core/reports': ['test/core/gate'],
  'src/core/redact': [],
  'src/core/render/safe': [],
  'src/core/classify': [],
  'src/core/reading': [],
  'src/core/parse': [],
  'src/world/github/contributions': [],
  'src/knowledge/rust': [],
  'src/knowledge/pytest': [],
  'src/knowledge/docker': [],
};
/** So many faults of these folders, of which so many are noticed: 16 were on 2026-11-30, and a change of a file draws its faults anew. */
const PART = { folders: ['src/core/gate', 'src/core/redact'], faults: 20, noticed: 15 };

const REPORT = join(ROOT, 'node_modules/.cache/mutation.json');
/** How a fault ended that the tests noticed, and that they did not. */
const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, draw: { type: 'string', default: '' }, part: { type: 'boolean' } },
});
if (values.part) {
  const { noticed } = run(PART.folders, PART.faults);
  process.exitCode = noticed >= PART.noticed ? 0 : 1;
} else
  for (const path of positionals.length > 0 ? positionals : Object.keys(FOLDERS))
    run([path], Number(values.sample ?? 0));

/** Tries the faults of these paths, or a sample of them; prints and returns how many were noticed. */
function run(paths: readonly string[], sample: number): { readonly noticed: number } {
  const mirror = paths.flatMap((path) => {
    const folder = folderOf(path);
    return [folder.replace(/^src/, 'test'), ...(paths.length > 1 ? [] : (FOLDERS[folder] ?? []))];
  });
  const mutate = paths.map((path) => (/\.ts(?::[\d-]+)?$/.test(path) ? path : `${path}/**/*.ts`)).join(',');
  const how = sample > 0 ? ['--checkers', 'sample'] : ['--incremental'];
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/stryker'), ['run', '--mutate', mutate, ...how], {
    cwd: ROOT,
    stdio: 'inherit',
    // A fault shows in few of the drawn runs, or in none.
    env: {
      ...process.env,
      WHYDUNIT_MIRROR: mirror.join(' '),
      WHYDUNIT_RUNS: '50',
      WHYDUNIT_SAMPLE: String(sample),
      WHYDUNIT_DRAW: values.draw,
    },
  });
  if (status !== 0) process.exit(1);
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8')) as Result;
  const ended = Object.values(files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
  const [noticed, missed] = [NOTICED, MISSED].map((some) => ended.filter((each) => some.includes(each)).length) as [
    number,
    number,
  ];
  console.log(`${paths.join(', ')}: ${noticed} of ${noticed + missed} faults are noticed`);
  return { noticed };
}

function folderOf(path: string): string {
  const folder = Object.keys(FOLDERS).find((each) => path.startsWith(each));
  if (folder !== undefined) return folder;
  console.error(`${path} is in none of ${Object.keys(FOLDERS).join(', ')}`);
  return process.exit(2);
}

/** As much of Stryker's report as is read here. */
interface Result {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}
