import { describe, expect, test } from 'vitest';
import { consoleWidth, isContinued } from '../../../src/core/reading/console.js';

/** PowerShell's record of the first line of an error stream, on a console of 38 columns. */
const RECORD = [
  'kiln :  Image kiln-web ',
  'Building ',
  'At line:1 char:1',
  '+ kiln build > build_logs.txt 2>&1',
  '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
  '    + CategoryInfo          : NotSpec ',
  '   ified: ( Image kiln-web Building ',
  '  :String) [], RemoteException',
  '    + FullyQualifiedErrorId : NativeC ',
  '   ommandError',
  ' ',
];

describe('the width of a console', () => {
  test('shows in the rows of the record, which are filled up to it where a word is broken', () => {
    expect(consoleWidth(RECORD.join('\r\n'))).toBe(38);
  });
  test('whatever the other stream had written before', () => {
    const wide = '\x1b[36mvite v8.0.1 \x1b[32mbuilding client environment for production...\x1b[36m\x1b[39m';
    expect(consoleWidth([wide, ...RECORD].join('\r\n'))).toBe(38);
  });
  test('where the command is longer than a row, its underline stands alone', () => {
    const narrow = [
      '+ python -m kiln ',
      '*>&1 | Out-File ',
      '+ ',
      '~~~~~~~~~~~~~~~~~~~~~~~',
      '    + CategoryInfo     ',
      '         : NotSpecifi  ',
      '    + FullyQualifiedEr ',
      '   rorId : NativeComma ',
      '  ndError',
    ];
    expect(consoleWidth(narrow.join('\n'))).toBe(23);
  });
  test('is none without a record', () => {
    expect(consoleWidth('FullyQualifiedErrorId : NativeCommandError')).toBeUndefined();
  });
});

test('a line that is longer than a row was written by the other stream: nothing goes on from it or in it', () => {
  expect(isContinued('x'.repeat(38), 'y', 38)).toBe(true);
  expect(isContinued('x'.repeat(60), 'y', 38)).toBe(false);
  expect(isContinued('@shop/auth:build: ', `@shop/auth:build: ${'x'.repeat(40)}`, 38)).toBe(false);
});

test.each([
  ['filled to the last column', 'x'.repeat(10), 'y', true],
  ['filled, and the next begins with a blank', 'x'.repeat(10), ' y', false],
  ['filled, and nothing follows', 'x'.repeat(10), '', false],
  ['a word that did not fit', 'one two ', 'three', true],
  ['a word that just fits', 'one two ', 'th', false],
  ['a word that fits without the blank behind it', 'one two ', 'th x', true],
  ['a shorter one that fits with it', 'one two ', 't x', false],
  ['no blank at its end', 'one two', 'three', false],
  ['nothing but blanks', '        ', 'three', false],
  ['the next is set in', 'one two ', ' three', false],
  ['the next is longer than a row', 'one two ', 'x'.repeat(11), false],
  ['the next fills a row', 'one two ', 'x'.repeat(10), true],
])('on a console of ten columns a line goes on: %s', (_, line, next, is) => {
  expect(isContinued(line, next, 10)).toBe(is);
});

describe('the record of a console', () => {
  const record = (over: Partial<Record<'head' | 'under' | 'category' | 'end', string>> = {}) =>
    [
      over.head ?? 'kiln : a',
      '+ kiln build',
      over.under ?? '+ ~~~~~~~~~~',
      over.category ?? '    + CategoryInfo          : x',
      '    + FullyQualifiedErrorId : NativeCommandError',
      over.end ?? ' ',
      'x'.repeat(90),
    ].join('\n');

  test('ends with an empty line: what comes after it is as wide as it likes', () => {
    expect(consoleWidth(record())).toBe(48);
  });
  test('that does not end is looked at for twenty lines', () => {
    expect(consoleWidth(record({ end: 'y' }))).toBe(90);
    expect(
      consoleWidth([record({ end: 'y' }).replace(/x{90}/, ''), ...Array(20).fill('y'), 'x'.repeat(90)].join('\n')),
    ).toBe(48);
  });
  test('is none without its underline, its category or its place', () => {
    expect(consoleWidth(record({ under: '~~~~' }))).toBeUndefined();
    expect(consoleWidth(record({ category: '+ CategoryInfo : x' }))).toBeUndefined();
    expect(consoleWidth(record().replace('NativeCommand', 'Other'))).toBeUndefined();
  });
  test('may be broken anywhere', () => {
    const broken = record().replace(
      '    + FullyQualifiedErrorId : NativeCommandError',
      '    + FullyQualified \n   ErrorId : Nativ \n   eCommandError',
    );
    expect(consoleWidth(broken)).toBe(31);
  });
  test('is no console of less than twenty columns', () => {
    const rows = (width: number) =>
      [
        `+ ${'~'.repeat(width - 2)}`,
        '    + CategoryInfo',
        '   FullyQualified',
        '   ErrorId',
        '   :Native',
        '   Command',
      ].join('\n');
    expect(consoleWidth(rows(20))).toBe(20);
    expect(consoleWidth(rows(19))).toBeUndefined();
  });
});
