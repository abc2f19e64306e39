import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../src/world/files/sniff.js';

const LOG = 'error[E0308]: mismatched types\n --> src/main.rs:3:5\n';
const utf16be = Buffer.from(LOG, 'utf16le').swap16();

describe('the beginning of a stream is', () => {
  test.each([
    ['plain text', Buffer.from(LOG)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${LOG}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${LOG}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(LOG, 'utf16le')],
    ['UTF-16 BE without', utf16be],
    ['Latin-1', Buffer.from('Übung größer: Fehler\n', 'latin1')],
    ['stray NUL bytes', Buffer.from(LOG.replaceAll(' ', '\0'))],
    ['colours', Buffer.from('\x1b[31merror\x1b[0m\x1b[2K\r\x1b[1A\x1b[2K done\n')],
    ['broken UTF-8', Buffer.concat([Buffer.from(LOG), Buffer.from([0xc3, 0x28, 0xff])])],
    ['one letter', Buffer.from('x')],
    ['Chinese', Buffer.from('错误：编译失败\n')],
  ])('text: %s', (_what, bytes) => {
    expect(contentOf(bytes, true)).toBe('text');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['white space', Buffer.from(' \r\n\t\n')],
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf])],
    ['UTF-16 white space', Buffer.from('\ufeff \r\n', 'utf16le')],
  ])('empty: %s', (_what, bytes) => {
    expect(contentOf(bytes, true)).toBe('empty');
  });

  test.each([
    ['NUL bytes', Buffer.alloc(512)],
    ['random bytes', randomBytes(4096)],
    ['an ELF program', Buffer.concat([Buffer.from('\x7fELF'), Buffer.from(LOG)])],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
  ])('binary: %s', (_what, bytes) => {
    expect(contentOf(bytes, true)).toBe('binary');
  });

  test('white space that goes on is not empty', () => {
    expect(contentOf(Buffer.from('   \n'), false)).toBe('text');
  });

  test('a character cut in two at its end is no harm', () => {
    const bytes = Buffer.from(`${'größe\x01\x02'.repeat(20)}ß`);
    expect(contentOf(bytes.subarray(0, -1), false)).toBe('text');
  });
});
