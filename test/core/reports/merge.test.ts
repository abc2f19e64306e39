import { describe, expect, it } from 'vitest';
import { merge } from '../../../src/core/reports/merge.js';
import { diagnosis, occurrence, RUN, report, unknown } from '../render/reports.js';

const JUDGING = { failOn: 'P0', problems: [] } as const;
const { job: _, ...WHOLE_RUN } = RUN;

const cell = (name: string, over: Parameters<typeof report>[0] = {}) =>
  report({ status: 'failed', run: { ...RUN, job: name }, ...over });
const passed = (name: string) => cell(name, { status: 'passed' });

describe('reports of several jobs', () => {
  it('make one diagnosis of one cause, with the places of all of them', () => {
    const cells = ['3.10', '3.11', '3.12', '3.13'].map((version) =>
      cell(`test (${version})`, { diagnoses: [diagnosis({ primary: true, fingerprint: 'f1' })] }),
    );
    const whole = merge(cells, WHOLE_RUN, JUDGING);
    expect(whole.diagnoses).toHaveLength(1);
    expect(whole.diagnoses[0]?.occurrences.map(({ job }) => job?.name)).toEqual([
      'test (3.10)',
      'test (3.11)',
      'test (3.12)',
      'test (3.13)',
    ]);
    expect(whole.jobs?.map(({ name, status }) => [name, status])).toHaveLength(4);
    expect(whole.diagnoses[0]?.evidence.every(({ source }) => /^test \(3\.1\d\): /.test(source))).toBe(true);
  });

  it('come out the same in any order, and a report given twice counts once', () => {
    const a = cell('a', { diagnoses: [diagnosis({ fingerprint: 'f1', severity: 'P1', primary: true })] });
    const b = cell('b', { unknown: [unknown({ fingerprint: 'u1', primary: true })] });
    const c = cell('c', { diagnoses: [diagnosis({ fingerprint: 'f2', severity: 'P0', primary: true })] });
    const expected = merge([a, b, c], WHOLE_RUN, JUDGING);
    for (const order of [
      [c, b, a],
      [b, a, c, b],
      [a, a, b, c, c],
    ])
      expect(merge(order, WHOLE_RUN, JUDGING)).toEqual(expected);
    expect(expected.diagnoses.map(({ fingerprint, primary }) => [fingerprint, primary])).toEqual([
      ['f2', true],
      ['f1', false],
    ]);
    expect(expected.unknown[0]?.primary).toBe(false);
    expect(expected.verdict).toMatchObject({ gate: 'fail', blocking: ['f2'] });
  });

  it('have passed only when each of them has', () => {
    expect(merge([passed('a'), passed('b')], WHOLE_RUN, JUDGING).status).toBe('passed');
    expect(merge([passed('a'), cell('b', { status: 'unknown' })], WHOLE_RUN, JUDGING).status).toBe('unknown');
    expect(merge([], WHOLE_RUN, JUDGING).status).toBe('unknown');
    const missing = merge([passed('a')], WHOLE_RUN, { failOn: 'P0', problems: ['b left no report'] });
    expect([missing.status, missing.verdict.gate]).toEqual(['unknown', 'blocked']);
  });

  it('stay blocked over what one of them could not read', () => {
    const blind = cell('a', {
      status: 'unknown',
      verdict: { gate: 'blocked', failOn: 'P0', blocking: [], reasons: ['a.log: permission denied'] },
    });
    expect(merge([blind, passed('b')], WHOLE_RUN, JUDGING).verdict).toMatchObject({
      gate: 'blocked',
      reasons: ['a.log: permission denied'],
    });
  });

  it('name the same place in two jobs twice, and in one job once', () => {
    const same = { location: { file: 'src/a.rs', line: 3 } };
    const one = diagnosis({ fingerprint: 'f1', occurrences: [occurrence('x.log', same), occurrence('x.log', same)] });
    const whole = merge([cell('a', { diagnoses: [one] }), cell('b', { diagnoses: [one] })], WHOLE_RUN, JUDGING);
    expect(whole.diagnoses[0]?.occurrences.map(({ job }) => job?.name)).toEqual(['a', 'b']);
  });
});
