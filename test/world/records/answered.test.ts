import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAnswered } from '../../../src/world/records/answered.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'whydunit-answered-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function resume(path: string, answer: string): Promise<string[]> {
  const answered = await openAnswered(path);
  await answered.append(answer);
  await answered.close();
  return [...answered.ids];
}

test('a file that is not there is begun', async () => {
  const path = join(folder, 'new.jsonl');
  expect(await resume(path, '{"id":"a"}')).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe('{"id":"a"}\n');
});

test.each(Array.from({ length: 11 }, (_, cut) => cut))(
  'an answer cut off after %i characters is asked again, wherever it stands',
  async (cut) => {
    const path = join(folder, `cut-${cut}.jsonl`);
    const long = `{"id":"b","x":"${'y'.repeat(70_000 * (cut % 2))}"}\n`;
    writeFileSync(path, `{"id":"a"}\nnot ours\n${long}${'{"id":"c"}\n'.slice(0, cut)}`);
    expect(await resume(path, '{"id":"d"}')).toEqual(cut === 11 ? ['a', 'b', 'c'] : ['a', 'b']);
    expect(readFileSync(path, 'utf8')).toBe(`{"id":"a"}\nnot ours\n${long}{"id":"d"}\n`);
  },
);

test('a place that cannot be written is named', async () => {
  await expect(openAnswered(folder)).rejects.toThrow(folder);
});
