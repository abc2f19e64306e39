import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/core/domain/incident.js';
import type { Report } from '../../../src/core/domain/report.js';
import type { FailOn } from '../../../src/core/domain/verdict.js';
import type { Waiver } from '../../../src/core/domain/waiver.js';
import { judgeRelease } from '../../../src/core/gate/release.js';
import { plain } from '../../../src/core/render/safe/terminal.js';
import { diagnosis, report, unknown } from '../render/reports.js';

const incident = (over: Partial<Incident> = {}): Incident => ({
  fingerprint: '00000000000000aa',
  pattern: 'house/boiler',
  severity: 'P0',
  state: 'new',
  opened: '2026-11-20T10:00:00.000Z',
  reference: { name: '#101', url: 'https://github.com/acme/orders/issues/101' },
  ...over,
});
const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  covers: { pattern: 'house/boiler' },
  reason: 'the old boiler goes in spring',
  owner: 'mona',
  expires: '2026-11-30',
  ...over,
});
const boiler = diagnosis({ pattern: 'house/boiler', severity: 'P0', fingerprint: '00000000000000aa' });

interface Given {
  readonly found?: Partial<Report>;
  readonly open?: readonly Incident[];
  readonly waivers?: readonly Waiver[];
  readonly today?: string;
  readonly failOn?: FailOn;
  readonly problems?: readonly string[];
}
const judged = ({ found = {}, open = [], waivers = [], today = '2026-11-23', failOn = 'P0', problems = [] }: Given) =>
  judgeRelease(
    report(found),
    open,
    { failOn, problems, waiving: { waivers, today } },
    { jobs: [], reports: [], lay: [], tolerance: { jobs: [] } },
  );
const gate = (given: Given) => judged(given).verdict.gate;

describe('an open incident', () => {
  const mild = diagnosis({ pattern: 'lint/prettier', severity: 'P3', fingerprint: '00000000000000aa' });

  it('is not settled by a finding that borrows its fingerprint', () => {
    const { verdict } = judged({ found: { diagnoses: [mild] }, open: [incident()] });
    expect([verdict.gate, verdict.blocking]).toEqual(['fail', ['00000000000000aa']]);
  });

  it('is not settled by the waiver of another pattern with its fingerprint', () => {
    const waivers = [waiver({ covers: { pattern: 'lint/prettier' } })];
    expect(gate({ found: { diagnoses: [mild] }, open: [incident()], waivers })).toBe('fail');
    expect(gate({ found: { diagnoses: [{ ...boiler, pattern: 'lint/prettier' }, boiler] }, waivers })).toBe('fail');
  });
});

describe('a release', () => {
  it('may go where nothing severe is known', () => {
    expect(gate({})).toBe('pass');
    expect(gate({ found: { diagnoses: [diagnosis()], unknown: [unknown()] } })).toBe('pass');
  });

  it.each([
    ['found now', { found: { diagnoses: [boiler] } }],
    ['still open', { open: [incident()] }],
    ['both', { found: { diagnoses: [boiler] }, open: [incident()] }],
  ])('may not over a P0 that is %s, which counts once', (_, given) => {
    const { verdict } = judged(given);
    expect([verdict.gate, verdict.blocking]).toEqual(['fail', ['00000000000000aa']]);
  });

  it('is not kept by what only claims to be harmless elsewhere', () => {
    expect(gate({ open: [incident({ severity: 'P1' })] })).toBe('pass');
    expect(gate({ open: [incident({ severity: 'P1' })], failOn: 'P1' })).toBe('fail');
    expect(gate({ found: { diagnoses: [{ ...boiler, draft: true }] } })).toBe('pass');
    expect(gate({ found: { unknown: [unknown()] }, failOn: 'any' })).toBe('fail');
    expect(gate({ open: [incident()], failOn: 'never' })).toBe('pass');
  });

  it('may go over what somebody waives, finding and incident alike, to the end of the last day', () => {
    const given = { found: { diagnoses: [boiler] }, open: [incident(), incident({ fingerprint: '00000000000000bb' })] };
    const { verdict, incidents, diagnoses, waivers } = judged({ ...given, waivers: [waiver()], today: '2026-11-30' });
    expect(verdict.gate).toBe('pass');
    expect([...(incidents ?? []), ...diagnoses].map(({ state }) => state)).toEqual(['waived', 'waived', 'waived']);
    expect(waivers?.map(({ state, fingerprints }) => [state, fingerprints])).toEqual([
      ['applied', ['00000000000000aa', '00000000000000bb']],
    ]);
    const late = judged({ ...given, waivers: [waiver()], today: '2026-12-01' });
    expect([late.verdict.gate, late.waivers?.[0]?.state]).toEqual(['fail', 'expired']);
    expect(plain(late.verdict.reasons[1] ?? '')).toBe(
      'P0 house/boiler (`#101`) is unresolved; the waiver of `mona` expired on 2026-11-30'.replace('#101', '#101'),
    );
  });

  it('may go over one fingerprint and not over another of the same pattern', () => {
    const waivers = [waiver({ covers: { fingerprint: '00000000000000aa' } })];
    expect(gate({ open: [incident()], waivers })).toBe('pass');
    expect(gate({ open: [incident(), incident({ fingerprint: '00000000000000bb' })], waivers })).toBe('fail');
  });

  it('is blocked by what could not be read, waived or not', () => {
    expect(gate({ problems: ['the jobs are not known'] })).toBe('blocked');
    expect(gate({ open: [incident()], waivers: [waiver()], problems: ['the jobs are not known'] })).toBe('blocked');
    const both = judged({ open: [incident()], problems: ['the jobs are not known'] });
    expect([both.verdict.gate, both.verdict.reasons.at(-1)]).toEqual(['fail', 'the jobs are not known']);
  });
});
