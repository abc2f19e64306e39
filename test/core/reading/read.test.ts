import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import { PIECE_BYTES, type SeenLine } from '../../../src/core/reading/lines.js';
import { LiteralIndex } from '../../../src/core/reading/literal-index.js';
import { readLines } from '../../../src/core/reading/read.js';

const index = LiteralIndex.build(['error[E']);

function source(chunks: readonly Uint8Array[]): Source {
  return { name: 'x', kind: 'file', outcome: 'unknown', open: () => Readable.from(chunks) };
}

/** Sees the lines that hold a literal. */
function seeing(take: (line: SeenLine) => void) {
  return { wantsAll: false, take };
}

/** Number and text of every line with the literal. */
async function hits(chunks: readonly Uint8Array[]): Promise<string[]> {
  const found: string[] = [];
  await readLines(
    source(chunks),
    index,
    seeing((lazy) => {
      if (lazy.hits) found.push(`${lazy.number}: ${lazy.line.text}`);
    }),
  );
  return found;
}

const LOG = ['   Compiling app', 'error[E0308]: mismatched types', ' --> src/main.rs:1:1', ''].join('\n');
const EXPECTED = ['2: error[E0308]: mismatched types'];

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('every encoding gives the same findings', () => {
  const long = `${'padding\n'.repeat(100)}`;
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  const variants: Record<string, Buffer> = {
    'UTF-8': Buffer.from(LOG),
    'UTF-8 with mark': Buffer.concat([mark, Buffer.from(LOG)]),
    'UTF-16LE with mark': Buffer.from(`\uFEFF${LOG}`, 'utf16le'),
    'UTF-16LE': Buffer.from(LOG, 'utf16le'),
    'UTF-16BE with mark': utf16be(`\uFEFF${LOG}`),
    'UTF-16BE': utf16be(LOG),
    'Latin-1 bytes': Buffer.concat([Buffer.from([0xe9, 0xe8, 0x20]), Buffer.from(LOG)]),
    'NUL bytes': Buffer.from(LOG.replace('error', 'er\0ror')),
    'broken UTF-8': Buffer.concat([Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(LOG)]),
    CR: Buffer.from(LOG.replaceAll('\n', '\r')),
    CRLF: Buffer.from(LOG.replaceAll('\n', '\r\n')),
    colours: Buffer.from(LOG.replace('error[E', '\u001b[0m\u001b[1m\u001b[38;5;9merror\u001b[0m\u001b[1m[E')),
    'GitHub time stamps': Buffer.from(LOG.replace(/^/gm, '2026-11-22T04:53:51.7439207Z ')),
    'gh run view': Buffer.from(LOG.replace(/^/gm, 'build\tRun cargo\t2026-11-22T04:53:51.7439207Z ')),
    BuildKit: Buffer.from(LOG.replace(/^/gm, '#12 3.806 ')),
    Compose: Buffer.from(LOG.replace(/^/gm, 'backend-1  | ')),
  };

  test.each(Object.entries(variants))('%s', async (_, bytes) => {
    expect(await hits([bytes])).toEqual(EXPECTED);
  });

  test.each(Object.entries(variants))('%s, one byte at a time', async (_, bytes) => {
    expect(await hits([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(EXPECTED);
  });

  test.each(Object.entries(variants))('%s, a border at every byte', async (_, bytes) => {
    for (let border = 1; border < bytes.length; border++)
      expect(await hits([bytes.subarray(0, border), bytes.subarray(border)])).toEqual(EXPECTED);
  });

  test('line numbers are those of the raw text, far into it', async () => {
    expect(await hits([Buffer.from(long + LOG)])).toEqual(['102: error[E0308]: mismatched types']);
  });
});

describe('long lines', () => {
  test('a message far into a long line is found, with the line marked as clipped', async () => {
    const text = `${'x'.repeat(5 * PIECE_BYTES + 17)} error[E0001]: y${'z'.repeat(3 * PIECE_BYTES)}\nerror[E0002]: short`;
    const found: { number: number; clipped: boolean; length: number }[] = [];
    const statistics = await readLines(
      source([Buffer.from(text)]),
      index,
      seeing((lazy) => {
        if (lazy.hits) found.push({ number: lazy.number, clipped: lazy.line.clipped, length: lazy.line.text.length });
      }),
    );
    expect(found.map(({ number, clipped }) => ({ number, clipped }))).toEqual([
      { number: 1, clipped: true },
      { number: 2, clipped: false },
    ]);
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(PIECE_BYTES + 1);
    expect(statistics).toMatchObject({ lines: 2, longLines: 1, bytes: Buffer.byteLength(text) });
  });

  test.each([-20, -9, -8, -7, -1, 0, 1])(
    'a message across a piece border (%i) is whole in one piece',
    async (shift) => {
      const text = `${'x'.repeat(PIECE_BYTES + shift)}error[E0001]: across`;
      expect((await hits([Buffer.from(text)])).some((line) => line.includes('error[E0001]: across'))).toBe(true);
    },
  );
});

describe('the lines before one', () => {
  const text = Array.from({ length: 300 }, (_, index) =>
    index % 50 === 49 ? `error[E0001]: of ${index}` : `${index % 7 === 0 ? 'a mark' : 'a line'} ä ${index}`,
  ).join('\n');

  test.each([1, 7, 64, 10_000])(
    'of those in reach the ones that hold some words, in chunks of %i bytes',
    async (size) => {
      const bytes = Buffer.from(`${text}\n`);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      let seen = 0;
      const take = (line: SeenLine): void => {
        seen++;
        for (const words of ['a mark', 'ä 4', 'error[E', 'nowhere'])
          for (const reach of [1, 30, 500])
            expect(line.before(reach, words)).toEqual(line.before(reach).filter((each) => each.text.includes(words)));
      };
      await readLines(source(chunks), index, seeing(take));
      expect(seen).toBe(6);
    },
  );
});

describe('a PowerShell capture', () => {
  const wrapped = [
    'cargo :    Compiling app v0.1.0',
    'At line:1 char:1',
    '+ cargo check 2>c:\\Users\\me\\projec',
    't\\out.txt',
    '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '~~~~~~~~~',
    '    + CategoryInfo          : NotS ',
    '   pecified: (   Compiling app:St  ',
    '  ring) [], RemoteException',
    '    + FullyQualifiedErrorId : Nati ',
    '   veCommandError',
    ' ',
    'error[E0599]: no method named ',
    '`next` found for struct `Thing` in',
    ' the current scope',
    ' --> src\\main.rs:3:5',
  ].join('\r\n');

  test('lines a console broke are one line again, with the number of the first part', async () => {
    const lines: string[] = [];
    await readLines(
      source([Buffer.from(`\uFEFF${wrapped}`, 'utf16le')]),
      index,
      seeing((lazy) => {
        if (lazy.hits) lines.push(`${lazy.number}-${lazy.line.last}: ${lazy.line.text}`);
        if (lazy.hits) expect(lazy.line.printed.split('\n')[0]).toBe('error[E0599]: no method named ');
      }),
    );
    expect(lines).toEqual(['13-14: error[E0599]: no method named `next` found for struct `Thing` in']);
  });

  test('a line again is quoted row by row, as the console had it, and was cut where one of its rows was', async () => {
    const seen: [string, boolean][] = [];
    const long = `error[E0001]: ${'x'.repeat(2 * PIECE_BYTES)}`;
    await readLines(
      source([Buffer.from(`\uFEFF${wrapped}\r\n${long}`, 'utf16le')]),
      index,
      seeing(({ hits: found, line }) => {
        if (found) seen.push([line.printed.slice(0, 66), line.clipped]);
      }),
    );
    expect(seen).toEqual([
      ['error[E0599]: no method named \n`next` found for struct `Thing` in', false],
      [long.slice(0, 66), true],
    ]);
  });

  test('text that only mentions the words is left alone', async () => {
    expect(await hits([Buffer.from('see NativeCommandError\nerror[E0001]: x\n')])).toEqual(['2: error[E0001]: x']);
  });
});
