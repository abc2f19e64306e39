import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, whydunit } from './run.js';

/** What it writes is tested against real engines, see test/docker. */
describe('whydunit collect', () => {
  const nowhere = { DOCKER_HOST: `unix://${join(scratch(), 'nowhere.sock')}` };

  it('says where it looked for an engine, and writes nothing without one', async () => {
    const directory = scratch();
    for (const args of [[], ['--output', join(directory, 'new/evidence')], ['--output', 'evidence.zip']]) {
      const { code, stdout, stderr } = await whydunit(['collect', ...args], { cwd: directory, env: nowhere });
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(/no container engine at unix:.*nowhere\.sock/);
      expect(stderr).toContain('DOCKER_HOST');
      expect(stdout).toBe('');
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it('refuses to overwrite before it asks anybody', async () => {
    const directory = scratch();
    mkdirSync(join(directory, 'evidence'));
    writeFileSync(join(directory, 'evidence/log.txt'), 'precious\n');
    const { code, stderr } = await whydunit(['collect', '--output', 'evidence'], { cwd: directory, env: nowhere });
    expect(code).toBe(3);
    expect(stderr).toContain('is there already, and evidence is not overwritten');
  });

  it('stands in the help', async () => {
    const { stdout } = await whydunit(['--help']);
    expect(stdout).toMatch(/whydunit collect +save what containers leave behind/);
    expect(stdout).toMatch(/--containers NAME/);
  });
});
