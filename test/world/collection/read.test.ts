import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import { writeCollection } from '../../../src/world/collection/write.js';
import { gatherSources } from '../../../src/world/files/gather.js';
import { scratch } from '../../cli/run.js';
import { capture, collectionFiles, ended } from './capture.js';

/** The second container died first, and its name comes last. */
const CAPTURE = capture(ended('zoo', 3, ['gone']), ended('api', 1, ['connection refused']), ended('fine', 0, []));
const ORDER = ['zoo/inspect.json', 'zoo/log.txt', 'api/inspect.json', 'api/log.txt', 'fine/inspect.json'];

async function collected(name: string): Promise<string> {
  const path = join(scratch(), name);
  await writeCollection(path, collectionFiles(CAPTURE), new Date(0));
  return path;
}

async function textOf(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe.each(['evidence', 'evidence.zip'])('a collection in %s', (name) => {
  it('is read in the order the containers died, grouped, with what is known of their end', async () => {
    const path = await collected(name);
    const { sources, notes } = await gatherSources([path]);
    expect(sources.map((source) => source.name)).toEqual(ORDER.map((file) => `${path}/containers/${file}`));
    expect(sources[1]).toMatchObject({ kind: 'container', group: 'container zoo', outcome: 'failed', exitCode: 3 });
    expect(sources[4]).toMatchObject({ group: 'container fine', outcome: 'passed' });
    expect(sources[0]?.ran?.map(({ name }) => name)).toEqual(['Docker', 'Operating system']);
    expect(await textOf(sources[1] as Source)).toMatch(/ gone\n$/);
    expect(notes).toEqual([`${path}: The log of web is long: only its last 10 lines were read`]);
  });

  it('keeps its order among other inputs', async () => {
    const path = await collected(name);
    const log = join(scratch(), 'build.log');
    writeFileSync(log, 'error: no\n');
    const names = (await gatherSources([log, path])).sources.map((source) => source.name);
    expect(names.filter((each) => each.startsWith(path))).toEqual(ORDER.map((file) => `${path}/containers/${file}`));
    expect(names).toContain(log);
  });
});

test('a file that was changed since is read, with a note', async () => {
  const path = await collected('evidence');
  const log = join(path, 'containers/zoo/log.txt');
  writeFileSync(log, readFileSync(log, 'utf8').replace('gone', 'GONE'));
  const { sources, notes } = await gatherSources([path]);
  expect(await textOf(sources[1] as Source)).toMatch(/ GONE\n$/);
  expect(notes).toContain(`${log} was changed after it was collected: its checksum is another`);
  expect(notes).toHaveLength(2);
});

test('a file that is missing is an input that cannot be read, so that nothing is green for want of it', async () => {
  const path = await collected('evidence');
  rmSync(join(path, 'containers/zoo/log.txt'));
  const { sources } = await gatherSources([path]);
  const missing = sources.find((source) => source.name.endsWith('zoo/log.txt')) as Source;
  await expect(textOf(missing)).rejects.toMatchObject({ kind: 'broken-collection' });
  expect(sources).toHaveLength(ORDER.length);
});

test('files that the manifest does not name are not read', async () => {
  const path = await collected('evidence');
  mkdirSync(join(path, 'containers/extra'));
  writeFileSync(join(path, 'containers/extra/log.txt'), 'panic\n');
  writeFileSync(join(path, 'build.log'), 'error: no\n');
  expect((await gatherSources([path])).sources).toHaveLength(ORDER.length);
});

test('a damaged manifest is an error, another program’s manifest.json is none', async () => {
  const path = await collected('evidence');
  const manifest = join(path, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').slice(0, -30));
  await expect(gatherSources([path])).rejects.toMatchObject({ kind: 'broken-collection' });
  writeFileSync(manifest, '{"short_name": "shop"}');
  const names = (await gatherSources([path])).sources.map((source) => source.name);
  expect(names).toContain(`${path}/ps.txt`);
});

test('a collection without containers says that there were none', async () => {
  const path = join(scratch(), 'evidence');
  await writeCollection(path, collectionFiles(capture()), new Date(0));
  await expect(gatherSources([path])).rejects.toMatchObject({
    kind: 'no-logs',
    message: expect.stringContaining('there were none at 2026-11-23T03:04:05.678Z'),
  });
});
