import { describe, expect, it } from 'vitest';
import { headOf } from '../../../../src/world/github/contributions/state.js';
import { figure } from '../../../scorecard/measured.js';
import type { LoopbackGitHub } from '../loopback.js';
import { A, abreast, against, B, contribution, mostRequests, passed, report, said, shared } from './crowd.js';

/** The whole scorecard runs 100. */
const SEEDS = Number(process.env['WHYDUNIT_SEEDS'] ?? 4);

const jobs = (size: number, make = contribution, over = {}) =>
  Array.from({ length: size }, (_, index) => make(`job-${index}`, over));

/** What is wrong when all is done, in words; empty when nothing is. */
function wrong(github: LoopbackGitHub, expected: readonly string[]): string[] {
  const [only, ...others] = said(github);
  const missing = expected.filter((key) => only?.has(key) !== true);
  return [
    ...(others.length > 0 ? [`${others.length + 1} comments`] : []),
    ...(missing.length > 0 ? [`${missing.length} jobs are missing`] : []),
  ];
}

describe('many jobs at once', { timeout: 3_600_000 }, () => {
  for (const size of [8, 32])
    it(`[F6] ${size} of them end in one comment with what each of them said`, async (context) => {
      const bad: string[] = [];
      const most: number[] = [];
      const complaints = await abreast(SEEDS, async (seed, github, around) => {
        const all = jobs(size);
        const ends = await Promise.allSettled(
          all.map((job) => report(github, shared(job), around, around.random() * 800)),
        );
        const lost = ends.filter(({ status }) => status === 'rejected').length;
        bad.push(...wrong(github, lost > 0 ? [] : all.map(({ key }) => key)).map((what) => `seed ${seed}: ${what}`));
        if (lost > 0) bad.push(`seed ${seed}: ${lost} jobs gave up`);
        most.push(mostRequests(github));
      });
      expect([...bad, ...complaints]).toEqual([]);
      expect(most).toHaveLength(SEEDS);
      expect(Math.max(...most)).toBeLessThanOrEqual(25);
      figure(context, `${size} jobs, ${SEEDS} seeds, at most ${Math.max(...most)} requests a job`);
    });

  it('join the comment that is there already, those that passed too', async () => {
    const bad: string[] = [];
    const complaints = await abreast(SEEDS, async (seed, github, around) => {
      await report(github, shared(contribution('first')), around);
      const all = [...jobs(5), ...jobs(6, passed).slice(5)];
      await Promise.all(all.map((job) => report(github, shared(job), around)));
      bad.push(...wrong(github, ['first', ...all.map(({ key }) => key)]).map((what) => `seed ${seed}: ${what}`));
    });
    expect([...bad, ...complaints]).toEqual([]);
  });

  it('[F7] of an older commit never replace what those of a newer one said', async (context) => {
    const bad: string[] = [];
    const complaints = await abreast(SEEDS, async (seed, github, around) => {
      const pull = github.state.pullRequests.get(7);
      if (pull === undefined) throw new Error('there is no pull request');
      pull.sha = A;
      const old = jobs(4, contribution, { sha: A, run: 10 });
      const older = Promise.all(old.map((job) => report(github, shared(job), around, around.random() * 2_400)));
      await around.clock.act(() => around.clock.pause(around.random() * 2_400));
      pull.sha = B;
      const next = jobs(4, contribution, { sha: B, run: 20 });
      await Promise.all([older, ...next.map((job) => report(github, shared(job), around))]);
      const [state, ...others] = said(github);
      const stale = next.filter(({ key }) => state?.get(key)?.now.sha !== B);
      if (others.length > 0) bad.push(`seed ${seed}: ${others.length + 1} comments`);
      if (headOf(state ?? new Map()) !== B || stale.length > 0) bad.push(`seed ${seed}: ${stale.length} are stale`);
    });
    expect([...bad, ...complaints]).toEqual([]);
    figure(context, `${SEEDS} seeds`);
  });
});

describe('a comment', () => {
  it('[L6] is found among 1,200 others and changed once', async () => {
    const complaints = await against(1, async (github, around) => {
      const talk = (count: number) => {
        for (let index = 0; index < count; index++)
          github.state.addComment(7, { login: 'mona', id: 2, type: 'User' }, `comment ${index}`);
      };
      talk(700);
      await report(github, shared(contribution('test')), around);
      talk(500);
      const before = github.seen.length;
      await report(github, shared(passed('test', { attempt: 2 })), around);
      const asked = github.seen.slice(before).map(({ method, path }) => (path === '/graphql' ? 'who' : method));
      expect(asked.length).toBeLessThanOrEqual(25);
      expect(asked.filter((method) => method === 'PATCH')).toHaveLength(1);
      expect([asked.includes('POST'), github.state.comments.length]).toEqual([false, 1_201]);
    });
    expect(complaints).toEqual([]);
  });

  it('that a killed job left beside the kept one is removed by its next run, nobody else’s is', async () => {
    const complaints = await against(2, async (github, around) => {
      const { contents } = shared(contribution('test'));
      const bot = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' } as const;
      const write = (...all: Parameters<typeof shared>[0][]) =>
        github.state.addComment(7, bot, contents.write(all.map((one) => shared(one).mine).reduce(contents.join)));
      write(contribution('lint'));
      write(contribution('test'));
      write(contribution('docs'));
      await report(github, shared(passed('test', { attempt: 2 })), around);
      expect(said(github).map((state) => [...state.keys()])).toEqual([['docs', 'lint', 'test'], ['docs']]);
      expect(said(github)[0]?.get('test')?.now.attempt).toBe(2);
    });
    expect(complaints).toEqual([]);
  });

  it('is kept up to date where comments fill so many pages that no request is left for more', async () => {
    await against(4, async (github, around) => {
      await report(github, shared(contribution('test')), around);
      for (let index = 0; index < 2_300; index++)
        github.state.addComment(7, { login: 'mona', id: 2, type: 'User' }, `comment ${index}`);
      await report(github, shared(passed('test', { attempt: 2 })), around);
      expect(said(github)[0]?.get('test')?.now.attempt).toBe(2);
    });
  });

  it('is not begun for good news, not even by many', async () => {
    await against(3, async (github, around) => {
      await Promise.all(jobs(8, passed).map((job) => report(github, shared(job), around)));
      expect([github.state.comments.length, github.count('POST')]).toEqual([0, 0]);
    });
  });
});
