import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../src/commands/deliver/comment.js';
import type { Pattern } from '../../../../src/core/domain/pattern.js';
import type { Report } from '../../../../src/core/domain/report.js';
import { BUILT_IN } from '../../../../src/knowledge/catalogue/bundle.generated.js';
import { canonical, encode } from '../../../../src/world/github/contributions/codec.js';
import { contribute } from '../../../../src/world/github/contributions/contribute.js';
import type { Contribution } from '../../../../src/world/github/contributions/contribution.js';
import { joinedReport } from '../../../../src/world/github/contributions/joined.js';
import { EMPTY, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { type RunTold, vouched } from '../../../../src/world/github/contributions/vouched.js';
import { diagnosis, report } from '../../../core/render/reports.js';
import { A, B, contribution, passed, seeded } from './crowd.js';

/** With 10,000 by `WHYDUNIT_RUNS` none was lost (2026-11-29). */
const RUNS = Number(process.env['WHYDUNIT_RUNS'] ?? 300);
const P0 = BUILT_IN.find(({ severity, status }) => severity === 'P0' && status === 'stable') as Pattern;

const all = (...results: Contribution[]): State => results.map(stateOf).reduce((one, other) => join(one, other), EMPTY);
const MINE = contribution('test', { sha: B, run: 20, attempt: 2, at: 1_000 });
const left = async (said: State, told: RunTold = 'unknown') => [
  ...(await vouched(said, MINE, async () => told)).keys(),
];

describe('what a comment says is believed', () => {
  it.each<[string, Contribution]>([
    ['of another job of our run', contribution('lint', { sha: B, run: 20, attempt: 2 })],
    ['of our own job, before', contribution('test', { sha: A, run: 19 })],
    ['of another workflow that began a little later', contribution('docs', { sha: B, run: 21 })],
  ])('%s', async (_, said) => {
    expect(await left(stateOf(said))).toEqual([said.key]);
  });

  it.each<[string, Contribution]>([
    ['of a run that can never be', contribution('lint', { run: 9_007_199_254_740_000 })],
    ['of a time that can never be', contribution('lint', { run: 20, attempt: 2, at: 9_007_199_254_740_000 })],
    ['of our own job, of a run that nobody vouches for', passed('test', { run: 21 })],
    ['of our own job, of an attempt that nobody vouches for', passed('test', { run: 20, attempt: 3 })],
    ['of our own job and attempt, later than now', passed('test', { run: 20, attempt: 2, at: 2_000 })],
  ])('never: %s', async (_, said) => {
    expect(await left(stateOf(said))).toEqual([]);
  });

  it('of a newer run as GitHub knows it', async () => {
    const newer = passed('test', { sha: A, run: 21, attempt: 1 });
    expect(await left(stateOf(newer), { sha: A, attempt: 1 })).toEqual(['test']);
    for (const told of ['none', { sha: B, attempt: 1 }, { sha: A, attempt: 0 }] as const)
      expect(await left(stateOf(newer), told)).toEqual([]);
    expect(await left(stateOf(passed('docs', { run: 21 })), 'none')).toEqual([]);
  });

  it('and what our own job had said before is remembered, whatever stands over it', async () => {
    const said = all(contribution('test', { sha: A, run: 10 }), passed('test', { sha: B, run: 9_007_199_254_740_000 }));
    const entry = (await vouched(said, MINE, async () => 'none')).get('test');
    expect([entry?.now, entry?.before?.sha]).toEqual([MINE, A]);
  });
});

describe('adding anything to what a comment says', () => {
  const own = report({
    run: { ...report().run, repository: 'octo/app', pullRequest: 7, sha: B, runId: 20, runAttempt: 2 },
    diagnoses: [diagnosis({ pattern: P0.id, severity: 'P0', fingerprint: 'f0' })],
  });
  const contributed = (over: Report) => canonical(contribute(over, { key: 'test', job: 'test' }, new Set(), 1_000));
  const mine = contributed(own);
  /** What a stranger would have us say of that very failure. */
  const milder = contributed({
    ...own,
    diagnoses: [diagnosis({ pattern: 'rust/moved-value', severity: 'P3', fingerprint: 'f0', state: 'waived' })],
  });

  it('never keeps our own P0 out of the comment, nor opens its gate', async () => {
    const lost: number[] = [];
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
      const forged = Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({
        ...pick([contribution('x'), passed('x'), milder, { ...milder, level: 3 }]),
        key: pick(['test', 'lint', 'docs']),
        sha: pick([A, B, 'c'.repeat(40), 'd'.repeat(40), 'e'.repeat(40), 'f'.repeat(40)]),
        run: pick([1, 19, 20, 21, 4_711, 99_000_000, 9_007_199_254_740_000]),
        attempt: pick([1, 2, 3, 99]),
        at: pick([0, 999, 1_000, 1_001, 9_007_199_254_740_000]),
      }));
      const contents = contentsOf(own, mine, BUILT_IN);
      const line = encode(all(...forged), 'octo/app#7');
      const said = (await contents.read(`<!-- whydunit -->\n${line}\n`)) ?? EMPTY;
      const state = contents.join(said, stateOf(mine));
      const { verdict } = joinedReport(state, own, new Map(BUILT_IN.map((each) => [each.id, each])), '2026-11-23', B);
      const text = contents.write(state, B);
      const isTold = contents.holds(state, stateOf(mine)) && text.includes(P0.id);
      if (!isTold || verdict.gate !== 'fail') lost.push(seed);
    }
    expect(lost).toEqual([]);
  }, 600_000);
});
