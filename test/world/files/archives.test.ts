import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import { KnownError } from '../../../src/core/errors.js';
import { archiveInputs } from '../../../src/world/files/archives.js';
import { scratch } from '../../cli/run.js';
import { type ZipEntry, zip } from './zip.js';

async function open(entries: readonly ZipEntry[], change: (bytes: Buffer) => Buffer = (bytes) => bytes) {
  const path = join(scratch(), 'logs.zip');
  writeFileSync(path, change(zip(entries)));
  return archiveInputs(path, 'logs.zip');
}

async function textOf(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function refusal(promise: Promise<unknown>): Promise<KnownError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(KnownError);
  return error as KnownError;
}

const LOG: ZipEntry = { name: 'build.log', content: 'error: it broke\n' };

describe('an archive', () => {
  test('gives its logs in place, unpacked while read', async () => {
    const { inputs } = await open([LOG, { name: 'screenshot.png', content: 'x' }, { name: 'a/', content: '' }]);
    expect(inputs.map(({ source }) => source.name)).toEqual(['logs.zip/build.log']);
    expect(inputs[0]!.source.size).toBe(16);
    expect(await textOf(inputs[0]!.source)).toBe('error: it broke\n');
  });

  test("of GitHub's gives each job once: whole, without the steps that repeat it", async () => {
    const names = [
      '0_build.txt',
      '1_test (3.12).txt',
      'build/1_Set up job.txt',
      'build/2_Run cargo.txt',
      'build/system.txt',
      'test (3.12)/1_Set up job.txt',
      'lint/1_Run ruff.txt',
    ];
    const { inputs } = await open(names.map((name) => ({ name, content: 'text' })));
    expect(inputs.map(({ source }) => source.name)).toEqual([
      'logs.zip/0_build.txt',
      'logs.zip/1_test (3.12).txt',
      'logs.zip/lint/1_Run ruff.txt',
    ]);
  });

  test("keeps the steps where the job's own log is empty", async () => {
    const { inputs } = await open([
      { name: '0_build.txt', content: '' },
      { name: 'build/1_Run cargo.txt', content: 'text' },
    ]);
    expect(inputs.map(({ state }) => state)).toEqual(['empty', 'readable']);
  });

  test('leaves archives inside it alone and says so', async () => {
    const { inputs, notes } = await open([LOG, { name: 'more.zip', content: zip([LOG]) }]);
    expect(inputs).toHaveLength(1);
    expect(notes).toEqual(['logs.zip: 1 archive inside it not opened']);
  });
});

describe('[S5] a hostile or broken archive is refused', () => {
  const hostile: readonly [string, readonly ZipEntry[], RegExp][] = [
    ['traversal', [{ name: '../../etc/cron.log', content: 'x' }], /damaged or hostile/],
    ['traversal in the middle', [{ name: 'a/../../b.log', content: 'x' }], /damaged or hostile/],
    ['absolute path', [{ name: '/etc/passwd.log', content: 'x' }], /damaged or hostile/],
    ['drive letter', [{ name: 'C:/windows.log', content: 'x' }], /damaged or hostile/],
    ['backslashes', [{ name: '..\\..\\b.log', content: 'x' }], /damaged or hostile/],
    ['symbolic link', [{ name: 'a.log', content: '/etc/passwd', symbolicLink: true }], /symbolic link/],
    ['1:1000 bomb', [{ name: 'a.log', content: Buffer.alloc(40_000_000) }], /times its size/],
    ['encrypted', [{ ...LOG, encrypted: true }], /encrypted/],
    ['unknown method', [{ ...LOG, method: 99 }], /method 99/],
    ['only archives inside', [{ name: 'a.zip', content: zip([LOG]) }], /only other archives/],
    ['no logs inside', [{ name: 'main.rs', content: 'fn main() {}' }], /holds no logs/],
    [
      '100,000 entries',
      Array.from({ length: 25_000 }, (_, index) => ({ name: `${index}.log`, content: '' })),
      /25000 files/,
    ],
  ];
  test.each(hostile)('%s', async (_what, entries, words) => {
    const error = await refusal(open(entries));
    expect(error.message).toMatch(words);
    expect(error.exitCode).toBe(2);
  });

  test('cut off', async () => {
    const error = await refusal(open([LOG], (bytes) => bytes.subarray(0, bytes.length - 30)));
    expect(error.message).toMatch(/cut off/);
  });

  test('many files that share the same bytes', async () => {
    const big = { name: 'a.log', content: 'x'.repeat(200_000) };
    const error = await refusal(
      open([big], (bytes) => {
        const start = bytes.indexOf('PK\x01\x02');
        const directory = bytes.subarray(start, bytes.length - 22);
        const end = Buffer.from(bytes.subarray(bytes.length - 22));
        const copies = 400;
        end.writeUInt16LE(copies, 8);
        end.writeUInt16LE(copies, 10);
        end.writeUInt32LE(directory.length * copies, 12);
        return Buffer.concat([bytes.subarray(0, start), ...Array.from({ length: copies }, () => directory), end]);
      }),
    );
    expect(error.kind).toBe('refused-archive');
  });

  test.each([
    ['larger than it claims', { ...LOG, claimedSize: 5 }],
    ['smaller than it claims', { ...LOG, claimedSize: 5000 }],
    ['wrong checksum', { ...LOG, claimedChecksum: 1 }],
  ])('%s: found when it is read, never passed over', async (_what, entry) => {
    const { inputs } = await open([entry]);
    const error = await refusal(textOf(inputs[0]!.source));
    expect(error.kind).toBe('broken-archive');
  });
});
