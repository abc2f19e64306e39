import { expect, test } from 'vitest';
import { Labels } from '../../../src/knowledge/rust/rustc/rustc-labels.js';

const read = (...lines: readonly string[]) => {
  const labels = new Labels();
  for (const line of lines) labels.read(line, line.includes('--> src/kiln.rs'));
  return labels;
};

test('the line that borrows first, and the one that still needs it', () => {
  const labels = read(
    ' --> src/kiln.rs:12:5',
    '   |',
    '9  |     let hot = &mut pots;',
    '   |               --------- first mutable borrow occurs here',
    '12 |     fire(&mut pots, hot);',
    '   |     ---- ^^^^^^^^^ second mutable borrow occurs here',
    '   |     |',
    '   |     first borrow later used by call',
  );
  expect(labels.facts(12)).toEqual({ borrowed: 'line 9' });
  expect(labels.facts(10)).toEqual({ borrowed: 'line 9', later: 'line 12' });
});

test('where a value went, and where one ends', () => {
  expect(
    read(
      ' --> src/kiln.rs:8:9',
      '7 |     let worker = spawn(move || pots.len());',
      '  |                        -------  ---- variable moved due to use in closure',
      '  |                        |',
      '  |                        value moved into closure here',
      '8 |     pots.push(1);',
      '  |     ^^^^ value borrowed here after move',
      '9 | }',
      '  | - `pots` dropped here while still borrowed',
    ).facts(8),
  ).toEqual({ moved: 'line 7', dropped: 'line 9' });
});

test('what a note says of another file is no line of this one', () => {
  const other = [
    'note: it is taken',
    '  --> src/pot.rs:3:9',
    '3 | fn take(pot: Pot) {',
    '  |    ---- value moved here',
  ];
  expect(read(' --> src/kiln.rs:8:9', '8 | x', '  | ^ used', ...other).facts(8)).toEqual({});
});
