import { describe, expect, test } from 'vitest';
import type { FailOn } from '../../../src/core/domain/verdict.js';
import type { Waived, Waiver } from '../../../src/core/domain/waiver.js';
import { judge } from '../../../src/core/gate/judge.js';
import { diagnosis, unknown } from '../render/reports.js';

const OOM = diagnosis({ pattern: 'container/oom-killed', severity: 'P0', fingerprint: 'aaaaaaaaaaaaaaaa' });
const PORT = diagnosis({ pattern: 'docker/port-in-use', severity: 'P1', fingerprint: 'bbbbbbbbbbbbbbbb' });
const STRANGE = unknown({ fingerprint: 'cccccccccccccccc' });

const waiver = (covers: Waived, expires = '2026-12-31'): Waiver => ({
  covers,
  reason: 'it moves',
  owner: '@core',
  expires,
});

const judged = (
  waivers: readonly Waiver[],
  { failOn = 'P0' as FailOn, today = '2026-11-23', problems = [] as string[] } = {},
) => judge([OOM, PORT], [STRANGE], { failOn, problems, waiving: { waivers, today } });

const plain = (reasons: readonly string[]) => reasons.map((reason) => reason.replace(/[\uE000\uE001]/g, ''));

describe('a waiver', () => {
  test('by pattern or by fingerprint lets what it covers stay, and says who, until when and why', () => {
    for (const covers of [{ pattern: 'container/oom-killed' }, { fingerprint: 'aaaaaaaaaaaaaaaa' }]) {
      const { verdict, diagnoses, unknown: strange, waivers } = judged([waiver(covers)]);
      expect(verdict).toMatchObject({ gate: 'pass', blocking: [] });
      expect(plain(verdict.reasons)).toEqual(['P0 container/oom-killed is waived until 2026-12-31 by @core: it moves']);
      expect([...diagnoses, ...strange].map(({ state }) => state)).toEqual(['waived', 'new', 'new']);
      expect(waivers).toEqual([{ waiver: waiver(covers), state: 'applied', fingerprints: ['aaaaaaaaaaaaaaaa'] }]);
    }
  });

  test('covers nothing else', () => {
    const { verdict, waivers } = judged([waiver({ pattern: 'docker/port-in-use' })]);
    expect(verdict).toMatchObject({ gate: 'fail', blocking: ['aaaaaaaaaaaaaaaa'] });
    expect(waivers?.map(({ state }) => state)).toEqual(['applied']);
    for (const covers of [
      { pattern: 'container/*' },
      { pattern: 'container/oom' },
      { fingerprint: 'aaaaaaaaaaaaaaab' },
    ])
      expect(judged([waiver(covers)])).toMatchObject({ verdict: { gate: 'fail' }, waivers: [{ state: 'unused' }] });
  });

  test('holds to the end of its last day, and not longer', () => {
    const on = (today: string) => judged([waiver({ pattern: 'container/oom-killed' }, '2026-12-31')], { today });
    expect(on('2026-12-30').verdict.gate).toBe('pass');
    expect(on('2026-12-31').verdict.gate).toBe('pass');
    const after = on('2027-01-01');
    expect(after.verdict).toMatchObject({ gate: 'fail', blocking: ['aaaaaaaaaaaaaaaa'] });
    expect(plain(after.verdict.reasons)).toEqual([
      'P0 container/oom-killed is unresolved; the waiver of @core expired on 2026-12-31',
    ]);
    expect(after.waivers?.[0]).toMatchObject({ state: 'expired', fingerprints: ['aaaaaaaaaaaaaaaa'] });
    expect(after.diagnoses[0]?.state).toBe('new');
  });

  test('that expired is said to have, whether or not it is missed', () => {
    expect(judged([waiver({ pattern: 'rust/moved-value' }, '2026-01-01')]).waivers).toEqual([
      { waiver: waiver({ pattern: 'rust/moved-value' }, '2026-01-01'), state: 'expired', fingerprints: [] },
    ]);
  });

  test('that holds is not undone by another for the same that expired', () => {
    const both = [
      waiver({ pattern: 'container/oom-killed' }, '2026-01-01'),
      waiver({ fingerprint: 'aaaaaaaaaaaaaaaa' }, '2026-12-31'),
    ];
    for (const waivers of [both, [...both].reverse()]) expect(judged(waivers).verdict.gate).toBe('pass');
  });

  test('of each cause is needed, of what no pattern knows too', () => {
    const waivers = [waiver({ pattern: 'container/oom-killed' }), waiver({ pattern: 'docker/port-in-use' })];
    expect(judged(waivers, { failOn: 'P1' }).verdict.gate).toBe('pass');
    expect(judged(waivers, { failOn: 'any' }).verdict).toMatchObject({ gate: 'fail', blocking: ['cccccccccccccccc'] });
    const all = judged([...waivers, waiver({ fingerprint: 'cccccccccccccccc' })], { failOn: 'any' });
    expect(all.verdict.gate).toBe('pass');
    expect(plain(all.verdict.reasons)[2]).toBe(
      'a failure that no pattern knows is waived until 2026-12-31 by @core: it moves',
    );
  });

  test('opens no gate that did not see everything', () => {
    const { verdict } = judged([waiver({ pattern: 'container/oom-killed' })], { problems: ['a.zip is broken'] });
    expect(verdict).toMatchObject({ gate: 'blocked', reasons: ['a.zip is broken'] });
  });
});

test('without waivers nothing is said of them', () => {
  expect(judged([])).not.toHaveProperty('waivers');
});
