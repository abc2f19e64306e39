import { describe, expect, it } from 'vitest';
import { isForSort, matchesLooseLines, matchPattern } from '../../../src/core/classify/match.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { failure, pattern } from './failures.js';

/** Matches as if every literal stood in every line. */
function match(tried: Pattern, on: Failure) {
  const { all, any, none, missing } = tried.when;
  const clauses = [...all, ...any, ...none, ...(missing ? [missing] : [])];
  const literals = new Set(clauses.flatMap((clause) => clause.literals));
  return matchPattern(
    tried,
    on,
    on.lines.map(() => literals),
  );
}
const lines = (tried: Pattern, on: Failure) => match(tried, on)?.lines;
const LOG = 'first alpha\nx\nlast omega\nx\nx\nfirst alpha\nlast omega';
const loose = (text: string): Failure => failure(text, { tool: 'log', kind: 'output' });

describe('the lines that a pattern hits', () => {
  it.each<[what: string, tried: Pattern, hit: readonly number[] | undefined]>([
    ['the first of each', pattern('a/a', { all: ['last omega', 'first alpha'] }), [1, 3]],
    ['one line for two expressions', pattern('a/a', { all: ['first alpha', 'alpha'] }), [1]],
    ['the first of any', pattern('a/a', { any: ['last omega', 'first alpha'] }), [1]],
    ['all and any', pattern('a/a', { all: ['last omega'], any: ['nothing here', 'first alpha'] }), [1, 3]],
    ['all, but not any', pattern('a/a', { all: ['last omega'], any: ['nothing here'] }), undefined],
    ['the first within reach', pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 1 } }), [6, 7]],
    ['within more reach', pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 2 } }), [1, 3]],
    ['backwards', pattern('a/a', { all: ['last omega', 'first alpha'] }, { when: { within: 1 } }), [6, 7]],
    ['none within reach', pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 0 } }), undefined],
    [
      'any within reach',
      pattern('a/a', { all: ['last omega'], any: ['first alpha'] }, { when: { within: 1 } }),
      [6, 7],
    ],
    ['none of its expressions: by its scope', pattern('a/a', {}, { when: { tools: ['python'] } }), []],
    ['what is missing stood before', pattern('a/a', { all: ['last omega'], missing: 'first alpha' }), undefined],
    ['what is missing stands nowhere', pattern('a/a', { all: ['last omega'], missing: 'nothing here' }), [3]],
  ])('%s', (_, tried, hit) => {
    expect(lines(tried, failure(LOG))).toEqual(hit);
  });

  it('what is missing may stand before the last hit, not behind it', () => {
    const tried = pattern('a/a', { all: ['first alpha', 'last omega'], missing: 'first alpha' });
    expect(lines(tried, failure('first alpha\nlast omega'))).toEqual([1, 2]);
    expect(lines(tried, failure('first alpha\nlast omega\nfirst alpha'))).toBeUndefined();
  });

  it('are numbered as in the text', () => {
    expect(lines(pattern('a/a', { all: ['last omega'] }), failure(LOG, { first: 101 }))).toEqual([103]);
  });

  it('name what was captured, the first expression before the others', () => {
    const tried = pattern('a/a', { all: ['first (?<what>\\w+)'], any: ['last (?<what>\\w+)', 'last (?<other>\\w+)'] });
    expect(match(tried, failure(LOG))?.captures).toEqual({ what: 'alpha' });
    const two = pattern('a/a', { all: ['first (?<one>\\w+)', 'last (?<other>\\w+)'] });
    expect(match(two, failure(LOG))?.captures).toEqual({ one: 'alpha', other: 'omega' });
  });

  it('are looked for where a literal stands, and nowhere else', () => {
    const tried = pattern('a/a', { all: ['first alpha'] });
    const on = failure('first alpha\nfirst alpha');
    expect(matchPattern(tried, on, [new Set<string>(), new Set(['first alpha'])])?.lines).toEqual([2]);
    expect(matchPattern(tried, on, [new Set(['other']), new Set<string>()])).toBeUndefined();
  });

  it('are fifty of one expression, to be combined with others', () => {
    const far = (count: number) => failure(`${'first alpha\n'.repeat(count)}first alpha\nlast omega`);
    const tried = pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 1 } });
    expect(lines(tried, far(49))).toEqual([50, 51]);
    expect(lines(tried, far(50))).toBeUndefined();
  });
});

describe('what excludes a match', () => {
  const tried = pattern('a/a', { all: ['first alpha'], none: ['last omega'] }, { when: { loose: true } });
  const apart = (between: number) => `first alpha\n${'x\n'.repeat(between)}last omega`;

  it('may stand anywhere in a failure', () => {
    expect(lines(tried, failure(apart(40)))).toBeUndefined();
    expect(lines(tried, failure('first alpha'))).toEqual([1]);
  });

  it('has to stand within ten lines of a loose one', () => {
    expect(lines(tried, loose(apart(9)))).toBeUndefined();
    expect(lines(tried, loose(apart(10)))).toEqual([1]);
    expect(lines(tried, loose(`last omega\n${'x\n'.repeat(10)}first alpha`))).toEqual([12]);
    expect(lines(tried, loose(`last omega\n${'x\n'.repeat(9)}first alpha`))).toBeUndefined();
  });

  it('excludes one of several loose lines', () => {
    expect(lines(tried, loose(`${apart(0)}\n${'x\n'.repeat(10)}first alpha`))).toEqual([13]);
  });
});

describe('loose lines that say themselves that nobody minds', () => {
  const tried = pattern('a/a', { any: ['the kiln has no firing programme'] }, { when: { tools: ['npm'] } });
  const counts = (before: string) => lines(tried, loose(`${before}the kiln has no firing programme`)) !== undefined;
  it.each([
    '##[warning]',
    '##[debug]',
    '##[notice]',
    '::warning file=a::',
    '::notice::',
    ' ✓ ',
    '✔ ',
    'ok 7 ',
    'INFO ',
    '[INFO] ',
    'DEBUG:',
    'warn: ',
    'npm warn ',
    'npm WARN ',
    'warning: ',
    'warning ',
    'DeprecationWarning: ',
    'tests/test_a.py::test_b ',
  ])('%j does not count', (before) => expect(counts(before)).toBe(false));
  it.each([
    '',
    '##[error]',
    '::error::',
    'ERROR ',
    'see ##[warning]',
    'ok ',
    'INFOS ',
    'x INFO ',
    'warnings',
    'npm ERR! ',
    'tests/test_a.py: ',
  ])('%j counts', (before) => expect(counts(before)).toBe(true));

  it('in the scope of a pattern only those below a warning do not', () => {
    const reads = pattern('a/a', { any: ['the kiln has no firing programme'] }, { when: { tools: ['log'] } });
    const said = (before: string) => lines(reads, loose(`${before}the kiln has no firing programme`)) !== undefined;
    expect(['[INFO] ', '[DEBUG] ', '[TRACE] ', '[NOTICE] '].map(said)).toEqual([false, false, false, false]);
    expect(['[WARN] ', 'INFO ', '##[warning]', 'x [INFO] '].map(said)).toEqual([true, true, true, true]);
    const parsed = pattern('a/a', { any: ['the kiln has no firing programme'] });
    expect(lines(parsed, failure('[INFO] the kiln has no firing programme'))).toEqual([1]);
  });
});

describe('the scope of a pattern', () => {
  const of = (when: Partial<Pattern['when']>, words: Parameters<typeof pattern>[1] = {}) =>
    pattern('a/a', words, { when });
  it.each<[when: Partial<Pattern['when']>, is: boolean]>([
    [{}, true],
    [{ tools: ['python'] }, true],
    [{ tools: ['npm'] }, false],
    [{ kinds: ['exception'] }, true],
    [{ kinds: ['test'] }, false],
    [{ tools: ['python'], kinds: ['test'] }, false],
    [{ tools: ['npm', 'python'], kinds: ['test', 'exception'] }, true],
  ])('%j holds an exception of Python: %s', (when, is) => {
    expect(isForSort(of(when), { tool: 'python', kind: 'exception' })).toBe(is);
  });

  it('asks for a code, and a failure without one has none', () => {
    expect(lines(of({ codes: ['X'] }), failure('a', { code: 'X' }))).toEqual([]);
    expect(lines(of({ codes: ['X'] }), failure('a', { code: 'Y' }))).toBeUndefined();
    expect(lines(of({ codes: ['X'] }), failure('a'))).toBeUndefined();
  });

  it.each<[what: string, tried: Pattern, is: boolean]>([
    ['nothing', of({}), true],
    ['a log', of({ tools: ['npm', 'log'] }), true],
    ['a container', of({ tools: ['container'] }), true],
    ['another tool', of({ tools: ['npm'] }), false],
    ['output', of({ kinds: ['output'] }), true],
    ['another kind', of({ kinds: ['test'] }), false],
    ['a code', of({ codes: ['X'] }), false],
    ['the name of the container', of({ facts: { container: '!= x' } }), true],
    ['another fact', of({ facts: { container: '!= x', exitCode: '1' } }), false],
    [
      "another tool, with the tool's own words",
      of({ tools: ['npm'] }, { any: ['the kiln has no firing programme'] }),
      true,
    ],
    [
      'another tool and a fact, with its own words',
      of({ tools: ['npm'], facts: { x: '1' } }, { any: ['the kiln has no firing programme'] }),
      false,
    ],
    ['another tool, loose', of({ tools: ['npm'], loose: true }), true],
    [
      'another tool, never loose',
      of({ tools: ['npm'], loose: false }, { any: ['the kiln has no firing programme'] }),
      false,
    ],
  ])('a pattern that asks for %s can match loose lines, or not', (_, tried, is) => {
    expect(matchesLooseLines(tried)).toBe(is);
  });
});

describe('what an assertion wanted is no event', () => {
  const tried = (expression = 'no such table') => pattern('a/a', { any: [expression] });
  const pytest = (text: string, what: Partial<Failure> = {}) =>
    failure(text, { tool: 'pytest', kind: 'test', code: 'AssertionError', ...what });
  it.each<[what: string, on: Failure, hit: boolean]>([
    ['what there was', pytest("E   AssertionError: assert 'no such table' == 'ok'"), true],
    ['what was wanted', pytest("E   AssertionError: assert 'ok' == 'no such table'"), false],
    ['what it was to be in', pytest("E   AssertionError: assert 'ok' in 'no such table'"), true],
    ['what was to be in it', pytest("E   AssertionError: assert 'no such table' in 'ok'"), false],
    ['a line that was wanted', pytest('E     - no such table\nE     + ok'), false],
    ['a line that there was', pytest('E     - ok\nE     + no such table'), true],
    ['its source', pytest('>   raise Odd("no such table")\nE   Odd: x', { code: 'Odd' }), false],
    ['the words of another error', pytest('E   Odd: no such table', { code: 'Odd' }), true],
    ['what the test printed', pytest('E   assert 1 == 2\n---- Captured stdout call ----\nno such table'), true],
    ['the place of the error', pytest('E   assert 1 == 2\na.py:3: no such table'), true],
    ['a test without an error line', pytest('no such table'), true],
    ['another kind', pytest("E   assert 'ok' == 'no such table'", { kind: 'collection' }), true],
    ["Rust's right side", failure('  right: "no such table"', { tool: 'libtest' }), false],
    ["Rust's left side", failure('  left: "no such table"', { tool: 'libtest' }), true],
    ['what a panic was to say', failure(' expected substring: `no such table`', { tool: 'rust' }), false],
    ['the same of another tool', failure('  right: "no such table"'), true],
  ])('%s', (_, on, hit) => {
    expect(lines(tried(), on) !== undefined).toBe(hit);
  });

  it('unless the pattern asks for the assertion itself', () => {
    expect(lines(tried("== 'no such table'"), pytest("E   AssertionError: assert 'ok' == 'no such table'"))).toEqual([
      1,
    ]);
  });
});
