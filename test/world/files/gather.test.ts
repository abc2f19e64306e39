import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import { KnownError } from '../../../src/core/errors.js';
import { gatherSources } from '../../../src/world/files/gather.js';
import { scratch } from '../../cli/run.js';
import { zip } from './zip.js';

/** A directory with these files; a value of undefined is a dangling link. */
function directory(files: Readonly<Record<string, string | Buffer | undefined>>): string {
  const root = scratch();
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    if (content === undefined) symlinkSync('/nowhere/at/all', path);
    else writeFileSync(path, content);
  }
  return root;
}

async function namesIn(root: string): Promise<string[]> {
  const { sources } = await gatherSources([root]);
  return sources.map(({ name }) => name.slice(root.length + 1));
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

describe('a directory', () => {
  test('gives what is named and looks like a log, in order of name', async () => {
    const root = directory({
      'z.log': 'text',
      'a/junit.xml': '<x/>',
      'build.log.1': 'text',
      output: 'text',
      'pytest.jsonl': '{}',
      'main.rs': 'fn main() {}',
      'README.md': '# x',
      'requirements-dev.txt': 'pytest',
      'package.json': '{}',
      'Cargo.toml': '',
      '.git/some.log': 'x',
      'node_modules/a/b.log': 'x',
      '.venv/pip.log': 'x',
      'target/debug/.fingerprint/x': '',
      'target/debug/build/stderr': 'x',
      'target/nextest/junit.xml': '<x/>',
      'image.log': Buffer.alloc(100),
    });
    expect(await namesIn(root)).toEqual([
      'a/junit.xml',
      'build.log.1',
      'output',
      'pytest.jsonl',
      'target/nextest/junit.xml',
      'z.log',
    ]);
  });

  test('says what it left out', async () => {
    const root = directory({ 'a.log': 'text', 'b.log': Buffer.alloc(100) });
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(root, 'c.log')]);
    const { notes } = await gatherSources([root]);
    expect(notes).toEqual([
      `${root}: 1 file left out, named like logs but not text`,
      `${root}: 1 pipe, socket or device left out`,
    ]);
  });

  test('opens the archives in it', async () => {
    const root = directory({ 'logs.zip': zip([{ name: '0_build.txt', content: 'text' }]) });
    expect(await namesIn(root)).toEqual(['logs.zip/0_build.txt']);
  });

  test("that is an unpacked log archive of GitHub's gives each job once", async () => {
    const root = directory({ '0_build.txt': 'text', 'build/1_Set up job.txt': 'text', 'build/system.txt': 'text' });
    expect(await namesIn(root)).toEqual(['0_build.txt']);
  });

  test('keeps one unreadable log among the others, failing when it is opened', async () => {
    const root = directory({ 'a.log': 'text', 'b.log': undefined, 'c.zip': 'PK\x03\x04 cut off' });
    const { sources } = await gatherSources([root]);
    expect(sources).toHaveLength(3);
    expect(await textOf(sources[0]!)).toBe('text');
    expect((await refusal(textOf(sources[1]!))).kind).toBe('missing-file');
    expect((await refusal(textOf(sources[2]!))).kind).toBe('broken-archive');
  });

  test('is not followed out of by links to directories', async () => {
    const root = directory({ 'a.log': 'text' });
    symlinkSync(root, join(root, 'again.log'));
    expect(await namesIn(root)).toEqual(['a.log']);
  });
});

describe('paths', () => {
  test('in any order, named twice, give the same sources', async () => {
    const root = directory({ 'a.log': 'a', 'b.log': 'b' });
    const [a, b] = [join(root, 'a.log'), join(root, 'b.log')];
    const names = (await gatherSources([b, a, join(root, '.', 'b.log')])).sources.map(({ name }) => name);
    expect(names).toEqual([a, b]);
  });

  test('an empty file beside another is read like it', async () => {
    const root = directory({ 'a.log': '', 'b.log': 'b' });
    expect(await namesIn(root)).toEqual(['a.log', 'b.log']);
  });

  test.each<[string, (root: string) => string, KnownError['kind']]>([
    ['a missing file', (root) => join(root, 'missing.log'), 'missing-file'],
    ['a part of the path that is a file', (root) => join(root, 'a.log', 'b.log'), 'missing-file'],
    ['an empty file', (root) => join(root, 'empty.log'), 'empty-input'],
    ['white space', (root) => join(root, 'blank.log'), 'empty-input'],
    ['a binary', (root) => join(root, 'program'), 'binary-input'],
    ['a broken archive', (root) => join(root, 'broken.zip'), 'broken-archive'],
    ['a directory without logs', (root) => join(root, 'src'), 'no-logs'],
    ['a directory of empty logs', (root) => join(root, 'hollow'), 'empty-input'],
    ['a device', () => '/dev/zero', 'not-a-file'],
    ['a sparse file of a terabyte', (root) => join(root, 'sparse.log'), 'too-large'],
    ['a pipe nobody writes into', (root) => join(root, 'pipe'), 'empty-input'],
    ['a NUL in the path', () => 'a\0b', 'missing-file'],
    ['a name beyond all limits', () => 'x'.repeat(10_000), 'missing-file'],
  ])('%s alone is refused', async (_what, path, kind) => {
    const root = directory({
      'a.log': 'x',
      'empty.log': '',
      'blank.log': ' \n\n',
      program: Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(100)]),
      'broken.zip': 'PK\x03\x04 and nothing more',
      'src/main.rs': 'fn main() {}',
      'hollow/a.log': '',
      'hollow/b.log': '',
      'sparse.log': 'x',
    });
    truncateSync(join(root, 'sparse.log'), 2 ** 40);
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(root, 'pipe')]);
    const error = await refusal(gatherSources([path(root)]));
    expect(error.kind).toBe(kind);
    expect(error.exitCode).toBe(2);
  });

  test('a named pipe is read while it is written', async () => {
    const root = directory({ 'a.log': 'x' });
    const pipe = join(root, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const writer = spawn('/bin/sh', ['-c', `exec > ${pipe}; sleep 0.2; echo first; sleep 0.2; echo second`]);
    const { sources } = await gatherSources([pipe]);
    expect(await textOf(sources[0]!)).toBe('first\nsecond\n');
    writer.kill();
  });
});
