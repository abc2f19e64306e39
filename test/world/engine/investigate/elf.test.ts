import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/world/engine/investigate/elf.js';
import { type ElfParts, elfFile } from './elf-file.js';

const DYNAMIC: ElfParts = {
  loader: '/lib64/ld-linux-x86-64.so.2',
  needed: ['libpq.so.5', 'libc.so.6'],
  runpath: '$ORIGIN/../lib:/opt/lib',
  wants: [
    { library: 'libc.so.6', versions: ['GLIBC_2.2.5', 'GLIBC_2.34'] },
    { library: 'libm.so.6', versions: ['GLIBC_2.29'] },
  ],
};

describe('an ELF file', () => {
  test.each([
    ['64 bits, low byte first', true, false],
    ['64 bits, high byte first', true, true],
    ['32 bits, low byte first', false, false],
    ['32 bits, high byte first', false, true],
  ])('says what it needs: %s', (_, wide, bigEndian) => {
    expect(readElf(elfFile({ ...DYNAMIC, wide, bigEndian }))).toEqual({
      arch: 'amd64',
      loader: '/lib64/ld-linux-x86-64.so.2',
      needed: ['libpq.so.5', 'libc.so.6'],
      searched: ['$ORIGIN/../lib', '/opt/lib'],
      wants: [
        { library: 'libc.so.6', version: 'GLIBC_2.2.5' },
        { library: 'libc.so.6', version: 'GLIBC_2.34' },
        { library: 'libm.so.6', version: 'GLIBC_2.29' },
      ],
      offers: [],
      extent: expect.any(Number),
    });
  });

  test('of a library says what it offers', () => {
    const { loader: _, ...library } = DYNAMIC;
    const elf = readElf(elfFile({ ...library, machine: 183, offers: ['GLIBC_2.17', 'GLIBC_2.36'] }));
    expect(elf).toMatchObject({ arch: 'arm64', offers: ['GLIBC_2.17', 'GLIBC_2.36'] });
    expect(elf).not.toHaveProperty('loader');
  });

  test('of an unknown processor has its number', () => {
    expect(readElf(elfFile({ machine: 4711 }))?.arch).toBe('machine 4711');
  });

  test('that is cut off anywhere is read as far as it goes', () => {
    const whole = elfFile(DYNAMIC);
    for (let length = 0; length < whole.length; length++) {
      const elf = readElf(whole.subarray(0, length));
      if (elf !== undefined) expect(['amd64']).toContain(elf.arch);
    }
  });

  test('with any byte changed is read without an error and without end', () => {
    const whole = elfFile(DYNAMIC);
    for (let at = 4; at < whole.length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        expect(readElf(changed)).toBeDefined();
      }
    }
  });

  test('is none: a script, nothing, its first bytes alone', () => {
    for (const bytes of ['#!/bin/sh\n', '', '\x7fELF']) expect(readElf(Buffer.from(bytes, 'latin1'))).toBeUndefined();
  });

  test.runIf(process.platform === 'linux')('made by a real linker', () => {
    const elf = readElf(readFileSync(process.execPath));
    expect(elf?.loader).toMatch(/^\/lib.*\/ld-/);
    expect(elf?.needed.some((library) => library.startsWith('libc.'))).toBe(true);
    if (elf?.loader?.includes('ld-linux')) {
      expect(elf.wants.some(({ library, version }) => library === 'libc.so.6' && /^GLIBC_2\./.test(version))).toBe(
        true,
      );
    }
  });
});
