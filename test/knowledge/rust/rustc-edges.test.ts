import { describe, expect, it } from 'vitest';
import { isGutter } from '../../../src/knowledge/rust/rustc/rustc-block.js';
import { rustcHeadline } from '../../../src/knowledge/rust/rustc/rustc-headline.js';
import { hintOf } from '../../../src/knowledge/rust/rustc/rustc-hints.js';
import { lintInNote, lintOfMessage, shapeOf, underlined } from '../../../src/knowledge/rust/rustc/rustc-lint.js';
import { rustcOld } from '../../../src/knowledge/rust/rustc/rustc-old.js';
import { rustcSuggestions } from '../../../src/knowledge/rust/rustc/rustc-suggestion.js';
import { rustcText } from '../../../src/knowledge/rust/rustc/rustc-text.js';
import { findings, keyLines } from './rust-log.js';

describe('the first line of a diagnostic', () => {
  const head = (text: string) => {
    const found = rustcHeadline(text);
    return found && [found.level, found.code, found.message, found.indent, found.location?.line];
  };
  it.each([
    ['error[E0308]: mismatched types', ['error', 'E0308', 'mismatched types', 0, undefined]],
    ['warning[E0133]: x ', ['warning', 'E0133', 'x', 0, undefined]],
    ['error:  linking with ', ['error', undefined, 'linking with', 0, undefined]],
    ['warning: unused', ['warning', undefined, 'unused', 0, undefined]],
    ['  error[E0308]: x', ['error', 'E0308', 'x', 2, undefined]],
    ['##[error]error[E0308]: x', ['error', 'E0308', 'x', 0, undefined]],
    ['cargo : error: x', ['error', undefined, 'x', 0, undefined]],
    ['rustc.exe : error: x', ['error', undefined, 'x', 0, undefined]],
    ['error: x [--explain E0308]', ['error', 'E0308', 'x', 0, undefined]],
    ['src/a.rs:2:5: error[E0308]: x', ['error', 'E0308', 'x', 0, 2]],
    ['C:\\a.rs:2:5: error: x', ['error', undefined, 'x', 0, 2]],
    ['src/a.rs:2:5: warning: x', ['warning', undefined, 'x', 0, 2]],
  ])('%s', (text, expected) => {
    expect(head(text)).toEqual(expected);
  });
  it.each([
    'error[E308]: x',
    'error[E0308] x',
    'an error: x',
    'error:x',
    'errors: x',
    'kiln : error: x',
    ' src/a.rs:2:5: error: x',
    'src/a.rs: error: x',
    '.rs:2:5: error: x',
    'src/a.c:2:5: error: x',
    'note: x',
    '',
  ])('is not %j', (text) => {
    expect(head(text)).toBeUndefined();
  });
});

it.each([
  ['| x', true],
  ['= note: x', true],
  ['::: a.rs:1:1', true],
  ['--> a.rs:1:1', true],
  ['...', true],
  ['12 | x', true],
  ['12 + x', true],
  ['12 - x', true],
  ['12 ~ x', true],
  ['12|', true],
  ['LL | x', true],
  ['help: x', true],
  ['note: x', true],
  ['^^^', true],
  ['~~~', true],
  ['~ x', false],
  ['12 x', false],
  ['a | x', false],
  ['see help: x', false],
  ['L | x', false],
  ['', false],
])('%j is drawn below a message: %s', (text, is) => {
  expect(isGutter(text)).toBe(is);
});

it.each<[text: string, hints: (readonly [string, string])[] | undefined]>([
  ['3 + use std::fmt;', [['import', 'std::fmt']]],
  ['try `cargo add serde`', [['crate', 'serde']]],
  ["can't find crate for `kiln`", [['crate', 'kiln']]],
  ['the item is gated behind the `full` feature', [['feature', 'full']]],
  ['#[cfg(feature = "full")]', [['feature', 'full']]],
  ['move occurs because `a` has type `Pot`, which does not implement the `Copy` trait', [['moves', 'Pot']]],
  ['has type `Rc<u8>` which is not `Send`', [['held', 'Rc<u8>']]],
  [
    'the trait bound `Pot: Clone` is not satisfied',
    [
      ['type', 'Pot'],
      ['trait', 'Clone'],
    ],
  ],
  [
    'the trait bound `a::Pot: b::Glaze` is not satisfied',
    [
      ['type', 'a::Pot'],
      ['trait', 'b::Glaze'],
    ],
  ],
  [
    "`Pot` doesn't implement `Debug`",
    [
      ['type', 'Pot'],
      ['trait', 'Debug'],
    ],
  ],
  [
    '`Pot` does not implement `Debug`',
    [
      ['type', 'Pot'],
      ['trait', 'Debug'],
    ],
  ],
  [
    'the trait `Clone` is not implemented for `Pot`',
    [
      ['trait', 'Clone'],
      ['type', 'Pot'],
    ],
  ],
  [
    'expected `u8`, found `Pot`',
    [
      ['expected', 'u8'],
      ['found', 'Pot'],
    ],
  ],
  [
    'expected `u8`, found integer',
    [
      ['expected', 'u8'],
      ['found', 'integer'],
    ],
  ],
  [
    'expected one of these, found keyword',
    [
      ['expected', 'one of these'],
      ['found', 'keyword'],
    ],
  ],
  ['   = note: expected reference `&u8`', [['wanted', '&u8']]],
  ['              found struct `Pot`', [['got', 'Pot']]],
  ['/usr/bin/ld: cannot find -lkiln: x', [['library', 'kiln']]],
  ['ld: library not found for -lkiln', [['library', 'kiln']]],
  ["ld: library 'kiln' not found", [['library', 'kiln']]],
  ["a.o: undefined reference to `fire'", [['symbol', 'fire']]],
  ['ld: undefined symbol: fire', [['symbol', 'fire']]],
  ['error LNK2019: unresolved external symbol fire', [['symbol', 'fire']]],
  ["LINK : fatal error LNK1181: cannot open input file 'kiln.lib'", [['library', 'kiln']]],
  ['linker `cc` not found', [['linker', 'cc']]],
  ['linker `cc` failed', undefined],
  ['two different versions of crate `kiln` are used', [['twice', 'kiln']]],
  ['  = help: consider borrowing here', [['advice', 'consider borrowing here']]],
  ['help: try this:', [['advice', 'try this']]],
  ['help: the trait is here', undefined],
  ['help: items from traits', undefined],
  ['help: a: b', undefined],
  ['see help: x y', undefined],
  ['nothing of it', undefined],
])('%s tells %j', (text, hints) => {
  expect(hintOf(text)).toEqual(hints);
});

describe('the lint behind an error', () => {
  it.each([
    ['= note: `-D unused-variables` implied by `-D warnings`', 'unused_variables'],
    ['= note: `-F clippy::all`', 'clippy::all'],
    ['note: requested by `#![deny(missing_docs)]`', 'missing_docs'],
    ['`#[forbid(unsafe_code)]`', 'unsafe_code'],
    ['https://rust-lang.github.io/rust-clippy/rust-1.90.0/index.html#needless_return', 'clippy::needless_return'],
    ['`-W unused`', undefined],
    ['`#[warn(unused)]`', undefined],
    ['index.html#needless_return', undefined],
  ])('is named in %s', (text, lint) => {
    expect(lintInNote(text)).toBe(lint);
  });
  it.each([
    ['unused import: `a`', 'unused_imports'],
    ['unused imports: `a` and `b`', 'unused_imports'],
    ['unused variable: `a`', 'unused_variables'],
    ['unused `Result` that must be used', 'unused_must_use'],
    ['unused doc comment', 'unused_doc_comments'],
    ['unnecessary parentheses around `if` condition', 'unused_parens'],
    ['variable does not need to be mutable', 'unused_mut'],
    ['value assigned to `a` is never read', 'unused_assignments'],
    ['function `a` is never used', 'dead_code'],
    ['fields `a` and `b` are never read', 'dead_code'],
    ['unreachable statement', 'unreachable_code'],
    ['unreachable pattern', 'unreachable_patterns'],
    ['use of deprecated function `a`', 'deprecated'],
    ['missing documentation for a function', 'missing_docs'],
    ['unexpected `cfg` condition name: `a`', 'unexpected_cfgs'],
    ['an unused import: `a`', undefined],
    ['unused doc comments', undefined],
    ['unreachable statements', undefined],
    ['mismatched types', undefined],
  ])('shows in the message %s: %s', (message, lint) => {
    expect(lintOfMessage(message)).toBe(lint);
  });
  it('is what the carets underline', () => {
    expect(underlined('#![deny(unused)]', '        ^^^^^^')).toBe('unused');
    expect(underlined('#![deny(a::b)]', '        ^^^^')).toBe('a::b');
    expect(underlined('#![deny(unused)]', '        ^')).toBeUndefined();
    expect(underlined('#![deny(unused)]', '       ^^^^^^^')).toBeUndefined();
    expect(underlined('#![deny(unused)]', '')).toBeUndefined();
  });
  it('prints messages of one shape', () => {
    expect(shapeOf('unused `a` in 3 of `b`, 14')).toBe('unused `_` in 0 of `_`, 0');
  });
});

describe('a diagnostic of rustc', () => {
  const read = (...lines: string[]) => findings(rustcText, lines.join('\n')).failures;
  const told = (...lines: string[]) =>
    read(...lines).map(({ kind, role, code, message, lines: all }) => [
      kind,
      role,
      code,
      message.split('\n')[0],
      all.length,
    ]);
  const PLACE = [' --> src/a.rs:2:5', '  |', '2 |     x', '  |     ^ expected `u8`, found `Pot`'];

  it.each<[what: string, lines: string[], expected: unknown[]]>([
    ['has a place', ['error[E0308]: a', ...PLACE], [['compile-error', 'cause', 'E0308', 'a', 5]]],
    ['has a code alone', ['error[E0463]: a'], [['compile-error', 'cause', 'E0463', 'a', 1]]],
    ['without either is somebody else’s', ['error: a'], []],
    ['set in needs a place', ['  error[E0463]: a'], []],
    ['set in has a place', ['  error[E0463]: a', `  ${PLACE[0]}`], [['compile-error', 'cause', 'E0463', 'a', 2]]],
    ['set in without a code is none', ['  error: a', `  ${PLACE[0]}`], []],
    [
      'of the linker needs no place',
      ['error: linking with `cc` failed: exit status: 1'],
      [['build', 'cause', 'linker', 'linking with `cc` failed: exit status: 1', 1]],
    ],
    ['of another tool points elsewhere', ['error: a', ' --> src/a.py:2:5'], []],
    ['of a manifest is cargo’s', ['error: a', ' --> Cargo.toml:2:5'], [['configuration', 'cause', undefined, 'a', 2]]],
    [
      'of a lint',
      ['error: unused variable: `a`', ...PLACE],
      [['lint', 'cause', 'unused_variables', 'unused variable: `a`', 5]],
    ],
    [
      'in short',
      ['src/a.rs:2:5: error[E0308]: a', 'src/b.rs:3:5: error[E0308]: b'],
      [
        ['compile-error', 'cause', 'E0308', 'a', 1],
        ['compile-error', 'cause', 'E0308', 'b', 1],
      ],
    ],
    [
      'ends with an empty line',
      ['error[E0308]: a', ...PLACE, '', 'next'],
      [['compile-error', 'cause', 'E0308', 'a', 5]],
    ],
    [
      'goes on behind one',
      ['error[E0308]: a', ...PLACE, '', 'note: x', ' --> src/b.rs:1:1', 'next'],
      [['compile-error', 'cause', 'E0308', 'a', 8 + 1]],
    ],
    [
      'ends with a status',
      ['error[E0308]: a', '   Compiling x v1', 'error[E0309]: b', ...PLACE],
      [
        ['compile-error', 'cause', 'E0308', 'a', 1],
        ['compile-error', 'cause', 'E0309', 'b', 5],
      ],
    ],
    [
      'ends with the end of a build',
      ['error[E0308]: a', '    Finished dev', 'x'],
      [['compile-error', 'cause', 'E0308', 'a', 1]],
    ],
    [
      'passes warnings over',
      ['error[E0308]: a', '', 'warning: b', ...PLACE, '', 'error[E0309]: c'],
      [
        ['compile-error', 'cause', 'E0308', 'a', 1],
        ['compile-error', 'cause', 'E0309', 'c', 1],
      ],
    ],
    [
      'ends with the abort',
      [
        'error[E0308]: a',
        '',
        'error: aborting due to 1 previous error',
        '',
        'For more information about this error, try `rustc --explain E0308`.',
      ],
      [
        ['compile-error', 'cause', 'E0308', 'a', 1],
        ['build', 'wrapper', undefined, 'aborting due to 1 previous error', 2],
      ],
    ],
    [
      'ends with what cargo says',
      ['error[E0308]: a', '', 'error: could not compile `x`'],
      [['compile-error', 'cause', 'E0308', 'a', 1]],
    ],
    ['is not what cargo says', ['error: could not compile `x`', ' --> src/a.rs:1:1'], []],
    ['ends with a test', ['error[E0308]: a', 'test b ... ok'], [['compile-error', 'cause', 'E0308', 'a', 1]]],
  ])('%s', (_, lines, expected) => {
    expect(told(...lines)).toEqual(expected);
  });

  it('goes over twelve empty lines, not over thirteen', () => {
    const over = (count: number) => read('error[E0308]: a', ...Array(count).fill(''), '  = note: x')[0]?.lines.length;
    expect([over(12), over(13)]).toEqual([14, 1]);
  });

  it('names the lint of one by that of another of its shape', () => {
    const note = '  = note: `-D odd-lint` implied by `-D warnings`';
    const two = read('error: odd `a`', ...PLACE, note, '', 'error: odd `b`', ...PLACE);
    expect(two.map(({ code, kind }) => [code, kind])).toEqual([
      ['odd_lint', 'lint'],
      ['odd_lint', 'lint'],
    ]);
    const coded = read('error[E0308]: odd `a`', ...PLACE, note)[0];
    expect([coded?.code, coded?.kind, coded?.facts['lint']]).toEqual(['E0308', 'compile-error', undefined]);
    const shown = read(
      'error: odd `a`',
      ...PLACE,
      'note: the lint level is defined here',
      ' --> src/a.rs:1:9',
      '  |',
      '1 | #![deny(odd_lint)]',
      '  |         ^^^^^^^^',
    );
    expect(shown[0]?.code).toBe('odd_lint');
  });

  it('is stated by its first line, its place and the first marks', () => {
    const [one] = read('error[E0308]: a', ...PLACE, '  | ^ other marks', ' --> src/b.rs:1:1');
    expect(keyLines(one)).toEqual(['error[E0308]: a', '--> src/a.rs:2:5', '|     ^ expected `u8`, found `Pot`']);
    expect(one?.location).toEqual({ file: 'src/a.rs', line: 2, column: 5 });
    expect(one?.facts).toMatchObject({ expected: 'u8', found: 'Pot' });
  });

  it('says on in the lines above its place', () => {
    expect(read('error[E0308]: a', '  and b', ...PLACE)[0]?.message).toBe('a\nand b');
    expect(read('error[E0308]: a', ...PLACE, '  and b')[0]?.message).toBe('a');
    const long = read('error[E0463]: a', ...Array.from({ length: 20 }, (_, at) => `  line ${at}`))[0];
    expect(long?.message.split('\n')).toHaveLength(8);
  });

  it('is 400 lines at most', () => {
    expect(read('error[E0308]: a', ...PLACE, ...Array(500).fill('  | x'))[0]?.lines.length).toBe(400);
  });

  it('tells which library to install', () => {
    const linked = read(
      'error: linking with `cc` failed: exit status: 1',
      '  = note: /usr/bin/ld: cannot find -lkiln: No such file',
    );
    expect(linked[0]?.facts).toMatchObject({ library: 'kiln', install: 'libkiln-dev', missing: 'kiln' });
    const symbol = read('error: linking with `cc` failed: exit status: 1', '  = note: undefined symbol: fire');
    expect(symbol[0]?.facts).toMatchObject({ symbol: 'fire', missing: 'fire' });
    expect(read('error: linker `cc` not found')[0]?.facts).toMatchObject({ linker: 'cc', missing: 'cc' });
  });

  it('of a crate that cargo fetched names it and offers nothing', () => {
    const [one] = read(
      'error[E0308]: a',
      ' --> /h/.cargo/registry/src/i/serde-1.0.1/a.rs:2:5',
      '  |',
      '2 - a',
      '2 + b',
    );
    expect(one?.facts['dependency']).toBe('serde-1.0.1');
    expect(one).not.toHaveProperty('suggestions');
  });
});

describe('a diagnostic of rustc before 1.12', () => {
  const read = (...lines: string[]) => findings(rustcOld, lines.join('\n')).failures[0];
  it('is told by its place, words and code', () => {
    expect(
      read(
        'src/a.rs:7:18: 7:23 error: mismatched types:',
        ' expected `u8`,',
        '    found `Pot` [E0308]',
        'src/a.rs:7     x',
        '               ^~',
        'next',
      ),
    ).toMatchObject({
      message: 'mismatched types:\nexpected `u8`,\nfound `Pot`',
      code: 'E0308',
      location: { file: 'src/a.rs', line: 7, column: 18 },
      lines: { length: 5 },
      key: [1, 2, 5],
    });
    expect(read('C:\\a.rs:7:18: 7:23 error: odd [E0308]', 'x')).toMatchObject({
      message: 'odd',
      code: 'E0308',
      lines: { length: 1 },
    });
  });
  it.each([
    'src/a.rs:7:18: error: odd',
    'src/a.py:7:18: 7:23 error: odd',
    ' src/a.rs:7:18: 7:23 error: odd',
    'src/a.rs:7:18: 7:23 warning: odd',
  ])('is not %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
  it('ends with the next one, and with the end', () => {
    const first = 'src/a.rs:7:18: 7:23 error: odd [E0308]';
    const size = (...lines: string[]) => read(first, ...lines)?.lines.length;
    expect(size('src/a.rs:7:18: 7:23 help: x', 'src/a.rs:7  x', 'src/b.rs:7:18: 7:23 error: odd')).toBe(3);
    expect(size('error: aborting due to previous error')).toBe(1);
    expect(size('   Compiling x')).toBe(1);
    expect(size('  x', 'y')).toBe(2);
    expect(size(...Array(90).fill('  x'))).toBe(61);
  });
});

describe('the replacements that the compiler marks as safe', () => {
  const span = (over: object = {}) => ({
    file_name: 'src/a.rs',
    line_start: 3,
    line_end: 3,
    column_start: 5,
    column_end: 8,
    text: [{ text: 'let abc = 1;' }],
    suggested_replacement: 'x',
    suggestion_applicability: 'MachineApplicable',
    ...over,
  });
  const of = (...spans: unknown[]) => rustcSuggestions({ children: [{ message: 'try\nthis', spans }] });
  it('are whole lines', () => {
    expect(of(span())).toEqual([
      { file: 'src/a.rs', first: 3, last: 3, original: 'let abc = 1;', replacement: 'let x = 1;', message: 'try' },
    ]);
    expect(of(span({ column_start: 1, column_end: 1, suggested_replacement: '// ' }))[0]?.replacement).toBe(
      '// let abc = 1;',
    );
    expect(of(span({ column_start: 13, column_end: 13 }))[0]?.replacement).toBe('let abc = 1;x');
  });
  it('count characters, not units', () => {
    const wide = span({ text: [{ text: '😀 abc' }], column_start: 3, column_end: 6 });
    expect(of(wide)[0]?.replacement).toBe('😀 x');
  });
  it('of several parts are made together, in any order', () => {
    const [one, other] = [span(), span({ column_start: 11, column_end: 12, suggested_replacement: '22' })];
    expect(of(one, other)[0]?.replacement).toBe('let x = 22;');
    expect(of(other, one)[0]?.replacement).toBe('let x = 22;');
    expect(of(one, span({ column_start: 6, column_end: 9 }))).toEqual([]);
    const next = span({ line_start: 4, line_end: 4, text: [{ text: 'use(abc);' }], column_start: 5, column_end: 8 });
    expect(of(one, next)[0]).toMatchObject({ first: 3, last: 4, replacement: 'let x = 1;\nuse(x);' });
  });
  it('are left out where they do not lie on one stretch of one file, or are not safe', () => {
    expect(of(span(), span({ file_name: 'src/b.rs' }))).toEqual([]);
    expect(of(span(), span({ line_start: 5, line_end: 5 }))).toEqual([]);
    expect(of(span({ suggestion_applicability: 'MaybeIncorrect' }))).toEqual([]);
    expect(of(span({ line_start: 0 }))).toEqual([]);
    expect(of(span({ suggested_replacement: null }))).toEqual([]);
    expect(of(span(), 'x')).toEqual([]);
    expect(of()).toEqual([]);
    expect(rustcSuggestions(undefined)).toEqual([]);
    expect(rustcSuggestions({ children: 'x' })).toEqual([]);
  });
  it('go over twenty lines at most, and are five', () => {
    const long = (lines: number) =>
      span({ line_end: 2 + lines, text: Array(lines).fill({ text: 'let abc = 1;' }), column_end: 5 });
    expect([of(long(20)).length, of(long(21)).length]).toEqual([1, 0]);
    const many = { children: Array(7).fill({ message: 'a', spans: [span()] }) };
    expect(rustcSuggestions(many)).toHaveLength(5);
  });
});
