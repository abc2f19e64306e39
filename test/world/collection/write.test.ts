import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeCollection } from '../../../src/world/collection/write.js';
import { openArchive } from '../../../src/world/files/zip.js';
import { scratch } from '../../cli/run.js';

const FILES = [
  { path: 'manifest.json', text: '{}' },
  { path: 'containers/web/log.txt', text: 'héllo\n' },
  { path: 'containers/web/empty.txt', text: '' },
];
const TIME = new Date('2026-11-23T03:04:05Z');

test('a folder holds the files, for nobody else', async () => {
  const folder = join(scratch(), 'new/evidence');
  await writeCollection(folder, FILES, TIME);
  for (const { path, text } of FILES) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'containers/web/log.txt')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, '..'))).toEqual(['evidence']);
});

test('an archive holds them in their order, and is the same every time', async () => {
  const directory = scratch();
  const [one, two] = [join(directory, 'one.zip'), join(directory, 'TWO.ZIP')];
  await writeCollection(one, FILES, TIME);
  await writeCollection(two, FILES, TIME);
  const archive = await openArchive(one, 'one.zip');
  expect(archive.files.map(({ path, size }) => [path, size])).toEqual(
    FILES.map(({ path, text }) => [path, Buffer.byteLength(text)]),
  );
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  expect(statSync(one).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory).sort()).toEqual(['TWO.ZIP', 'one.zip']);
});

test('an empty folder is taken, anything else is left as it is', async () => {
  const directory = scratch();
  const empty = join(directory, 'empty');
  mkdirSync(empty);
  await writeCollection(empty, FILES, TIME);
  expect(existsSync(join(empty, 'manifest.json'))).toBe(true);
  writeFileSync(join(directory, 'old.zip'), 'old');
  for (const taken of [empty, join(directory, 'old.zip')])
    await expect(writeCollection(taken, FILES, TIME)).rejects.toMatchObject({
      kind: 'write-failed',
      message: expect.stringContaining('is there already, and evidence is not overwritten'),
    });
  expect(readFileSync(join(directory, 'old.zip'), 'utf8')).toBe('old');
});

test('what cannot be written leaves nothing behind', async () => {
  const directory = scratch();
  writeFileSync(join(directory, 'file'), '');
  chmodSync(join(directory, 'file'), 0o400);
  await expect(writeCollection(join(directory, 'file/evidence'), FILES, TIME)).rejects.toMatchObject({
    kind: 'write-failed',
  });
  const clash = [...FILES, { path: 'manifest.json', text: 'twice' }];
  await expect(writeCollection(join(directory, 'evidence'), clash, TIME)).rejects.toMatchObject({
    kind: 'write-failed',
  });
  expect(readdirSync(directory)).toEqual(['file']);
});
