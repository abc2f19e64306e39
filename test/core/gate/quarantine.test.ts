import { expect, test } from 'vitest';
import type { Diagnosis } from '../../../src/core/domain/diagnosis.js';
import { judge } from '../../../src/core/gate/judge.js';
import { diagnosis, occurrence, unknown } from '../render/reports.js';

const resting = (name: string, expires = '2026-12-31') => ({
  covers: { test: name },
  reason: 'races',
  owner: '@core',
  expires,
});

const failing = (...names: readonly (string | undefined)[]) =>
  names.map((name) => occurrence('a.log', name === undefined ? { kind: 'build' } : { kind: 'test', name }));

function judged(over: Partial<Diagnosis>, tests: readonly string[], today = '2026-11-23') {
  const finding = diagnosis({ severity: 'P1', ...over });
  const waiving = { waivers: tests.map((name) => resting(name)), today };
  return judge([finding], [], { failOn: 'P1', problems: [], waiving });
}

test('a test in quarantine does not close the gate up to its last day', () => {
  const occurrences = failing('test_a');
  expect(judged({ occurrences }, ['test_a'])).toMatchObject({
    verdict: { gate: 'pass' },
    diagnoses: [{ state: 'waived' }],
    waivers: [{ state: 'applied' }],
  });
  expect(judged({ occurrences }, ['test_a'], '2027-01-01').verdict.gate).toBe('fail');
  expect(judged({ occurrences }, ['test_b'])).toMatchObject({
    verdict: { gate: 'fail' },
    waivers: [{ state: 'unused' }],
  });
});

test('what else failed with it counts, told itself or folded', () => {
  expect(judged({ occurrences: failing('test_a', 'test_b') }, ['test_a']).verdict.gate).toBe('fail');
  expect(judged({ occurrences: failing('test_a', 'test_b') }, ['test_a', 'test_b']).verdict.gate).toBe('pass');
  expect(judged({ occurrences: failing('test_a', undefined) }, ['test_a']).verdict.gate).toBe('fail');
  const folded = [{ fingerprint: 'f', title: 't', occurrences: failing('test_c'), evidence: [] }];
  expect(judged({ occurrences: failing('test_a'), folded }, ['test_a']).verdict.gate).toBe('fail');
  expect(judged({ occurrences: [] }, ['test_a']).verdict.gate).toBe('fail');
});

test('it opens the gate for no P0', () => {
  expect(judged({ occurrences: failing('test_a'), severity: 'P0' }, ['test_a'])).toMatchObject({
    verdict: { gate: 'fail' },
    diagnoses: [{ state: 'new' }],
  });
});

test('a failure that no pattern knows rests with its test too', () => {
  const strange = unknown({ occurrences: failing('test_a') });
  const waiving = { waivers: [resting('test_a')], today: '2026-11-23' };
  expect(judge([], [strange], { failOn: 'any', problems: [], waiving }).verdict.gate).toBe('pass');
});
