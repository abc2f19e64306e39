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

const about = (line: string, help: readonly string[]): readonly string[] => [
  'error[E0000]: something is wrong',
  '  --> src/kiln.rs:13:5',
  '   |',
  line,
  '   |          ^^^^ here',
  '   |',
  ...help,
];

test('what is marked as new in a line is put into it, in one place or several', () => {
  const help = ['help: clone it', '   |', '13 |     fire(&mut pot.clone());', '   |          ++++    ++++++++'];
  expect(offersIn(about('13 |     fire(pot);', help), 'src/kiln.rs')).toEqual([
    {
      file: 'src/kiln.rs',
      first: 13,
      last: 13,
      original: '    fire(pot);',
      replacement: '    fire(&mut pot.clone());',
      message: 'clone it',
    },
  ]);
});

test.each([
  ['fn fire(pot: &Pot) {', '             +', 'fn fire(pot: Pot) {'],
  ['    let mut pot = 1;', '        +++', '    let pot = 1;'],
  ['    fire(&mut pot);', '         ++++', '    fire(pot);'],
  ["fn fire<T: Pot + 'static>(pot: T) {", '               +++++++++', 'fn fire<T: Pot>(pot: T) {'],
  ['pub struct Pot;', '+++', 'struct Pot;'],
  ['    Some(pot)', '    +++++   +', '    pot'],
])('a line that no snippet shows is known without what is new in it: %s', (code, marks, original) => {
  const help = ['help: write', '  --> src/pot.rs:4:12', '   |', `4  | ${code}`, `   | ${marks}`];
  expect(offersIn(about('13 |     fire(pot);', help), 'src/kiln.rs')).toMatchObject([
    { file: 'src/pot.rs', first: 4, original, replacement: code },
  ]);
});

test('what would stand in place of something else is known where the line was shown', () => {
  const help = ['help: there is a similar one', '   |', '13 |     fire(pots);', '   |          ~~~~'];
  expect(offersIn(about('13 |     fire(posts);', help), 'src/kiln.rs')).toMatchObject([
    { first: 13, original: '    fire(posts);', replacement: '    fire(pots);', message: 'there is a similar one' },
  ]);
});

test.each([
  ['a replaced line that no snippet shows', ['help: write', '   |', '14 |     fire(pots);', '   |          ~~~~']],
  ['a replaced line that differs elsewhere', ['help: write', '   |', '13 |     melt(pots);', '   |          ~~~~']],
  ['wide characters', ['help: write', '   |', '13 |     fire("窯", &pot);', '   |                ++']],
  ['a gap for the reader', ['help: write', '   |', '13 |     fire(pot, /* u8 */);', '   |              ++++++++++']],
  ['a shown line that differs', ['help: write', '   |', '13 |     melt(&pots);', '   |          +']],
  ['a whole new line', ['help: write', '   |', '13 |     let pot = 1;', '   |     ++++++++++++']],
  ['marks without a line', ['help: write', '   |', '   |     ++++']],
  ['marks beyond the line', ['help: write', '   |', '13 |     fire(pot);', '   |               ++++']],
])('nothing is offered by marks: %s', (_, help) => {
  expect(offersIn(about('13 |     fire(posts);', help), 'src/kiln.rs')).toEqual([]);
});

test('below a note nothing is offered', () => {
  const note = ['note: this takes it', '   |', '13 |     fire(&pot);', '   |          +'];
  expect(offersIn(about('13 |     fire(pot);', note), 'src/kiln.rs')).toEqual([]);
});

test.each([
  ['fire(pot.gaze());', 'fire(pot.glaze());', 1],
  ['use clay::Glzae;', 'use clay::Glaze;', 1],
  ['rng.next_u32()', 'rng.next_u64()', 0],
  ['pub use kit_service::Kit;', 'pub use file_service::Kit;', 0],
])('a name that is alike is offered for a slip of the hand alone: %s', (before, after, offers) => {
  const help = ['help: there is a method with a similar name', '   |', `13 - ${before}`, `13 + ${after}`];
  expect(offersIn(about('13 | code', help), 'src/kiln.rs')).toHaveLength(offers);
});
