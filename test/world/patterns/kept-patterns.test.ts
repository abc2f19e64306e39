import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import type { KeptPatterns, PatternText } from '../../../src/knowledge/catalogue/pattern-set.js';
import { keptPatterns } from '../../../src/world/patterns/kept-patterns.js';

const file = (word: string): PatternText => ({
  path: 'own/lamp.yaml',
  text: `title: The lamp is ${word}
severity: P2
cause: code
status: documented
when:
  any: ['the lamp on the roof is ${word}']
root_cause: The lamp is ${word}.
fix:
  - text: Repair it.
verify: ['lamp status']
prevention: ['Dust it.']
see: ['https://example.com/lamp']
examples:
  match: [{log: 'the lamp on the roof is ${word}'}]
  no_match: [{because: it burns, log: 'the lamp on the roof burns'}]
`,
});

describe('what pattern files were read as', () => {
  let folder = '';
  const cache = () => join(folder, 'whydunit', 'patterns');
  const program = () => join(folder, 'cli.js');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whydunit-test-'));
    writeFileSync(program(), 'build 1');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kept = (...asked: string[]): KeptPatterns => keptPatterns(asked, { XDG_CACHE_HOME: folder }, program());

  /** How many files had to be read, and what came of it. */
  async function read(own: PatternText, asked = 'own/*.yaml') {
    const before = kept(asked);
    let unread = 0;
    const counting: KeptPatterns = {
      known: (each) => {
        const known = before.known(each);
        if (known === undefined) unread++;
        return known;
      },
      keep: before.keep,
    };
    const { patterns } = await loadCatalogue([own], counting);
    return { unread, pattern: patterns.find(({ id }) => id === 'own/lamp') };
  }

  it('is the same the next time, and the files are not read again', async () => {
    const first = await read(file('broken'));
    const second = await read(file('broken'));
    expect([first.unread, second.unread]).toEqual([1, 0]);
    expect(second.pattern).toEqual(first.pattern);
    expect(second.pattern?.own).toBe(true);
    expect(statSync(cache()).mode & 0o777).toBe(0o700);
  });

  it('counts for the same text, the same command and the same program alone', async () => {
    await read(file('broken'));
    expect((await read(file('broken'), 'other/*.yaml')).unread).toBe(1);
    const changed = await read(file('stolen'));
    expect([changed.unread, changed.pattern?.title]).toEqual([1, 'The lamp is stolen']);
    expect((await read(file('stolen'))).unread).toBe(0);
    writeFileSync(program(), 'build 2');
    expect((await read(file('stolen'))).unread).toBe(1);
  });

  it('is read anew where what was kept is broken, or nothing can be kept', async () => {
    mkdirSync(cache(), { recursive: true, mode: 0o700 });
    for (const digit of '0123456789abcdef') writeFileSync(join(cache(), `${digit}.json`), '{');
    expect((await read(file('broken'))).unread).toBe(1);
    rmSync(cache(), { recursive: true });
    writeFileSync(cache(), '');
    expect((await read(file('broken'))).unread).toBe(1);
    expect((await read(file('broken'))).unread).toBe(1);
  });

  it.skipIf(process.platform === 'win32')('is not taken from a folder that others may write to', async () => {
    await read(file('broken'));
    chmodSync(cache(), 0o777);
    expect((await read(file('broken'))).unread).toBe(1);
  });
});
