import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/core/domain/history.js';
import { codeOwners } from '../../../../src/core/reports/whose/code-owners.js';
import { filesOf, touchOf } from '../../../../src/core/reports/whose/touch.js';
import { hasPlaces, withWhose } from '../../../../src/core/reports/whose/whose.js';
import { diagnosis, evidence, occurrence, report, unknown } from '../../render/reports.js';

/** Whether somebody answers for a path by one rule. */
const owned = (pattern: string, path: string) => codeOwners(`${pattern} @a`)(path).length > 0;

describe('a rule', () => {
  it.each<[pattern: string, fit: string[], unfit: string[]]>([
    ['*', ['a', 'a/b', '.a'], []],
    ['a', ['a', 'x/a', 'a/b', 'x/a/b/c'], ['ab', 'ba', 'x/ab']],
    ['/a', ['a', 'a/b'], ['x/a', 'ab']],
    ['//a', ['a'], ['x/a']],
    ['a/', ['a/b', 'x/a/b/c'], ['a', 'x/a']],
    ['/a/', ['a/b'], ['a', 'x/a/b']],
    ['a//', ['a/b'], ['a']],
    ['a/b', ['a/b', 'a/b/c'], ['x/a/b', 'a/x/b']],
    ['a/*', ['a/b'], ['a', 'a/b/c', 'x/a/b']],
    ['/*', ['a', 'a/b'], []],
    ['a/**', ['a/b', 'a/b/c'], ['x/a/b']],
    ['**/a', ['a', 'x/a', 'x/y/a', 'a/b'], ['ab']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b', 'a/x/b/c/b'], ['a', 'b', 'x/a/b']],
    ['*.js', ['a.js', 'x/a.js', '.js', 'a.js/b'], ['a.jsx', 'ajs']],
    ['a*b*c', ['abc', 'axbxc', 'abbcbc'], ['ac', 'acb', 'xabc', 'abcx']],
    ['a?c', ['abc', 'a?c'], ['ac', 'abbc']],
    ['a\\*', ['ab'], ['b']],
    ['**', ['a', 'a/b'], []],
    ['a/b/*', ['a/b/c'], ['a/b/c/d', 'a/b']],
  ])('%j fits', (pattern, fit, unfit) => {
    expect(fit.filter((path) => !owned(pattern, path))).toEqual([]);
    expect(unfit.filter((path) => owned(pattern, path))).toEqual([]);
  });

  it('counts where it is the last that fits, within the lines and lengths that are read', () => {
    expect(codeOwners('* @a\n* @b\nx @c')('y')).toEqual(['@b']);
    expect(codeOwners('')('y')).toEqual([]);
    const blank = '\n'.repeat(4_999);
    expect(codeOwners(`${blank}* @a`)('y')).toEqual(['@a']);
    expect(codeOwners(`${blank}\n* @a`)('y')).toEqual([]);
    expect(owned('y'.repeat(100), 'y'.repeat(100))).toBe(true);
    expect(owned('y'.repeat(101), 'y'.repeat(101))).toBe(false);
    expect(owned(`a/${'y'.repeat(101)}`, `a/${'y'.repeat(101)}`)).toBe(false);
    expect(codeOwners(`y${' '.repeat(1_997)}@a`)('y')).toEqual(['@a']);
    expect(codeOwners(`y${' '.repeat(1_998)}@a`)('y')).toEqual([]);
  });

  it('ends where a comment begins, and hides a blank behind a backslash', () => {
    expect(codeOwners('y @a #@b @c')('y')).toEqual(['@a']);
    expect(codeOwners('y @a x#y @c')('y')).toEqual(['@a', '@c']);
    expect(codeOwners('  a\\ b\\\\ \t @a  \r')('a b\\')).toEqual(['@a']);
    expect(codeOwners('a#b @a')('a#b')).toEqual(['@a']);
    expect(codeOwners('y\\')('y')).toEqual([]);
  });

  it.each<[owner: string, isOne: boolean]>([
    ['@a', true],
    [`@${'a'.repeat(39)}`, true],
    [`@${'a'.repeat(40)}`, false],
    ['@A-9', true],
    ['@-a', false],
    ['@a_b', false],
    ['@', false],
    ['@org/team', true],
    ['@org/t.e_a-m', true],
    [`@org/${'t'.repeat(100)}`, true],
    [`@org/${'t'.repeat(101)}`, false],
    ['@org/', false],
    ['@org/a/b', false],
    ['x@org/team', false],
    ['dev@example.com', true],
    ['d.e+v-1@e-x.a', true],
    [`${'d'.repeat(64)}@${'e'.repeat(190)}`, true],
    [`${'d'.repeat(65)}@e`, false],
    [`d@${'e'.repeat(191)}`, false],
    ['@example.com', false],
    ['d@e@f', false],
    ['d@e/f', false],
    ['<d@e', false],
    ['d@e>', false],
    ['a', false],
  ])('%s answers for something: %s', (owner, isOne) => {
    expect(codeOwners(`* ${owner}`)('y')).toEqual(isOne ? [owner] : []);
  });
});

const change = (files: Record<string, number[]>, isWhole = true): Change => ({
  files: new Map(Object.entries(files).map(([path, lines]) => [path, new Set(lines)])),
  isWhole,
});
const at = (...places: [file: string, line?: number][]) =>
  diagnosis({
    occurrences: places.map(([file, line]) =>
      occurrence('a.log', { location: { file, ...(line !== undefined && { line }) } }),
    ),
    evidence: [],
  });
const saying = (text: string) => ({ ...at(), evidence: evidence('a.log', 1, text, []) });

describe('where a finding and a change meet', () => {
  it('is a line before a file, whichever place comes first', () => {
    const of = change({ 'a.c': [1], 'b.c': [5] });
    expect(touchOf(at(['a.c', 9], ['b.c', 5]), of)).toEqual({ at: 'line', file: 'b.c', line: 5 });
    expect(touchOf(at(['x.c', 1], ['a.c', 9], ['b.c', 6]), of)).toEqual({ at: 'file', file: 'a.c', line: 9 });
    expect(touchOf(at(['a.c']), of)).toEqual({ at: 'file', file: 'a.c' });
  });

  it('is its own place before one that its proof names', () => {
    const of = change({ 'a.c': [1], 'b.c': [5] });
    const both = { ...at(['a.c', 1]), evidence: evidence('a.log', 1, 'b.c:5', []) };
    expect(touchOf(both, of)).toMatchObject({ file: 'a.c' });
  });

  it.each<[text: string, line: number | undefined]>([
    ['a.c:5', 5],
    ['x a.c:5:7', 5],
    ['(a.c:5)', 5],
    ["'a.c', line 5", undefined],
    ['File "a.c", line 5, in f', 5],
    ['a.c, line 5', 5],
    ['a.c:1234567', 1_234_567],
    ['a.c:12345678', undefined],
    ['a.c: 5', undefined],
    ['xa.c:5', undefined],
    ['b.c:5', undefined],
    [`${'x '.repeat(998)}a.c:5`, undefined],
    [`${'x '.repeat(997)} a.c:5`, 5],
    [`${'x/'.repeat(150)}a.c:5`, undefined],
    ['./a.c:5 b.c:6', 5],
  ])('%j names line %s of it', (text, line) => {
    const of = change({ 'a.c': [] });
    expect(touchOf(saying(text), of)).toEqual(line === undefined ? undefined : { at: 'file', file: 'a.c', line });
  });

  it('is nowhere where the change is whole and every place a file of the repository that cannot be one of its own', () => {
    const nowhere = { at: 'nowhere', files: 2 };
    const of = change({ 'a.c': [1], 'lib/b.c': [1] });
    expect(touchOf(at(['x.c', 1], ['y.c']), of)).toEqual(nowhere);
    expect(touchOf(at(['x.c', 1], ['/usr/y.c']), of)).toBeUndefined();
    expect(touchOf(at(), of)).toBeUndefined();
    expect(touchOf(at(['x.c', 1], ['b.c', 1]), of)).toBeUndefined();
    expect(touchOf(at(['deep/a.c', 1]), of)).toBeUndefined();
    expect(touchOf(at(['xa.c', 1], ['xb.c', 1]), of)).toEqual(nowhere);
    expect(touchOf(at(['x.c', 1]), change({ 'a.c': [1] }, false))).toBeUndefined();
  });

  it('looks at the places that are files of the repository', () => {
    expect(filesOf(at(['./x.c', 1], ['/usr/y.c'], ['z.c']))).toEqual(['x.c', 'z.c']);
    expect(filesOf(diagnosis())).toEqual([]);
    expect(hasPlaces(report({ diagnoses: [diagnosis()], unknown: [at(['z.c'])] }))).toBe(true);
    expect(hasPlaces(report({ diagnoses: [at(['/usr/y.c'])], unknown: [unknown()] }))).toBe(false);
    expect(hasPlaces(report({ diagnoses: [at(['y.c'])] }))).toBe(true);
  });
});

describe('whose a finding is', () => {
  const owners = (finding: ReturnType<typeof at>, ownersOf: (path: string) => readonly string[]) =>
    withWhose(report({ diagnoses: [finding], unknown: [finding] }), { ownersOf });

  it('is whose the first place is that somebody answers for, of twenty', () => {
    const of = (path: string) => (path === 'b.c' ? ['@b'] : path === 'c.c' ? ['@c'] : []);
    const value = owners(at(['a.c'], ['b.c'], ['c.c']), of);
    expect([value.diagnoses[0]?.owners, value.unknown[0]?.owners]).toEqual([['@b'], ['@b']]);
    const far = (places: number) =>
      at(...Array.from({ length: places }, (_, index): [string] => [`${index}.c`]), ['b.c']);
    expect(owners(far(19), of).diagnoses[0]?.owners).toEqual(['@b']);
    expect(owners(far(20), of).diagnoses[0]).not.toHaveProperty('owners');
  });

  it('what another job’s report said stays where nothing is known here, and goes where something is', () => {
    const said = { ...at(['a.c', 1]), touch: { at: 'nowhere', files: 3 } as const, owners: ['@x'] };
    const told = withWhose(report({ diagnoses: [said] }), {});
    expect(told.diagnoses[0]).toMatchObject({ touch: said.touch, owners: ['@x'] });
    const none = withWhose(report({ diagnoses: [said] }), { change: change({}, false), ownersOf: () => [] });
    expect(none.diagnoses[0]).not.toHaveProperty('touch');
    expect(none.diagnoses[0]).not.toHaveProperty('owners');
  });
});
