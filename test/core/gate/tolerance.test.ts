import { describe, expect, it } from 'vitest';
import { toleranceOf, toleratesJob, toleratesSeverity } from '../../../src/core/gate/tolerance.js';

describe('what may stay red is a severity or a job', () => {
  it.each([
    [['P2 and below'], { jobs: [], severity: 'P2' }],
    [['p3'], { jobs: [], severity: 'P3' }],
    [['P3', 'P1 and below', 'P2'], { jobs: [], severity: 'P1' }],
    [['nightly', 'P2'], { jobs: ['nightly'], severity: 'P2' }],
    [['test P2'], { jobs: ['test P2'] }],
    [['P2 and above'], { jobs: ['P2 and above'] }],
    [['P4'], { jobs: ['P4'] }],
    [[], { jobs: [] }],
  ])('%j', (lines, tolerance) => {
    expect(toleranceOf(lines)).toEqual(tolerance);
  });

  it.each([
    ['P2', 'P1', false],
    ['P2', 'P2', true],
    ['P2', 'P3', true],
    ['P2', undefined, false],
    [undefined, 'P3', false],
    [undefined, undefined, false],
  ] as const)('up to %s: %s is %s', (most, severity, tolerated) => {
    expect(toleratesSeverity({ jobs: [], ...(most !== undefined && { severity: most }) }, severity)).toBe(tolerated);
  });
});

describe('a job is tolerated by its whole name', () => {
  it.each([
    ['test', 'test', true],
    ['test', 'test (1)', false],
    ['test', 'a test', false],
    ['test*', 'test (1)', true],
    ['test*', 'a test', false],
    ['*test', 'a test', true],
    ['*test', 'a test (1)', false],
    ['*', '', true],
    ['a*b', 'ab', true],
    ['a*b', 'aXb', true],
    ['ab*b', 'ab', false],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'aXYc', false],
    ['a*bb*b', 'abb', false],
    ['a*b*b', 'abb', true],
    ['a*c*b*d', 'abcd', false],
  ])('%s: %s is %s', (glob, name, tolerated) => {
    expect(toleratesJob({ jobs: ['other', glob] }, name)).toBe(tolerated);
  });

  it('by no glob at all is none', () => {
    expect(toleratesJob({ jobs: [] }, 'test')).toBe(false);
  });
});
