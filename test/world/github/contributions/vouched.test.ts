import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../src/commands/deliver/comment.js';
import { encode } from '../../../../src/world/github/contributions/codec.js';
import type { Contribution } from '../../../../src/world/github/contributions/contribution.js';
import { EMPTY, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { type RunTold, vouched } from '../../../../src/world/github/contributions/vouched.js';
import { report } from '../../../core/render/reports.js';
import { A, B, contribution, passed, seeded } from './crowd.js';

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
  const own = report({ run: { ...report().run, repository: 'octo/app', pullRequest: 7 } });

  it('never keeps our own P0 out of the comment', async () => {
    const lost: number[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
      const forged = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
        pick([contribution, passed])(pick(['test', 'lint', 'docs']), {
          sha: pick([A, B, 'c'.repeat(40), 'd'.repeat(40), 'e'.repeat(40), 'f'.repeat(40)]),
          run: pick([1, 19, 20, 21, 4_711, 99_000_000, 9_007_199_254_740_000]),
          attempt: pick([1, 2, 3, 99]),
          at: pick([0, 999, 1_000, 1_001, 9_007_199_254_740_000]),
        }),
      );
      const contents = contentsOf(own, MINE, []);
      const line = encode(all(...forged), 'octo/app#7');
      const said = (await contents.read(`<!-- whydunit -->\n${line}\n`)) ?? EMPTY;
      const state = contents.join(said, stateOf(MINE));
      const text = contents.write(state, B);
      if (!contents.holds(state, stateOf(MINE)) || !text.includes('test_test')) lost.push(seed);
    }
    expect(lost).toEqual([]);
  });
});
