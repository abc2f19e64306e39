import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Says what it exports, how strict it is, and whether it was compiled before. */
const MAIN = `const { twice } = require('./part.cjs');
exports.said = [twice(21), this === undefined, require('node:path').sep.length, __filename.endsWith('main.cjs')].join();`;
const PART = 'exports.twice = (number) => 2 * number;';
const SAID = '42,true,1,true';

describe('what is compiled is kept', () => {
  let work = '';
  const cache = () => join(work, 'cache');
  const all = () => join(cache(), 'whydunit', 'compiled');

  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'whydunit-test-'));
    writeFileSync(join(work, 'main.cjs'), MAIN);
    writeFileSync(join(work, 'part.cjs'), PART);
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));

  /** Loads it in a process of its own: what is kept is written at the end. */
  function said(build = 'a', env: Record<string, string> = {}): string {
    const code = `import { loadKept } from ${JSON.stringify(resolve('src/world/process/compiled.ts'))};
      const given = ${JSON.stringify({ XDG_CACHE_HOME: cache(), ...env })};
      process.stdout.write(loadKept(${JSON.stringify(work)}, 'main.cjs', ${JSON.stringify(build)}, given).said);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', code];
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;
  }

  const kept = () =>
    readdirSync(all()).map((folder) => [folder.split('-')[0], readdirSync(join(all(), folder)).sort()]);

  it('for each build, in a folder that nobody else may write to', () => {
    expect([said(), said()]).toEqual([SAID, SAID]);
    expect(kept()).toEqual([['a', ['main.cjs', 'part.cjs']]]);
    expect(statSync(all()).mode & 0o777).toBe(0o700);
    writeFileSync(join(work, 'part.cjs'), PART.replace('2', '3'));
    expect(said('b')).toBe(SAID.replace('42', '63'));
    expect(kept()).toHaveLength(2);
  });

  it('once: the next start takes what is there', () => {
    said();
    const [folder = ''] = readdirSync(all());
    const made = () => statSync(join(all(), folder, 'main.cjs')).ino;
    const before = made();
    said();
    expect(made()).toBe(before);
  });

  it('and what is broken is made again', () => {
    said();
    const [folder = ''] = readdirSync(all());
    writeFileSync(join(all(), folder, 'main.cjs'), 'no code');
    expect(said()).toBe(SAID);
    expect(statSync(join(all(), folder, 'main.cjs')).size).toBeGreaterThan(100);
  });

  it.skipIf(process.platform === 'win32')('not in one that others may write to: what lies there would be run', () => {
    mkdirSync(all(), { recursive: true });
    chmodSync(all(), 0o777);
    expect(said()).toBe(SAID);
    expect(kept().flatMap(([, files]) => files)).toEqual([]);
  });

  it('nowhere when the folder cannot be made, or when it is forbidden', () => {
    expect(said('a', { NODE_DISABLE_COMPILE_CACHE: '1' })).toBe(SAID);
    mkdirSync(cache());
    writeFileSync(join(cache(), 'whydunit'), '');
    expect(said()).toBe(SAID);
  });
});
