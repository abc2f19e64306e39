import { describe, expect, it } from 'vitest';
import { candidates } from '../../../src/core/classify/candidates.js';
import type { Findings } from '../../../src/core/classify/findings.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { Prefilter } from '../../../src/walk/prefilter.js';
import { failure, findings, pattern } from './failures.js';

function recognised(sources: readonly Findings[], patterns: readonly Pattern[], mask = (text: string) => text) {
  const prefilter = new Prefilter([], patterns);
  return candidates(
    sources,
    () => patterns,
    (text) => prefilter.literalsIn(text),
    mask,
  );
}
const told = (...args: Parameters<typeof recognised>) =>
  recognised(...args).map(({ pattern: of, occurrences }) => [
    of?.id ?? 'unknown',
    occurrences.map(({ failure: { span } }) => span.first),
  ]);

const words = (id: string, said: string, what: Parameters<typeof pattern>[2] = {}) =>
  pattern(id, { all: [said] }, what);
const P0 = words('a/worst', 'no such gizmo', { severity: 'P0' });
const MILD = words('a/mild', 'the sprocket is gone', { severity: 'P2' });

describe('a part of another failure', () => {
  const span = (first: number, last: number, text: string) => ({ ...failure(text, { first }), span: { first, last } });
  const whole = (text: string) => span(1, 9, text);
  it('is told where it is as bad as can be, and the whole does not say so', () => {
    expect(told([findings([whole('x'), span(2, 3, 'no such gizmo')])], [P0, MILD])).toEqual([
      ['unknown', [1]],
      ['a/worst', [2]],
    ]);
    expect(told([findings([whole('x'), span(2, 3, 'the sprocket is gone')])], [P0, MILD])).toEqual([['unknown', [1]]]);
    expect(told([findings([whole('no such gizmo'), span(2, 3, 'no such gizmo')])], [P0])).toEqual([['a/worst', [1]]]);
    const other = words('a/other', 'the valve is stuck', { severity: 'P0' });
    expect(told([findings([whole('the valve is stuck'), span(2, 3, 'no such gizmo')])], [P0, other])).toEqual([
      ['a/other', [1]],
      ['a/worst', [2]],
    ]);
  });
  it('is not told for a draft', () => {
    const draft = { ...P0, status: 'draft' } as const;
    expect(told([findings([whole('x'), span(2, 3, 'no such gizmo')])], [draft])).toEqual([['unknown', [1]]]);
  });
});

describe('what lies in a step of which only the text says that it passed', () => {
  const doubtful = (other: 'failed' | 'unknown', text: string) =>
    told(
      [
        findings([failure(text, { first: 2 })], {
          sections: [
            { name: 'a', first: 1, outcome: 'passed', isDoubtful: true },
            { name: 'b', first: 9, outcome: other },
          ],
        }),
      ],
      [P0, MILD],
    );
  it('is told where it is as bad as can be, and where a step failed whatever a pattern knows', () => {
    expect(doubtful('unknown', 'no such gizmo')).toEqual([['a/worst', [2]]]);
    expect(doubtful('unknown', 'the sprocket is gone')).toEqual([]);
    expect(doubtful('failed', 'the sprocket is gone')).toEqual([['a/mild', [2]]]);
    expect(doubtful('failed', 'x')).toEqual([]);
  });
  it('says so', () => {
    const sections: Findings['sections'] = [{ name: 'a', first: 1, outcome: 'passed', isDoubtful: true }];
    const [told] = recognised([findings([failure('no such gizmo')], { sections })], [P0]);
    expect(told?.occurrences[0].isDoubtful).toBe(true);
    const [sure] = recognised([findings([failure('no such gizmo')])], [P0]);
    expect(sure?.occurrences[0]).not.toHaveProperty('isDoubtful');
  });
});

describe('what a builder tells once more', () => {
  const at = (first: number, channel: string, what: Parameters<typeof failure>[1] = {}) =>
    failure('no such gizmo', { first, channel, name: 'a', ...what });
  it('is left out at the end where it was read in a step', () => {
    expect(told([findings([at(2, '#7'), at(20, '')])], [])).toEqual([['unknown', [2]]]);
    expect(told([findings([at(2, '#7'), at(20, '#8')])], [])).toEqual([['unknown', [2, 20]]]);
    expect(told([findings([at(2, 'web'), at(20, '')])], [])).toEqual([['unknown', [2, 20]]]);
    expect(told([findings([at(2, '#7'), at(20, '', { name: 'b' })])], []).length).toBe(2);
    expect(told([findings([at(2, '#7'), at(20, '', { message: 'other' })])], []).length).toBe(2);
  });
  it('is told where nothing names it, and where it only wraps', () => {
    const bare = (first: number, channel: string) => failure('no such gizmo', { first, channel });
    expect(told([findings([bare(2, '#7'), bare(20, '')])], [])).toEqual([['unknown', [2, 20]]]);
    const placed = (first: number, channel: string) => ({
      ...bare(first, channel),
      location: { file: 'a.c', line: 3 },
    });
    expect(told([findings([placed(2, '#7'), placed(20, '')])], [])).toEqual([['unknown', [2]]]);
  });
});

describe('what is one finding', () => {
  const named = words('a/a', 'no such (?<name>\\w+)', { groupBy: ['name'] });
  it('has its pattern and what that groups by in common', () => {
    const all = ['no such x', 'no such y', 'no such x'].map((text, at) => failure(text, { first: 10 * at + 1 }));
    expect(told([findings(all)], [named])).toEqual([
      ['a/a', [1, 21]],
      ['a/a', [11]],
    ]);
    const byFact = words('a/a', 'no such \\w+', { groupBy: ['facts.code'] });
    const facts = [3, 4, 3].map((code, at) => failure('no such x', { first: 10 * at + 1, facts: { code } }));
    expect(told([findings(facts)], [byFact])).toEqual([
      ['a/a', [1, 21]],
      ['a/a', [11]],
    ]);
  });

  it('has a fingerprint of its pattern and of what that groups by, masked', () => {
    const [one] = recognised([findings([failure('no such secret')])], [named], () => '*');
    const [other] = recognised([findings([failure('no such other')])], [named], () => '*');
    const [plain] = recognised([findings([failure('no such other')])], [named]);
    expect(one?.fingerprint).toBe(other?.fingerprint);
    expect(plain?.fingerprint).not.toBe(other?.fingerprint);
    const ungrouped = words('a/a', 'no such \\w+');
    const both = ['no such x', 'no such y'].map((text, at) => failure(text, { first: 10 * at + 1 }));
    const [forwards] = recognised([findings(both)], [ungrouped]);
    const [backwards] = recognised([findings([...both].reverse())], [ungrouped]);
    expect(forwards?.fingerprint).toBe(backwards?.fingerprint);
  });
});

describe('lines of one failure that tell of two things', () => {
  const both = failure('the sprocket is gone\nno such gizmo');
  it('are both told where the one that loses is as bad as can be', () => {
    const winner = pattern('a/mild', { all: ['the sprocket is gone', 'no such gizmo'] }, { severity: 'P2' });
    expect(told([findings([both])], [winner, P0])).toEqual([
      ['a/mild', [1]],
      ['a/worst', [1]],
    ]);
    expect(told([findings([both])], [{ ...winner, severity: 'P0' }, P0])).toEqual([['a/mild', [1]]]);
    expect(told([findings([both])], [winner, { ...P0, severity: 'P1' }])).toEqual([['a/mild', [1]]]);
  });
});

describe('loose lines', () => {
  const loose = (...texts: string[]) => texts.map((text, at) => makeLine(at + 1, text, false));
  const said = (texts: readonly string[], what: Partial<Findings> = {}) =>
    recognised([findings([], { loose: loose(...texts), outcome: 'failed', ...what })], [P0, MILD]).flatMap(
      ({ pattern: of, occurrences: [{ match, isPassing }] }) => (of ? [[of.id, match?.lines, isPassing]] : []),
    );
  const tail = [9, 10, 11].map((number) => makeLine(number, 'x', false));
  it('may tell of several things, and of nothing', () => {
    expect(said(['no such gizmo', 'the sprocket is gone', 'x'])).toEqual([
      ['a/worst', [1], false],
      ['a/mild', [2], false],
    ]);
    expect(said(['x', 'y'])).toEqual([]);
  });
  it('count where they are said at the end, and are said in passing above it', () => {
    expect(said(['no such gizmo'], { tail })).toEqual([['a/worst', [1], true]]);
    const end = [...loose('no such gizmo'), makeLine(10, 'no such gizmo', false)];
    expect(said([], { tail, loose: end })).toEqual([['a/worst', [10], false]]);
  });
  it('are shown where they were said first, where both say the same', () => {
    const named = words('a/named', 'no such (?<what>\\w+)', { severity: 'P0' });
    const end = [...loose('no such gizmo'), makeLine(10, 'no such gizmo', false)];
    const lines = (texts: typeof end) =>
      recognised([findings([], { loose: texts, outcome: 'failed', tail })], [named]).flatMap(
        ({ occurrences: [{ match, isPassing }] }) => (match ? [[match.lines, isPassing]] : []),
      );
    expect(lines(end)).toEqual([[[1], false]]);
    expect(lines([...loose('no such valve'), makeLine(10, 'no such gizmo', false)])).toEqual([[[10], false]]);
  });
});

it('a measurement is no failure where no pattern says so', () => {
  const slow = failure('took long', { kind: 'measurement' });
  expect(told([findings([slow])], [])).toEqual([]);
  expect(told([findings([slow])], [pattern('a/slow', {}, { when: { kinds: ['measurement'] } })])).toEqual([
    ['a/slow', [1]],
  ]);
});
