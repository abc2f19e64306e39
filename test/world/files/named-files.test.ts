import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { namedFiles } from '../../../src/world/files/named-files.js';

const folder = mkdtempSync(join(tmpdir(), 'whydunit-named-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function names(paths: readonly string[], notes: string[] = []): Promise<readonly (readonly [string, boolean])[]> {
  const found: [string, boolean][] = [];
  for await (const file of namedFiles(paths, (path) => path.endsWith('.json'), notes))
    found.push([file.path.slice(folder.length + 1), file.found]);
  return found;
}

describe('files by their paths', () => {
  mkdirSync(join(folder, 'all/deep/er.json'), { recursive: true });
  for (const name of ['all/b.json', 'all/a.json', 'all/other.txt', 'all/deep/c.json', 'alone.log'])
    writeFileSync(join(folder, name), '{}');
  symlinkSync(join(folder, 'nowhere.json'), join(folder, 'all/broken.json'));

  it('are those that were named, whatever their names, and of folders those that are wanted, in order', async () => {
    const notes: string[] = [];
    expect(await names([join(folder, 'alone.log'), join(folder, 'all')], notes)).toEqual([
      ['alone.log', false],
      ['all/a.json', true],
      ['all/b.json', true],
      ['all/deep/c.json', true],
    ]);
    expect(notes).toEqual([expect.stringContaining('broken.json: does not exist')]);
  });

  it('are missed where they were named', async () => {
    await expect(names([join(folder, 'nope.json')])).rejects.toThrow('nope.json: does not exist');
  });
});
