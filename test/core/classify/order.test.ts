import { expect, it } from 'vitest';
import { conclude } from '../../../src/core/classify/conclude.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import { failure, findings, pattern } from './failures.js';

/** What is told first of a failed test and of another failure, whichever of the two the log tells first. */
const first = (kind: Failure['kind'], what: Partial<Failure> = {}) =>
  [1, 50].map((line) => {
    const all = [
      failure('the sprocket is gone', { kind: 'test', name: 'test_a', first: 20 }),
      failure('no such gizmo', { kind, ...what, first: line }),
    ];
    const patterns = [
      pattern('a/sprocket', { any: ['the sprocket is gone'] }),
      pattern('a/gizmo', { any: ['no such gizmo'] }),
    ];
    const literalsIn = (text: string) =>
      new Set(['the sprocket is gone', 'no such gizmo'].filter((literal) => text.includes(literal)));
    return conclude([findings(all)], true, { patterns: () => patterns, literalsIn }).diagnoses[0]?.pattern;
  });

it('what did not build cannot have been tested: it is told before a failed test, wherever it stands', () => {
  expect(first('compile-error')).toEqual(['a/gizmo', 'a/gizmo']);
  expect(first('dependency')).toEqual(['a/gizmo', 'a/gizmo']);
  expect(first('configuration')).toEqual(['a/gizmo', 'a/gizmo']);
});

it('a lint or a format says less than a failed test', () => {
  expect(first('lint')).toEqual(['a/sprocket', 'a/sprocket']);
  expect(first('format')).toEqual(['a/sprocket', 'a/sprocket']);
});
