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
