import { expect, it } from 'vitest';
import { relevantFailures } from '../../../src/core/classify/relevant.js';
import { failure, findings } from './failures.js';

const tally = (first: number, name = 'pytest') =>
  failure('1 failed', { first, role: 'verdict', tool: 'log', kind: 'ci', name });
const told = (...all: Parameters<typeof findings>[0]) =>
  relevantFailures(findings(all)).map(({ failure: { role, message, span } }) => `${role} ${message} ${span.first}`);

it('counts as a wrapper where nothing else says what failed', () => {
  expect(told(tally(40))).toEqual(['wrapper 1 failed 40']);
});

it('gives way to the failure it counts, and to what called the tool', () => {
  expect(told(failure('AssertionError', { first: 9 }), tally(40))).toEqual(['cause AssertionError 9']);
  expect(told(tally(40), failure('make: ***', { first: 44, role: 'wrapper' }))).toEqual(['wrapper make: *** 44']);
});

it('is told beside the failure of an earlier tool', () => {
  expect(told(failure('AssertionError', { first: 9 }), tally(40), tally(400, 'jest'))).toEqual([
    'cause AssertionError 9',
    'wrapper 1 failed 400',
  ]);
});

it('is told once of one tool', () => {
  expect(told(tally(40), tally(42), tally(44, 'jest'))).toEqual(['wrapper 1 failed 40', 'wrapper 1 failed 44']);
});

it('gives way to what stands up to thirty lines below, and to nothing further down', () => {
  const below = (first: number) => told(tally(40), failure('make: ***', { first, role: 'wrapper' }));
  expect(below(70)).toEqual(['wrapper make: *** 70']);
  expect(below(71)).toEqual(['wrapper 1 failed 40', 'wrapper make: *** 71']);
});

it('is told again of one tool after thirty lines', () => {
  expect(told(tally(40), tally(70))).toEqual(['wrapper 1 failed 40']);
  expect(told(tally(40), tally(71))).toEqual(['wrapper 1 failed 40', 'wrapper 1 failed 71']);
});

it('gives way to no measurement and to nothing that is told beside it', () => {
  const beside = (what: Parameters<typeof failure>[1]) => told(tally(40), failure('slow', { first: 44, ...what }));
  expect(beside({ kind: 'measurement' })).toContain('wrapper 1 failed 40');
  expect(beside({ role: 'aside' })).toContain('wrapper 1 failed 40');
});

it('stands for the failures since the last words before it, wherever they are listed', () => {
  const one = failure('AssertionError', { first: 41 });
  expect(told(tally(90, 'jest'), one, tally(40))).toEqual(['cause AssertionError 41']);
  expect(told(tally(140, 'jest'), tally(40), failure('x', { first: 40 }))).toEqual([
    'wrapper 1 failed 140',
    'cause x 40',
  ]);
});
