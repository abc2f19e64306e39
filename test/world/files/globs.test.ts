import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expandGlobs } from '../../../src/world/files/globs.js';

/** A workspace with a log, a link to a file and a folder of another place, and a link that stays inside. */
function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-globs-'));
  for (const name of ['in', 'out/deep']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'in/a.log'), 'a\n');
  writeFileSync(join(folder, 'out/secret.log'), 'b\n');
  writeFileSync(join(folder, 'out/deep/secret.log'), 'c\n');
  symlinkSync(join(folder, 'out/secret.log'), join(folder, 'in/file.log'));
  symlinkSync(join(folder, 'out/deep'), join(folder, 'in/folder'));
  symlinkSync(join(folder, 'in/a.log'), join(folder, 'in/same.log'));
  return folder;
}

test('a wildcard follows no link out of the folder that was named', async () => {
  const folder = workspace();
  const { paths, notes } = await expandGlobs([join(folder, 'in/**/*.log')]);
  expect(paths.map((path) => path.slice(folder.length))).toEqual(['/in/a.log', '/in/same.log']);
  expect(notes).toHaveLength(2);
  expect(notes.join('\n')).toContain('it is a link to outside of the folder');
});

test('a link that is named is meant', async () => {
  const folder = workspace();
  const { paths } = await expandGlobs([join(folder, 'in/folder/*.log'), join(folder, 'in/file.log')]);
  expect(paths.map((path) => path.slice(folder.length))).toEqual(['/in/file.log', '/in/folder/secret.log']);
});
