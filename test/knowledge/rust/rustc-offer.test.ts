import { expect, test } from 'vitest';
import { offersIn } from '../../../src/knowledge/rust/rustc/rustc-offer.js';

const HEAD = [
  'error: this could be simpler',
  '  --> src/kiln.rs:7:6',
  '   |',
  "7  | impl<'a> Pot for &'a Kiln {",
  '   |      ^^',
];

test('lines that go and lines that come are a replacement of whole lines', () => {
  const help = [
    'help: elide the lifetimes',
    '   |',
    "7  - impl<'a> Pot for &'a Kiln {",
    '7  + impl Pot for &Kiln {',
    '   |',
  ];
  expect(offersIn([...HEAD, ...help.map((text) => text.replace('7  ', '7 '))], 'src/kiln.rs')).toEqual([
    {
      file: 'src/kiln.rs',
      first: 7,
      last: 7,
      original: "impl<'a> Pot for &'a Kiln {",
      replacement: 'impl Pot for &Kiln {',
      message: 'elide the lifetimes',
    },
  ]);
});

test('a help in another file, and a line that only goes', () => {
  const help = ['help: remove it', '  --> src/pot.rs:2:1', '   |', '2 - use clay::Glaze;', '   |'];
  expect(offersIn([...HEAD, ...help], 'src/kiln.rs')).toMatchObject([
    { file: 'src/pot.rs', first: 2, replacement: '' },
  ]);
});

test.each([
  ['two ways to mend one line', ['help: use `a`', '7 - x', '7 + a', 'help: or use `b`', '7 - x', '7 + b']],
  ['a gap for the reader', ['help: fill it in', '7 - x()', '7 + x(/* u8 */)']],
  ['only a line that comes', ['help: import it', '1 + use clay::Glaze;']],
  ['source code with a minus', ['7 - 3']],
])('nothing is offered: %s', (_, lines) => {
  expect(offersIn([...HEAD, ...lines], 'src/kiln.rs')).toEqual([]);
});
