import { expect, it } from 'vitest';
import { weigh, weighFolded } from '../../../../src/core/classify/folding/weigh.js';
import type { Folded } from '../../../../src/core/domain/diagnosis.js';
import type { Severity } from '../../../../src/core/domain/pattern.js';

const folded = (...severities: readonly (Severity | undefined)[]): Folded[] =>
  severities.map((severity, at) => ({
    fingerprint: `f${at}`,
    title: 't',
    pattern: `a/${at}`,
    ...(severity && { severity }),
    occurrences: [],
    evidence: [],
  }));

it('a finding weighs as much as the worst that it explains, whichever that is', () => {
  expect(weigh('P2', false, folded('P1', 'P0', 'P2'))).toEqual({ severity: 'P0', draft: false, raisedBy: 'a/1' });
  expect(weigh('P2', false, folded('P0', 'P1'))).toEqual({ severity: 'P0', draft: false, raisedBy: 'a/0' });
  expect(weigh('P1', false, folded('P0', 'P0'))).toMatchObject({ raisedBy: 'a/0' });
});

it('a finding weighs what it is where it explains nothing worse', () => {
  expect(weigh('P1', false, folded('P1', 'P3'))).toEqual({ severity: 'P1', draft: false });
  expect(weigh('P1', false, [])).toEqual({ severity: 'P1', draft: false });
  expect(weigh('P1', false, folded(undefined))).toEqual({ severity: 'P1', draft: false });
});

it('a draft weighs as much as what it explains, also where that is milder', () => {
  expect(weigh('P0', true, folded('P2'))).toEqual({ severity: 'P2', draft: false, raisedBy: 'a/0' });
  expect(weigh('P0', true, [])).toEqual({ severity: 'P0', draft: true });
});

it('what is folded weighs nothing without a severity, or a pattern', () => {
  expect(weighFolded(folded(undefined))).toEqual({});
  const { pattern: _, ...nameless } = folded('P0')[0] as Folded;
  expect(weighFolded([nameless])).toEqual({});
});
