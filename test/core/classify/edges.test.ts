import { describe, expect, it } from 'vitest';
import { failureFingerprint, identityOf, tellingFingerprint } from '../../../src/core/classify/fingerprint.js';
import { Spans } from '../../../src/core/classify/folding/spans.js';
import { matchesFacts } from '../../../src/core/classify/matching/facts.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { failure } from './failures.js';

describe('a fact and its condition', () => {
  it.each<[condition: string, fits: (string | number)[], others: (string | number)[]]>([
    ['137', [137, '137'], [138, '1370', '']],
    ['137|139', [137, 139, '139'], ['137|139', 0]],
    [' a | b ', ['a', 'b'], ['a ', 'ab']],
    ['!= a', ['b', 'ab'], ['a']],
    ['!= a|b', ['c'], ['a', 'b']],
    ['> 5', [6, '6', 5.1], [5, 4, 'x']],
    ['>= 5', [5, 6], [4, 'x']],
    ['< 5', [4, '4'], [5, 6, 'x']],
    ['<= 5', [5, 4], [6, 'x']],
    ['absent|a', ['a', 'absent'], ['b']],
  ])('%j', (condition, fits, others) => {
    expect(fits.filter((fact) => !matchesFacts({ x: condition }, { x: fact }))).toEqual([]);
    expect(others.filter((fact) => matchesFacts({ x: condition }, { x: fact }))).toEqual([]);
  });

  it('may be absent where the condition says so; all of several must hold', () => {
    for (const condition of ['absent', 'a|absent']) expect(matchesFacts({ x: condition }, {})).toBe(true);
    for (const condition of ['a', '!= absent', '> 1', '']) expect(matchesFacts({ x: condition }, {})).toBe(false);
    expect(matchesFacts({ toString: 'absent' }, {})).toBe(true);
    expect(matchesFacts({}, {})).toBe(true);
    expect(matchesFacts({ x: '1', y: '2' }, { x: 1, y: 2 })).toBe(true);
    expect(matchesFacts({ x: '1', y: '2' }, { x: 1, y: 3 })).toBe(false);
  });
});

describe('a fingerprint', () => {
  const same = (text: string) => text;
  const of = (message: string, over: Parameters<typeof failure>[1] = {}) =>
    failureFingerprint(failure(message, { message, ...over }), same);

  it('is sixteen digits that stay where only the run differs', () => {
    expect(of('a')).toMatch(/^[0-9a-f]{16}$/);
    for (const [one, other] of [
      ['took 31 s', 'took 7 s'],
      ['at 0xdeadbeef', 'at 0x1'],
      ['id 0a1b2c3d-0000-1111-2222-333344445555', 'id 9A1b2c3d-aaaa-bbbb-cccc-ddddeeee0000'],
      ['commit 0a1b2c3d4e5f', 'commit fedcba987654'],
      ['in /tmp/a1/b', 'in /tmp/zz'],
      ['in /var/folders/x/y', 'in /var/folders/z'],
      ['in /home/runner/work/_temp/x', 'in /home/runner/work/_temp/y'],
      ['\ud800 x', '\uFFFD x'],
      [`${'x'.repeat(2_000)}a`, `${'x'.repeat(2_000)}b`],
    ] as const)
      expect([one, of(one)]).toEqual([one, of(other)]);
  });

  it('differs by tool, kind, code, name, words and file, and by no line', () => {
    const at = (file: string, line: number) => ({ location: { file, line } });
    const all = [
      of('a'),
      of('b'),
      of('a', { tool: 'pytest' }),
      of('a', { kind: 'test' }),
      of('a', { code: '1' }),
      of('a', { code: '2' }),
      of('a', { name: 'n' }),
      of('a', at('x.py', 1)),
      of('a', at('y.py', 1)),
      of('commit 0a1b2c3d4e5'),
      of('in /tmpx/a'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(of('a', at('x.py', 1))).toBe(of('a', at('x.py', 2)));
    expect(failureFingerprint(failure('secret'), () => '*')).toBe(failureFingerprint(failure('other'), () => '*'));
    expect(identityOf(failure('a'))).not.toBe(identityOf(failure('a', { name: 'n' })));
  });

  it('of telling lines is that of what they say, in their order', () => {
    const told = (...texts: string[]) =>
      tellingFingerprint(
        texts.map((text) => ({ head: makeLine(1, text, false), lines: [], reason: '' })),
        same,
      );
    expect(told('took 31 s')).toBe(told('took 7 s'));
    expect(new Set([told('a'), told('b'), told('a', 'b'), told('b', 'a'), told()]).size).toBe(5);
  });
});

it('spans are found by a line that they have in common with others', () => {
  const spans = new Spans<string>();
  for (const [first, last, name] of [
    [10, 12, 'a'],
    [1, 30, 'long'],
    [20, 22, 'b'],
    [40, 40, 'c'],
  ] as const)
    spans.add('s', { first, last }, name);
  spans.add('other', { first: 1, last: 99 }, 'elsewhere');
  const at = (first: number, last = first) => spans.touching('s', { first, last })[0];
  expect([at(1), at(11), at(30), at(31), at(39), at(40), at(41), at(31, 40), at(30, 39), at(0)]).toEqual([
    'long',
    'long',
    'long',
    undefined,
    undefined,
    'c',
    undefined,
    'c',
    'long',
    undefined,
  ]);
  expect(spans.touching('none', { first: 1, last: 1 })).toEqual([]);
});
