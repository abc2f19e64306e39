import { describe, expect, it } from 'vitest';
import { captureNames, matchClause } from '../../../src/core/classify/expressions.js';
import { makeClause } from '../../../src/knowledge/catalogue/clause.js';
import { pattern } from './failures.js';

const KB = 1024;
const clause = makeClause('no such gizmo: (?<name>\\w+)');
const captured = (text: string) => matchClause(clause, text)?.captures;

describe('a line of more than 8 kB', () => {
  const x = (length: number) => 'x'.repeat(length);
  it.each([
    ['at its beginning', `no such gizmo: a ${x(9 * KB)}`],
    ['at its end', `${x(9 * KB)} no such gizmo: a`],
    ['far inside', `${x(50 * KB)} no such gizmo: a ${x(50 * KB)}`],
    ['in other letters', `${x(9 * KB)} NO SUCH GIZMO: no such gizmo: a`],
    ['behind a decoy', `no such gizmo: ! ${x(20 * KB)} no such gizmo: a`],
    ['close behind a decoy', `no such gizmo: ! ${x(3 * KB)} no such gizmo: a ${x(9 * KB)}`],
    ['behind many decoys', `${`no such gizmo: ! ${x(3 * KB)}`.repeat(20)} no such gizmo: a`],
  ])('is tried around each of its words: %s', (_, text) => {
    expect(captured(text)).toEqual({ name: 'a' });
  });
  it('is tried 4 kB to each side of them', () => {
    const anchored = makeClause('^(?<first>.)y*no such gizmo');
    const beginning = (length: number) => matchClause(anchored, `z${'y'.repeat(length - 1)}no such gizmo${x(9 * KB)}`);
    expect(beginning(4 * KB)?.captures).toEqual({ first: 'z' });
    expect(beginning(4 * KB + 1)?.captures).toEqual({ first: 'y' });
  });
  it('holds nothing where its words do not stand', () => {
    expect(captured(x(9 * KB))).toBeUndefined();
  });
});

describe('a capture', () => {
  it('is cut at 300 characters, and says so', () => {
    const name = (length: number) => captured(`no such gizmo: ${'x'.repeat(length)}`)?.['name'];
    expect(name(300)).toBe('x'.repeat(300));
    expect(name(301)).toBe(`${'x'.repeat(300)}…`);
  });
  it('is none where it is empty or took no part', () => {
    const either = makeClause('no such gizmo(?: (?<one>a*)| (?<other>b+))?$');
    expect(matchClause(either, 'no such gizmo ')?.captures).toEqual({});
    expect(matchClause(either, 'no such gizmo b')?.captures).toEqual({ other: 'b' });
  });
  it('is read with plain quotes where the line’s own do not fit', () => {
    const quoted = makeClause('no such gizmo: "(?<name>\\w+)"');
    expect(matchClause(quoted, 'no such gizmo: “a”')?.captures).toEqual({ name: 'a' });
    expect(matchClause(quoted, 'no such gizmo: \\"a\\"')?.captures).toEqual({ name: 'a' });
    expect(matchClause(quoted, "no such gizmo: 'a'")).toBeUndefined();
  });
});

it('a pattern captures by the names in what it asks for, not in what excludes it', () => {
  const of = pattern('a/a', {
    all: ['one thing (?<a>x)'],
    any: ['other thing (?<b>x)'],
    none: ['third thing (?<c>x)'],
  });
  expect([...captureNames(of)]).toEqual(['a', 'b']);
});
