import { describe, expect, test } from 'vitest';
import { type Classification, classify } from '../../../../src/core/classify/classify.js';
import type { Failure } from '../../../../src/core/domain/failure.js';
import type { Pattern } from '../../../../src/core/domain/pattern.js';
import { Prefilter } from '../../../../src/walk/prefilter.js';
import { failure, findings, pattern } from '../failures.js';

const root = pattern('a/root', { all: ['cannot reach (?<host>\\S+)'] }, { severity: 'P2', explains: ['b/after'] });
const after = pattern('b/after', { all: ['gave up'] }, { severity: 'P0' });

function run(failures: readonly Failure[], patterns: readonly Pattern[] = [root, after]): Classification {
  const prefilter = new Prefilter([], patterns);
  return classify(
    [findings(failures)],
    () => patterns,
    (text) => prefilter.literalsIn(text),
  );
}

/** `a/root(b/after:2)`: what is told, and what under it in how many places. */
function told({ diagnoses, unknown }: Classification): string[] {
  const of = (name: string, folded: Classification['unknown'][number]['folded'] = []) =>
    name + folded.map((each) => `(${each.pattern ?? each.title.slice(1, -1)}:${each.occurrences.length})`).join('');
  return [
    ...diagnoses.map(({ pattern: id, folded }) => of(id, folded)),
    ...unknown.map(({ occurrences, folded }) => of(`?${occurrences[0]?.failure.message}`, folded)),
  ];
}

const cause = failure('cannot reach db.internal', { kind: 'exception' });
const consequence = (what: Partial<Failure> & { first?: number; text?: string }) =>
  failure(what.text ?? 'gave up', { first: 9, kind: 'test', ...what });

describe('what a pattern explains is folded where something ties it to its cause', () => {
  test.each<[string, Failure, Failure]>([
    ['it names what the cause is about', cause, consequence({ text: 'gave up\non db.internal:5432' })],
    ['one test', { ...cause, kind: 'test', name: 'tests::a' }, consequence({ name: 'tests::a' })],
    [
      'one line of code',
      { ...cause, location: { file: 'src/a.rs', line: 4 } },
      consequence({ location: { file: 'src/a.rs', line: 4 } }),
    ],
    ['one build step', { ...cause, channel: '#7' }, consequence({ channel: '#7', kind: 'exception' })],
    ['one container', { ...cause, channel: 'web-1' }, consequence({ kind: 'container', name: 'shop-web-1' })],
    [
      'lines of both',
      { ...cause, span: { first: 1, last: 9 } },
      consequence({ kind: 'panic', text: 'gave up\nat last' }),
    ],
    ['the end of the session it happened in', cause, consequence({ kind: 'session' })],
  ])('%s', (_, one, other) => {
    expect(told(run([other, one]))).toEqual(['a/root(b/after:1)']);
  });

  test.each<[string, Failure, Failure]>([
    ['nothing in common', cause, consequence({})],
    ['another test', { ...cause, kind: 'test', name: 'tests::a' }, consequence({ name: 'tests::b' })],
    ['two tests of one build step', { ...cause, channel: '#7' }, consequence({ channel: '#7', name: 'b' })],
    ['two containers', { ...cause, channel: 'db-1' }, consequence({ kind: 'container', name: 'shop-web-1' })],
    ['a number', pattern7(), consequence({ text: 'gave up after 30' })],
  ])('%s: both are told, the suspect below', (_, one, other) => {
    expect(told(run([other, one]))).toEqual(['a/root', 'b/after']);
  });

  function pattern7(): Failure {
    return failure('cannot reach 30');
  }

  test('each place by itself, under one fingerprint', () => {
    const alone = run([consequence({ name: 'x' })]).diagnoses[0]?.fingerprint;
    const mixed = run([cause, consequence({ text: 'gave up on db.internal' }), consequence({ first: 20, name: 'x' })]);
    expect(told(mixed)).toEqual(['a/root(b/after:1)', 'b/after']);
    expect(mixed.diagnoses[1]?.fingerprint).toBe(mixed.diagnoses[0]?.folded?.[0]?.fingerprint);
    expect(alone).toBeDefined();
  });

  test('of two that explain each other the more important one stays', () => {
    const both = [
      pattern('a/a', { all: ['first'] }, { explains: ['b/b'], severity: 'P1' }),
      pattern('b/b', { all: ['second'] }, { explains: ['a/a'], severity: 'P2' }),
    ];
    const failures = [failure('first', { channel: '#1' }), failure('second', { first: 5, channel: '#1' })];
    expect(told(run(failures, both))).toEqual(['a/a(b/b:1)']);
  });
});

describe('a wrapper is folded under what it wraps', () => {
  const wrapper = (what: Partial<Failure>) => failure('it failed', { first: 30, role: 'wrapper', ...what });

  test('one that names a test wraps that test, its parent the tests in it', () => {
    const inner = { ...cause, name: 'TestShop/prices' };
    expect(told(run([inner, wrapper({ kind: 'test', name: 'TestShop' })], []))).toEqual([
      '?cannot reach db.internal(it failed:1)',
    ]);
    expect(told(run([inner, wrapper({ kind: 'test', name: 'TestCart' })], []))).toHaveLength(2);
  });

  test('one that names a container wraps what that printed', () => {
    const printed = { ...cause, channel: 'web-1' };
    expect(told(run([printed, wrapper({ kind: 'container', name: 'web-1' })], []))).toHaveLength(1);
    expect(told(run([printed, wrapper({ kind: 'container', name: 'db-1' })], []))).toHaveLength(2);
  });

  test('the end of a job wraps all in it, with its proof', () => {
    const [unknown] = run([cause, wrapper({ kind: 'ci' })], []).unknown;
    expect(unknown?.folded).toMatchObject([{ evidence: [{ line: 30, text: 'it failed', proof: true }] }]);
  });
});

describe('nothing folds downwards', () => {
  const both = [{ ...cause, channel: '#1' }, consequence({ channel: '#1', kind: 'exception' })];

  test('what explains something worse weighs as much, and says so', () => {
    expect(run(both).diagnoses).toMatchObject([{ pattern: 'a/root', severity: 'P0', raisedBy: 'b/after' }]);
    expect(run([cause]).diagnoses).toMatchObject([{ severity: 'P2' }]);
    expect(run([cause]).diagnoses[0]).not.toHaveProperty('raisedBy');
  });

  test('a draft that explains something blocks as that does, and a draft raises nothing', () => {
    const draft = { ...root, status: 'draft' } as const;
    expect(run(both, [draft, after]).diagnoses).toMatchObject([{ draft: false, severity: 'P0' }]);
    expect(run(both, [root, { ...after, status: 'draft' }]).diagnoses).toMatchObject([{ severity: 'P2' }]);
    expect(run([cause], [draft]).diagnoses).toMatchObject([{ draft: true, severity: 'P2' }]);
  });

  test('an unknown failure weighs what it wraps', () => {
    const ended = { ...consequence({ kind: 'ci' }), role: 'wrapper' } as const;
    expect(run([failure('nobody knows this'), ended], [after])).toMatchObject({
      diagnoses: [],
      unknown: [{ severity: 'P0', raisedBy: 'b/after' }],
    });
  });
});
