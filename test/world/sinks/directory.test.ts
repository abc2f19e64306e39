import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDirectory } from '../../../src/world/sinks/directory.js';

const home = mkdtempSync(join(tmpdir(), 'whydunit-directory-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('a directory is made', () => {
  it('with those above it, and where it is there already', async () => {
    const path = join(home, 'a', 'b', 'c');
    await makeDirectory(path);
    await makeDirectory(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('by several at once', async () => {
    const path = join(home, 'd', 'e');
    await Promise.all([makeDirectory(path), makeDirectory(path), makeDirectory(join(path, 'f'))]);
    expect(statSync(join(path, 'f')).isDirectory()).toBe(true);
  });

  it('or not, below a file', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(makeDirectory(join(home, 'file', 'a'))).rejects.toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')('or not, in a file system that makes none: it ends, and says so', async () => {
    await expect(makeDirectory('/proc/whydunit/a/b')).rejects.toThrow('ENOENT');
  });
});
