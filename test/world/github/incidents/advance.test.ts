import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../../src/core/domain/incident.js';
import { begin, passedSince, returned, seenAgain } from '../../../../src/world/github/incidents/advance.js';
import { diagnosis } from '../../../core/render/reports.js';

const here = (run: number, over: Partial<Attempt> = {}): Attempt => ({
  at: '2026-11-23T03:00:00.000Z',
  run,
  attempt: 1,
  sha: String(run).padStart(7, 'a'),
  branch: 'main',
  job: 'abc123abc123',
  ...over,
});
const opened = begin(diagnosis({ severity: 'P0' }), here(10));

describe('the record of an incident', () => {
  it('counts a run once, however many jobs show it', () => {
    expect(seenAgain(opened, here(10, { job: 'another' }))).toBeUndefined();
    const again = seenAgain(opened, here(11));
    expect([again?.count, again?.moments.map(({ kind, run }) => `${kind} ${run}`)]).toEqual([
      2,
      ['seen 10', 'seen 11'],
    ]);
    expect(seenAgain(again ?? opened, here(11, { attempt: 2 }))?.count).toBe(3);
  });

  it('counts an older run that ends late, too', () => {
    expect(seenAgain(opened, here(9))?.count).toBe(2);
  });

  it('keeps the first moment and the latest, and the count of all', () => {
    let record = opened;
    for (let run = 11; run <= 110; run++) record = seenAgain(record, here(run)) ?? record;
    expect([record.count, record.moments.length, record.moments[0].run, record.moments.at(-1)?.run]).toEqual([
      101, 40, 10, 110,
    ]);
  });

  it('takes a later green run of the same job on the same branch, once', () => {
    const green = passedSince(opened, here(12));
    expect(green?.moments.at(-1)).toMatchObject({ kind: 'green', run: 12 });
    expect(green?.count).toBe(1);
    expect(passedSince(green ?? opened, here(13))).toBeUndefined();
    const again = seenAgain(green ?? opened, here(14));
    expect(passedSince(again ?? opened, here(15))?.moments.at(-1)).toMatchObject({ kind: 'green', run: 15 });
  });

  it.each([
    ['an earlier run', here(9)],
    ['a retry of the same commit', here(12, { sha: here(10).sha })],
    ['another branch', here(12, { branch: 'next' })],
    ['another job', here(12, { job: 'lint' })],
  ])('takes no fix from %s', (_, attempt) => {
    expect(passedSince(opened, attempt)).toBeUndefined();
  });

  it('comes back with a later run only', () => {
    const green = passedSince(opened, here(12)) ?? opened;
    expect(returned(green, here(11))).toBeUndefined();
    expect(returned(green, here(12, { attempt: 2 }))).toBeUndefined();
    expect(returned(green, here(13))).toMatchObject({ count: 2 });
  });
});
