import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACME, ACME_LOG } from '../world/packs/archive.js';
import { acmeRegistry, hostOf } from '../world/packs/registry.js';
import { scratch, whydunit } from './run.js';

test('a pack is pinned, named in the configuration as it was printed, and then known, also without the registry', async () => {
  const folder = scratch();
  const env = { XDG_CACHE_HOME: join(folder, 'cache'), npm_config_registry: '' };
  {
    await using host = await hostOf(acmeRegistry(ACME));
    env.npm_config_registry = `${host.origin}/`;
    const pinned = await whydunit(['patterns', 'pin', 'npm:@acme/patterns@1.2.0'], { cwd: folder, env });
    expect(pinned.stdout).toMatch(/^packs:\n {2}- npm:@acme\/patterns@1\.2\.0#sha256-[\w+/]{43}=\n$/);
    expect(pinned.stderr).toContain('1 pattern: acme/till');
    mkdirSync(join(folder, '.github'));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.github', 'whydunit.yml'), pinned.stdout);
    writeFileSync(join(folder, 'till.log'), ACME_LOG);
    const told = await whydunit(['diagnose', 'till.log', '-f', 'json'], { cwd: folder, env });
    expect(JSON.parse(told.stdout)).toMatchObject({ diagnoses: [{ pattern: 'acme/till' }] });
  }
  const again = await whydunit(['diagnose', 'till.log', '-f', 'json'], { cwd: folder, env });
  expect(JSON.parse(again.stdout)).toMatchObject({ diagnoses: [{ pattern: 'acme/till' }] });
  const elsewhere = await whydunit(['diagnose', 'till.log'], {
    cwd: folder,
    env: { ...env, XDG_CACHE_HOME: scratch() },
  });
  expect([elsewhere.code, elsewhere.stderr]).toEqual([
    3,
    expect.stringContaining('npm:@acme/patterns@1.2.0: cannot be downloaded'),
  ]);
});

test('what is no pack of one version is refused with what to write', async () => {
  const { code, stderr } = await whydunit(['patterns', 'pin', 'npm:@acme/patterns@latest']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('is no pack of one version. Write npm:NAME@1.2.3')]);
});
