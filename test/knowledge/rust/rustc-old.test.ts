import { expect, test } from 'vitest';
import { rustcHeadline } from '../../../src/knowledge/rust/rustc/rustc-headline.js';
import { rustcOld } from '../../../src/knowledge/rust/rustc/rustc-old.js';
import { runParser } from '../run-parser.js';

test('the message goes on until the source line, and the code stands at its end', () => {
  const log = [
    'src/glaze.rs:9:5: 9:9 error: mismatched types:',
    ' expected `u8`,',
    '    found `()`',
    '(expected u8,',
    '    found ()) [E0308]',
    'src/glaze.rs:9     dry()',
    '                   ^~~~~',
    'src/glaze.rs:9:5: 9:9 help: run `rustc --explain E0308` to see a detailed explanation',
    'src/pot.rs:2:1: 2:8 error: unresolved import `clay` [E0432]',
    'error: aborting due to 2 previous errors',
  ];
  expect(runParser(rustcOld, log.join('\n')).failures).toMatchObject([
    { code: 'E0308', location: { file: 'src/glaze.rs', line: 9, column: 5 }, span: { first: 1, last: 8 } },
    { code: 'E0432', message: 'unresolved import `clay`', location: { file: 'src/pot.rs' } },
  ]);
});

test('a warning of that form is none', () => {
  expect(runParser(rustcOld, 'src/glaze.rs:9:5: 9:9 warning: unused variable: `error: x`').failures).toEqual([]);
});

test('the code at the end of the message, as of 2016', () => {
  expect(rustcHeadline('error: mismatched types [--explain E0308]')).toMatchObject({
    code: 'E0308',
    message: 'mismatched types',
  });
});
