import { describe, expect, it } from 'vitest';
import { columns, framed, milliseconds, place, share, tableRow, words } from '../../../src/core/parse/cells.js';

describe('what a table of tokio-console prints', () => {
  it.each([
    ['345.6µs', 0.3456],
    ['345.6μs', 0.3456],
    ['12us', 0.012],
    ['5ns', 5e-6],
    ['7ms', 7],
    ['12s', 12_000],
    ['2m30s', 150_000],
    ['2m 30s', 150_000],
    ['4h07m', 14_820_000],
    ['3d02h', 266_400_000],
    ['1d2h3m4s', 93_784_000],
    [' 12s ', 12_000],
    ['12', undefined],
    ['s', undefined],
    ['-12s', undefined],
    ['12s!', undefined],
    ['took 12s', undefined],
    ['1d2h3m4s5ms', undefined],
    ['', undefined],
  ])('%j lasts %s ms', (text, expected) => {
    const said = milliseconds(text);
    if (expected === undefined) expect(said).toBeUndefined();
    else expect(said).toBeCloseTo(expected, 9);
  });

  it('stands between the bars of its frames', () => {
    expect(framed('│ a b │┃c┃ ║ d ║ | e |')).toEqual(['a b', 'c', 'd', 'e']);
    expect(framed('no frame')).toEqual(['no frame']);
    expect(framed('││')).toEqual([]);
    expect(framed('│⚠\uFE0F 1│')).toEqual(['⚠ 1']);
  });

  it('has a mark before the selected row, and nothing else is taken off', () => {
    expect(tableRow('│>>  7 idle│')).toBe('7 idle');
    expect(tableRow('│7 >> idle│')).toBe('7 >> idle');
    expect(tableRow('│>>7│')).toBe('>>7');
  });

  it.each([
    ['a  b', ['a', 'b']],
    [' a ', ['a']],
    ['2m 30s 7', ['2m30s', '7']],
    ['3d 02h 04m', ['3d02h', '04m']],
    ['30s 2m', ['30s', '2m']],
    ['2m 300s', ['2m', '300s']],
    ['2m 30ms', ['2m', '30ms']],
    ['x2m 30s', ['x2m', '30s']],
    ['30s', ['30s']],
  ])('%j holds the words %j', (row, expected) => {
    expect(words(row)).toEqual(expected);
  });

  it('names its columns without the mark of the one that is sorted by', () => {
    expect(columns('│Warn  ID▿ State▵ Dev^ v│')).toEqual(['Warn', 'ID', 'State', 'Dev^', 'v']);
    expect(columns('│▿ID│')).toEqual(['▿ID']);
  });
});

it.each([
  [1, 3, 33.3],
  [2, 3, 66.7],
  [3, 3, 100],
  [1, 0, 0],
  [0, 5, 0],
])('%d of %d are %d per cent', (part, whole, expected) => {
  expect(share(part, whole)).toBe(expected);
});

it.each([
  ['src/relay.rs:53:10', { file: 'src/relay.rs', line: 53, column: 10 }],
  ['src/relay.rs:53', { file: 'src/relay.rs', line: 53 }],
  ['a:1:2:3', { file: 'a:1', line: 2, column: 3 }],
  ['<unknown location>', undefined],
  ['src/relay.rs', undefined],
  [':53:10', undefined],
  [' a:53', undefined],
  ['a b:53', undefined],
  ['a:53 ', undefined],
  ['a:53:10x', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is the place %j', (text, expected) => {
  expect(place(text)).toEqual(expected);
});
