import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCompiled } from '../../../src/world/process/compiled.js';

describe('what is compiled is kept', () => {
  let cache = '';
  const folder = () => join(cache, 'whydunit', 'compiled');

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'whydunit-test-'));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  function keptIn(): string[] {
    const folders: string[] = [];
    keepCompiled({ XDG_CACHE_HOME: cache }, (each) => folders.push(each));
    return folders;
  }

  it('in a folder that nobody else may write to', () => {
    expect(keptIn()).toEqual([folder()]);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(keptIn()).toEqual([folder()]);
  });

  it.skipIf(process.platform === 'win32')('not in one that others may write to: what lies there would be run', () => {
    mkdirSync(folder(), { recursive: true });
    chmodSync(folder(), 0o777);
    expect(keptIn()).toEqual([]);
  });

  it('nowhere when the folder cannot be made', () => {
    writeFileSync(join(cache, 'whydunit'), '');
    expect(keptIn()).toEqual([]);
  });

  it('nowhere where Node cannot', () => {
    expect(() => keepCompiled({ XDG_CACHE_HOME: cache }, undefined)).not.toThrow();
  });
});
