import { describe, expect, it } from 'vitest';
import type { Recognised } from '../../../../src/core/classify/candidate.js';
import type { Match } from '../../../../src/core/classify/match.js';
import { isPassing, lastFrom, severityOf } from '../../../../src/core/classify/severity/severity.js';
import { makeLine } from '../../../../src/core/reading/line.js';
import { findings, pattern } from '../failures.js';

const tail = (...texts: string[]) => texts.map((text, at) => makeLine(at + 11, text, false));
const at = (...lines: number[]): Match => ({ pattern: pattern('a/a', {}), lines, captures: {}, place: 'loose' });

describe('the last lines that say anything', () => {
  it.each<[texts: string[], from: number]>([
    [[], 0],
    [['a'], 11],
    [['a', 'b', 'c'], 11],
    [['a', 'b', 'c', 'd'], 12],
    [['a', 'b', ' ', 'c', '', 'd'], 12],
  ])('of %j begin at %d', (texts, from) => {
    expect(lastFrom({ tail: tail(...texts) })).toBe(from);
  });
});

describe('what was said in passing', () => {
  const end = findings([], { tail: tail('a', 'b', 'c', 'd') });
  it('stands above the last lines with all its lines', () => {
    expect(isPassing(at(11), end)).toBe(true);
    expect(isPassing(at(12), end)).toBe(false);
    expect(isPassing(at(5, 12), end)).toBe(false);
    expect(isPassing(at(5, 11), end)).toBe(true);
    expect(isPassing(at(11), findings([]))).toBe(false);
  });
  it('is nothing in a container that failed', () => {
    expect(isPassing(at(11), { ...end, group: 'container web', outcome: 'failed' })).toBe(false);
    expect(isPassing(at(11), { ...end, group: 'container web' })).toBe(true);
    expect(isPassing(at(11), { ...end, outcome: 'failed' })).toBe(true);
  });
});

describe('how bad it is', () => {
  const worst = (severity: 'P0' | 'P2', ...occurrences: Pick<Recognised, 'place' | 'isPassing'>[]) =>
    severityOf({
      pattern: { ...pattern('a/a', {}), severity, severityAt: { test: 'P1', start: 'P0' } },
      occurrences: occurrences as unknown as [Recognised],
    });
  it('is the worst of its places', () => {
    expect(worst('P2', {})).toBe('P2');
    expect(worst('P2', { place: 'build' })).toBe('P2');
    expect(worst('P2', { place: 'test' })).toBe('P1');
    expect(worst('P2', {}, { place: 'start' }, { place: 'test' })).toBe('P0');
  });
  it('is no P0 where it was only said in passing', () => {
    expect(worst('P0', { isPassing: true })).toBe('P1');
    expect(worst('P2', { isPassing: true })).toBe('P2');
    expect(worst('P0', { isPassing: true }, { isPassing: false })).toBe('P0');
  });
  it('is not known without a pattern', () => {
    expect(severityOf({ occurrences: [{} as Recognised] })).toBeUndefined();
  });
});
