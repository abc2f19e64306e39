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
